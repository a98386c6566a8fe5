import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { PROJECT_ROOT } from '../../working-tree.ts';
import { CannotRun } from '../cannot-run.ts';
import type { Slice } from './slices.ts';
import type { OperatorMutant } from './verdict.ts';

type StrykerOptions = ConstructorParameters<typeof Stryker>[0];
type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

export interface SliceRunOptions {
  /** Where Stryker puts its copy of the tree. */
  readonly scratch: string;
  readonly workers: number;
}

const optionsOf = ({ mutate, tests }: Slice, { scratch, workers }: SliceRunOptions): StrykerOptions => ({
  configFile: join(import.meta.dirname, 'stryker.config.mjs'),
  mutate: [...mutate],
  tempDirName: scratch,
  concurrency: workers,
  jest: {
    config: {
      testMatch: tests.map((test) => `<rootDir>/${test}`),
      // Stryker extends the environment, and can find it only by a path.
      testEnvironment: './test/jest/environment.mjs',
    },
  },
});

const onOneLine = (code: string): string => code.replace(/\s+/g, ' ').trim();

const replacedCode = ({ fileName, location: { start, end } }: MutantResult): string => {
  const lines = readFileSync(fileName, 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return lines
    .map((line, index) => (index === last ? line.slice(0, end.column - 1) : line))
    .map((line, index) => (index === 0 ? line.slice(start.column - 1) : line))
    .join(' ');
};

const outcomeOf = (status: MutantResult['status']): OperatorMutant['outcome'] => {
  switch (status) {
    case 'Killed':
    case 'Timeout':
    // The changed code does not even load, so every test fails.
    case 'RuntimeError':
      return 'killed';
    case 'Survived':
    case 'NoCoverage':
      return 'survived';
    default:
      return 'unrunnable';
  }
};

/**
 * Has Stryker apply each of its mutants to the slice's code and run the slice's tests.
 *
 * @throws {CannotRun} if Stryker cannot begin, for example because a test fails without a mutant
 */
export const runSlice = async (
  slice: Slice,
  options: SliceRunOptions,
): Promise<readonly OperatorMutant[]> => {
  const results = await new Stryker(optionsOf(slice, options)).runMutationTest().catch((error: unknown) => {
    throw new CannotRun(`Stryker cannot mutate the slice ${slice.name}: ${error}`, { cause: error });
  });
  return results.map((result) => ({
    file: relative(PROJECT_ROOT, result.fileName),
    line: result.location.start.line,
    mutator: result.mutatorName,
    code: onOneLine(replacedCode(result)),
    replacement: onOneLine(result.replacement),
    outcome: outcomeOf(result.status),
  }));
};

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forEachConcurrently } from '../../../producer/stack/concurrent.ts';
import { CannotRun } from '../cannot-run.ts';
import { type Mutant, mutated } from './mutant.ts';
import { runTests, type TestRun } from './run-tests.ts';
import { copyTree } from './tree-copy.ts';

export interface Verdict {
  readonly name: string;
  readonly promise: number;
  readonly file: string;
  readonly outcome: 'killed' | 'SURVIVED' | 'stale' | 'unrunnable';
  /** The failed tests, or what is wrong with the mutant. */
  readonly why: readonly string[];
  readonly seconds: number;
}

export interface TryOptions {
  /** Holds everything that this run writes. */
  readonly scratch: string;
  readonly workers: number;
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
}

/** Ten times as long as the tests of one mutant take. */
const LIMIT_SECONDS = 180;

const judge = (run: TestRun): Pick<Verdict, 'outcome' | 'why'> => {
  switch (run.end) {
    case 'green':
      return { outcome: 'SURVIVED', why: [`all ${run.passed} tests passed`] };
    case 'red':
      return { outcome: 'killed', why: run.failed };
    case 'endless':
      return { outcome: 'killed', why: ['the tests did not end'] };
    case 'unrunnable':
      return { outcome: 'unrunnable', why: [run.reason] };
  }
};

const openCopy = (root: string, name: string) => {
  const scratch = join(root, name);
  const directory = join(scratch, 'tree');
  mkdirSync(directory, { recursive: true });
  copyTree(directory);
  return { scratch, directory };
};

const tryMutant = async (mutant: Mutant, options: TryOptions): Promise<Verdict> => {
  const { name, promise, file, tests } = mutant;
  const startedAt = performance.now();
  const verdict = ({ outcome, why }: Pick<Verdict, 'outcome' | 'why'>): Verdict => {
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    return { name, promise, file, outcome, why, seconds };
  };
  const { scratch, directory } = openCopy(options.scratch, name);
  const path = join(directory, file);
  try {
    writeFileSync(path, mutated(readFileSync(path, 'utf8'), mutant));
  } catch (error) {
    return verdict({ outcome: 'stale', why: [String(error)] });
  }
  const run = await runTests({
    directory,
    scratch,
    tests,
    workers: 1,
    limitSeconds: LIMIT_SECONDS,
    signal: options.signal,
  });
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  return verdict(judge(run));
};

/** Checks that the tests pass without a mutant: a test that fails anyway would prove nothing. */
const checkUnmutated = async (mutants: readonly Mutant[], options: TryOptions): Promise<void> => {
  const tests = [...new Set(mutants.flatMap((mutant) => mutant.tests))].toSorted();
  const run = await runTests({
    ...openCopy(options.scratch, 'unmutated'),
    tests,
    workers: options.workers,
    limitSeconds: tests.length * LIMIT_SECONDS,
    signal: options.signal,
  });
  if (run.end !== 'green') {
    throw new CannotRun(`the tests fail without any mutant: ${judge(run).why.join('; ')}`);
  }
  options.tell(`unmutated: ${run.passed} tests in ${tests.length} files pass`);
};

const lineOf = ({ outcome, name, promise, seconds, why }: Verdict): string =>
  `${outcome.padEnd(10)} ${name} (promise ${promise}, ${seconds} s): ${why[0]?.split('\n')[0]}`;

/**
 * Applies each mutant to its own copy of the tree and runs its tests there, several at a time.
 *
 * @throws {CannotRun} if the tests fail without a mutant
 */
export const tryMutants = async (
  mutants: readonly Mutant[],
  options: TryOptions,
): Promise<readonly Verdict[]> => {
  const verdicts: Verdict[] = [];
  await checkUnmutated(mutants, options);
  await forEachConcurrently(mutants, options.workers, async (mutant) => {
    const verdict = await tryMutant(mutant, options);
    verdicts.push(verdict);
    options.tell(lineOf(verdict));
  });
  return verdicts;
};

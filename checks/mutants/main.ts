import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { onInterrupt } from '../../producer/terminal/interrupt.ts';
import { isBadUsage } from '../bad-usage.ts';
import { PROJECT_ROOT } from '../working-tree.ts';
import { MUTANTS } from './by-hand/mutants.ts';
import { tryMutants } from './by-hand/try-mutants.ts';
import { CannotRun } from './cannot-run.ts';
import { SLICES } from './operators/slices.ts';
import { trySlices } from './operators/try-slices.ts';

const USAGE = `Usage: npm run mutants -- [--only NAME]... [--list] [--json] [--workers N]

Tests the tests. Each mutant is one deliberate fault in a copy of the code, and a test has to fail. Stryker makes most
of them: it changes one operator, condition or literal at a time. The rest are made by hand: faults in the template, in
a state machine or in the design. Prints the score and every mutant that survived. Exits with 0 if all were killed or
are explained in checks/mutants/operators/explained-survivors.ts.
A full run takes an hour or more; one slice of the code takes minutes.

  --only NAME  a slice, a mutant made by hand, or by-hand for all of these; may be repeated
  --list       list the names: slices, and mutants made by hand with the promise that each breaks
  --json       the outcomes as JSON (npm run --silent keeps npm's own lines out)
  --workers N  how many mutants at a time; the default is 2
  --help       this text
`;

interface Chosen {
  readonly only: readonly string[];
  readonly workers: number;
  readonly isJson: boolean;
}

const BY_HAND = 'by-hand';

const chosenOf = <Named extends { readonly name: string }>(
  all: readonly Named[],
  only: readonly string[],
): readonly Named[] => (only.length === 0 ? all : all.filter(({ name }) => only.includes(name)));

const openScratch = (): string => {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'tripstream-mutants-')));
  // Stryker ends the process by itself when it is interrupted.
  process.once('exit', () => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));
  return scratch;
};

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** Tries the chosen mutants and prints the outcomes. Returns whether every one was killed or is explained. */
const runMutants = async ({ only, workers, isJson }: Chosen): Promise<boolean> => {
  const root = openScratch();
  const tell = isJson ? () => undefined : console.log;
  const mutants = only.includes(BY_HAND) ? MUTANTS : chosenOf(MUTANTS, only);
  const slices = chosenOf(SLICES, only);
  const interrupt = onInterrupt();
  const byHand =
    mutants.length === 0
      ? []
      : await tryMutants(mutants, {
          scratch: join(root, 'by-hand'),
          workers,
          tell,
          signal: interrupt.signal,
        });
  interrupt.release();
  mkdirSync(join(root, 'operators'));
  const operators = await trySlices(slices, { scratch: join(root, 'operators'), workers, tell });
  const killed =
    byHand.filter(({ outcome }) => outcome === 'killed').length + sumOf(operators.map((one) => one.killed));
  const explained = sumOf(operators.map((one) => one.explained.length));
  const failed =
    byHand.filter(({ outcome }) => outcome !== 'killed').length +
    sumOf(operators.map((one) => one.unexplained.length + one.unrunnable.length + one.stale.length));
  if (isJson) console.log(JSON.stringify({ byHand, operators }, null, 2));
  else
    console.log(`\n${killed} killed, ${explained} explained\n${killed + explained} passed, ${failed} failed`);
  return failed === 0;
};

const readWorkers = (text: string): number => {
  const workers = Number(text);
  if (!Number.isInteger(workers) || workers < 1)
    throw new CannotRun(`--workers takes 1 or more, not "${text}"`);
  return workers;
};

const main = async (): Promise<number> => {
  const { only, list, json, help, workers } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      list: { type: 'boolean' },
      json: { type: 'boolean', default: false },
      workers: { type: 'string', default: '2' },
      help: { type: 'boolean' },
    },
  }).values;
  const names = [BY_HAND, ...[...MUTANTS, ...SLICES].map(({ name }) => name)];
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new CannotRun(`there is no mutant and no slice "${unknown}"; --list names them`);
  if (help) process.stdout.write(USAGE);
  if (list) {
    for (const { promise, name, file } of chosenOf(MUTANTS, only)) console.log(`${promise} ${name} ${file}`);
    for (const { name, mutate } of chosenOf(SLICES, only)) console.log(`slice ${name}: ${mutate.join(' ')}`);
  }
  if (help || list) return 0;
  process.chdir(PROJECT_ROOT);
  return (await runMutants({ only, workers: readWorkers(workers), isJson: json })) ? 0 : 1;
};

const isAbort = (error: unknown): boolean => Error.isError(error) && error.name === 'AbortError';

try {
  process.exitCode = await main();
} catch (error) {
  if (isAbort(error)) console.error('mutants: interrupted');
  else if (error instanceof CannotRun) console.error(`mutants: ${error.message}`);
  else if (isBadUsage(error)) console.error(`mutants: ${error.message}; --help shows the options`);
  else throw error;
  process.exitCode = isAbort(error) ? 130 : 2;
}

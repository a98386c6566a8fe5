import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { forEachConcurrently } from '../../producer/stack/concurrent.ts';
import { onInterrupt } from '../../producer/terminal/interrupt.ts';
import { type Mutant, mutated } from './mutant.ts';
import { MUTANTS } from './mutants.ts';
import { runTests, type TestRun } from './run-tests.ts';
import { copyTree } from './tree-copy.ts';

const USAGE = `Usage: npm run mutants -- [--only NAME]... [--list] [--json]

Tests the tests: puts one deliberate fault after the other into a copy of the tree and runs the tests that must notice
it. A mutant is killed when a test fails, stale when the code it changes is no longer there, and SURVIVED when all is
green. Ends with 0 when all were killed. All of them take a few minutes.

  --only NAME  this mutant alone; may be repeated
  --list       the names, with the promise that each breaks, and no run
  --json       the outcomes as JSON (npm run --silent keeps npm's own lines out)
  --help       this text
`;

/** Said in one line, with exit code 2. */
class CannotRun extends Error {}

const CONCURRENT_MUTANTS = 2;

interface Verdict {
  readonly name: string;
  readonly promise: number;
  readonly file: string;
  readonly outcome: 'killed' | 'SURVIVED' | 'stale' | 'unrunnable';
  /** The tests that failed, or what is wrong with the mutant. */
  readonly why: readonly string[];
  readonly seconds: number;
}

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

interface Place {
  /** Everything that this run writes. */
  readonly root: string;
  readonly signal: AbortSignal;
}

const openScratch = ({ root }: Place, name: string) => {
  const scratch = join(root, name);
  const directory = join(scratch, 'tree');
  mkdirSync(directory, { recursive: true });
  copyTree(directory);
  return { scratch, directory };
};

const tryMutant = async (mutant: Mutant, place: Place): Promise<Verdict> => {
  const { name, promise, file, tests } = mutant;
  const startedAt = performance.now();
  const verdict = ({ outcome, why }: Pick<Verdict, 'outcome' | 'why'>): Verdict => {
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    return { name, promise, file, outcome, why, seconds };
  };
  const { scratch, directory } = openScratch(place, name);
  const path = join(directory, file);
  try {
    writeFileSync(path, mutated(readFileSync(path, 'utf8'), mutant));
  } catch (error) {
    return verdict({ outcome: 'stale', why: [String(error)] });
  }
  const run = await runTests({ directory, scratch, tests, workers: 1, signal: place.signal });
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  return verdict(judge(run));
};

/** A test that fails without a mutant kills nothing. */
const checkUnmutated = async (mutants: readonly Mutant[], place: Place): Promise<string> => {
  const tests = [...new Set(mutants.flatMap((mutant) => mutant.tests))].toSorted();
  const { scratch, directory } = openScratch(place, 'unmutated');
  const run = await runTests({
    directory,
    scratch,
    tests,
    workers: CONCURRENT_MUTANTS,
    signal: place.signal,
  });
  if (run.end === 'green') return `unmutated: ${run.passed} tests in ${tests.length} files pass`;
  throw new CannotRun(`the tree fails without any mutant: ${judge(run).why.join('; ')}`);
};

const lineOf = ({ outcome, name, promise, seconds, why }: Verdict): string =>
  `${outcome.padEnd(10)} ${name} (promise ${promise}, ${seconds} s): ${why[0]?.split('\n')[0]}`;

const chosen = (names: readonly string[]): readonly Mutant[] => {
  const unknown = names.find((name) => !MUTANTS.some((mutant) => mutant.name === name));
  if (unknown !== undefined) throw new CannotRun(`there is no mutant "${unknown}"; --list names them`);
  return names.length === 0 ? MUTANTS : MUTANTS.filter(({ name }) => names.includes(name));
};

const runMutants = async (mutants: readonly Mutant[], tell: (line: string) => void): Promise<Verdict[]> => {
  const interrupt = onInterrupt();
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tripstream-mutants-')));
  const place = { root, signal: interrupt.signal };
  const verdicts: Verdict[] = [];
  try {
    tell(await checkUnmutated(mutants, place));
    await forEachConcurrently(mutants, CONCURRENT_MUTANTS, async (mutant) => {
      const verdict = await tryMutant(mutant, place);
      verdicts.push(verdict);
      tell(lineOf(verdict));
    });
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    interrupt.release();
  }
  return verdicts;
};

const main = async (): Promise<number> => {
  const { only, list, json, help } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      list: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  }).values;
  const mutants = chosen(only);
  if (help) process.stdout.write(USAGE);
  else if (list) for (const { promise, name, file } of mutants) console.log(`${promise} ${name} ${file}`);
  if (help || list) return 0;
  const verdicts = await runMutants(mutants, json ? () => undefined : console.log);
  const killed = verdicts.filter(({ outcome }) => outcome === 'killed').length;
  if (json) console.log(JSON.stringify(verdicts, null, 2));
  else console.log(`\n${killed} passed, ${verdicts.length - killed} failed`);
  return killed === verdicts.length ? 0 : 1;
};

const isUsageError = (error: unknown): error is Error =>
  Error.isError(error) && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

const isAbort = (error: unknown): boolean => Error.isError(error) && error.name === 'AbortError';

try {
  process.exitCode = await main();
} catch (error) {
  if (isAbort(error)) console.error('mutants: interrupted');
  else if (error instanceof CannotRun) console.error(`mutants: ${error.message}`);
  else if (isUsageError(error)) console.error(`mutants: ${error.message}; --help shows the options`);
  else throw error;
  process.exitCode = isAbort(error) ? 130 : 2;
}

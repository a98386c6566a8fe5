import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signalGroup } from '../../deployment/tools/run-command.ts';

/** How Jest ended for some test files. `unrunnable`: a test file could not even be loaded, and why. */
export type TestRun =
  | { readonly end: 'green'; readonly passed: number }
  | { readonly end: 'red'; readonly failed: readonly string[] }
  | { readonly end: 'unrunnable'; readonly reason: string }
  | { readonly end: 'endless' };

export interface TestRunOptions {
  /** A copy of the tree. */
  readonly directory: string;
  /** Holds what the tests and Jest leave behind; the caller removes it. */
  readonly scratch: string;
  readonly tests: readonly string[];
  readonly workers: number;
  /** After this time the tests count as hanging, and the mutant as noticed. */
  readonly limitSeconds: number;
  readonly signal: AbortSignal;
}

/** Five times as long as healthy tests take. Many wait without a limit for what a mutant never does. */
const TEST_TIMEOUT_MS = 30_000;

interface JestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const jestArguments = ({ scratch, tests, workers }: TestRunOptions, report: string): string[] => [
  'node_modules/jest/bin/jest.js',
  ...['--maxWorkers', String(workers), '--testTimeout', String(TEST_TIMEOUT_MS)],
  // A snapshot notices any change. The question here is whether a test knows why the change is wrong.
  '--updateSnapshot',
  ...['--cacheDirectory', join(scratch, 'cache'), '--json', '--outputFile', report],
  ...['--runTestsByPath', ...tests],
];

const readReport = (report: string, code: unknown): TestRun => {
  if (!existsSync(report)) return { end: 'unrunnable', reason: `Jest ended with ${code} and no report` };
  const { numPassedTests, testResults }: JestReport = JSON.parse(readFileSync(report, 'utf8'));
  const failed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
    .map(({ fullName }) => fullName);
  if (failed.length > 0) return { end: 'red', failed };
  const unloadable = testResults.find(({ assertionResults }) => assertionResults.length === 0);
  if (unloadable !== undefined || code !== 0) {
    return { end: 'unrunnable', reason: unloadable?.message ?? `Jest ended with ${code}` };
  }
  return { end: 'green', passed: numPassedTests };
};

/**
 * Runs test files in a copy of the tree. All its processes are gone when it returns, even after an abort, which throws.
 */
export const runTests = async (options: TestRunOptions): Promise<TestRun> => {
  const { directory, scratch, signal } = options;
  signal.throwIfAborted();
  const temporary = join(scratch, 'tmp');
  mkdirSync(temporary, { recursive: true });
  const report = join(scratch, 'report.json');
  const limit = AbortSignal.timeout(options.limitSeconds * 1_000);
  const child = spawn(process.execPath, jestArguments(options, report), {
    cwd: directory,
    env: { ...process.env, TMPDIR: temporary },
    stdio: 'ignore',
    // In its own process group, so that everything the tests start ends with them.
    detached: true,
  });
  const killGroup = (): void => signalGroup(child, 'SIGKILL');
  const stop = AbortSignal.any([signal, limit]);
  stop.addEventListener('abort', killGroup);
  const [code]: unknown[] = await once(child, 'exit');
  stop.removeEventListener('abort', killGroup);
  killGroup();
  signal.throwIfAborted();
  return limit.aborted ? { end: 'endless' } : readReport(report, code);
};

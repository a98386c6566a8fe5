import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onInterrupt, signalExitCode } from '../../../producer/terminal/interrupt.ts';
import type { Tally } from './steps.ts';

/** What the steps of a program share. */
export interface Run {
  readonly tally: Tally;
  readonly signal: AbortSignal;
  readonly cleanup: AsyncDisposableStack;
  /** A temporary folder of this run. */
  readonly scratchDir: string;
}

const runToTheEnd = async (name: string, runSteps: (run: Run) => Promise<void>): Promise<number> => {
  const interrupt = onInterrupt();
  const { signal } = interrupt;
  const tally: Tally = { passed: 0, failed: 0 };
  const cleanup = new AsyncDisposableStack();
  try {
    const scratchDir = await mkdtemp(join(tmpdir(), `tripstream-${name}-`));
    cleanup.defer(() => rm(scratchDir, { recursive: true, force: true }));
    await runSteps({ tally, signal, cleanup, scratchDir });
  } catch (error) {
    if (!signal.aborted) throw error;
    console.log('interrupted');
  } finally {
    await cleanup.disposeAsync();
    interrupt.release();
  }
  console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
  if (signal.aborted) return signalExitCode();
  return tally.failed === 0 ? 0 : 1;
};

/** A whole program: prints `help` if asked to, otherwise runs its steps, cleans up and prints how many failed. */
export const checkProgram = async (
  name: string,
  help: string,
  runSteps: (run: Run) => Promise<void>,
): Promise<void> => {
  if (process.argv.includes('--help')) process.stdout.write(help);
  else process.exitCode = await runToTheEnd(name, runSteps);
};

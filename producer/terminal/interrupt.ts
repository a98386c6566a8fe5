import { once } from 'node:events';
import { constants } from 'node:os';
import { outputFailed } from './output.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** npm forwards a Ctrl-C to a process that already got it from the terminal. */
const SAME_PRESS_MS = 250;

let interruptedBy: NodeJS.Signals = 'SIGINT';

/** The exit code that a shell reports for a process ended by a signal. */
export const signalExitCode = (signal: NodeJS.Signals = interruptedBy): number =>
  128 + constants.signals[signal];

/**
 * The first Ctrl-C, SIGTERM or SIGHUP aborts the returned signal, and so does an output that can no longer be written.
 * A second Ctrl-C or SIGTERM quits at once. After `release`, Node handles the signals again.
 */
export const onInterrupt = (): { readonly signal: AbortSignal; release(): void } => {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const handle = (name: NodeJS.Signals): void => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      interruptedBy = name;
      controller.abort();
    } else if (name !== 'SIGHUP' && performance.now() - firstAt > SAME_PRESS_MS) {
      process.exit(signalExitCode(name));
    }
  };
  for (const name of SIGNALS) process.on(name, handle);
  return {
    signal: AbortSignal.any([controller.signal, outputFailed]),
    release: () => {
      for (const name of SIGNALS) process.off(name, handle);
    },
  };
};

/** Runs `work` with a signal that Ctrl-C aborts, as {@link onInterrupt} says. */
export const interruptible = async <Result>(
  work: (stop: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const { signal, release } = onInterrupt();
  try {
    return await work(signal);
  } finally {
    release();
  }
};

export const untilAborted = async (signal: AbortSignal): Promise<void> => {
  if (!signal.aborted) await once(signal, 'abort');
};

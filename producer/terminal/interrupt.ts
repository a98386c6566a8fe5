/**
 * The first Ctrl-C (or SIGTERM) aborts the returned signal; the second one quits at once with exit code 130. After
 * `release`, Node handles both again.
 */
export const onInterrupt = (): { readonly signal: AbortSignal; release(): void } => {
  const controller = new AbortController();
  const handle = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return {
    signal: controller.signal,
    release: () => {
      process.off('SIGINT', handle);
      process.off('SIGTERM', handle);
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

/** Resolves when `signal` is aborted. */
export const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

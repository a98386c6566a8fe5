/**
 * The first Ctrl-C (or SIGTERM) asks by aborting the returned signal; the second one quits at once with exit code 130.
 * `release` gives both back to Node.
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

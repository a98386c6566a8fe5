/** Wakes whoever waits for it. A ring while nobody waits is lost, so check before waiting. */
export const createBell = (stopped: AbortSignal) => {
  let wake = () => {};
  stopped.addEventListener('abort', () => wake(), { once: true });
  return {
    ring: () => wake(),
    /** Until the bell rings, `timeoutMs` is over, or the pipe stops. */
    wait: (timeoutMs?: number): Promise<void> =>
      new Promise((resolve) => {
        if (stopped.aborted) return resolve();
        const timer = timeoutMs === undefined ? undefined : setTimeout(resolve, timeoutMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
};

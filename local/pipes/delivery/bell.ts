/** Wakes whoever waits for it. A ring while nobody waits is lost, so check before waiting. */
export interface Bell {
  ring(): void;
  /** Until the bell rings, `timeoutMs` is over, or the pipe stops. */
  wait(timeoutMs?: number): Promise<void>;
}

export const createBell = (stopped: AbortSignal): Bell => {
  let wake = () => {};
  stopped.addEventListener('abort', () => wake(), { once: true });
  return {
    ring: () => wake(),
    wait: (timeoutMs) =>
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

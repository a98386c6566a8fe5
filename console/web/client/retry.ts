import { messageOf } from './call.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Retries `attempt` until it succeeds, and passes each error to `onFailure`, as a sentence. Calling the returned
 * function ends it.
 */
export const tryUntilDone = (
  attempt: (signal: AbortSignal) => Promise<void>,
  onFailure: (error: string) => void,
): (() => void) => {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tryOnce = async (pauseMs: number): Promise<void> => {
    try {
      await attempt(stop.signal);
    } catch (failure) {
      if (stop.signal.aborted) return;
      onFailure(messageOf(failure));
      timer = setTimeout(tryOnce, pauseMs, Math.min(LONGEST_PAUSE_MS, pauseMs * 2));
    }
  };
  void tryOnce(FIRST_PAUSE_MS);
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
};

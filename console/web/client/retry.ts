import { messageOf } from './call.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/**
 * Tries `attempt` until it succeeds, and tells `onFailure` why it has not, as a sentence. It ends when the returned
 * function is called.
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

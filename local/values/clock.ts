import { reportFailure } from './storage-failure.ts';

/** The time of the local cloud, and the tasks that run by it. */
export type Clock = {
  /** Milliseconds since 1970 in UTC, as `Date.now()`. */
  nowMs(): number;
  /** Runs `task` once when the clock reaches `momentMs`. Disposing the result cancels it. */
  at(momentMs: number, task: ClockTask): Disposable;
};

/** A clock that can be moved forward, so that a test of hours takes milliseconds. It never goes back. */
export type SettableClock = Clock & {
  /**
   * Moves the clock forward. Tasks that fall due run at their own time, one after the other, including those that
   * these tasks schedule. Settles when the last one is done. A task must not wait for this.
   *
   * @throws what a task throws
   */
  advanceTo(momentMs: number): Promise<void>;
  advanceBy(ms: number): Promise<void>;
  /** Cancels all tasks, accepts no more and waits for the running one. */
  close(): Promise<void>;
};

export type ClockTask = () => void | Promise<void>;

type Due = { momentMs: number; task: ClockTask };

/** `setTimeout` takes at most 24.8 days. Waking once a day does no harm. */
const LONGEST_TIMER_MS = 24 * 60 * 60 * 1000;

/** The computer's time until it is moved. With `stoppedAtMs` it starts there and moves only when told to. */
export const createClock = ({ stoppedAtMs }: { stoppedAtMs?: number } = {}): SettableClock => {
  const tasks = new Set<Due>();
  let aheadMs = 0;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let lastRun: Promise<unknown> = Promise.resolve();

  const nowMs = (): number => (stoppedAtMs ?? Date.now()) + aheadMs;
  const moveTo = (momentMs: number): void => {
    aheadMs += Math.max(0, momentMs - nowMs());
  };
  const earliest = (): Due | undefined => {
    let first: Due | undefined;
    for (const due of tasks) if (first === undefined || due.momentMs < first.momentMs) first = due;
    return first;
  };

  const runUntil = async (momentMs: number): Promise<void> => {
    for (let next = earliest(); next && next.momentMs <= momentMs; next = earliest()) {
      tasks.delete(next);
      moveTo(next.momentMs);
      await next.task();
    }
    moveTo(momentMs);
  };
  /** One run at a time: overlapping ones would run tasks out of order. */
  const advance = (momentMs: () => number): Promise<void> => {
    const run = lastRun.then(() => runUntil(momentMs())).finally(wait);
    lastRun = run.catch(() => undefined);
    return run;
  };

  const wait = (): void => {
    clearTimeout(timer);
    const next = stoppedAtMs === undefined ? earliest() : undefined;
    if (next === undefined) return;
    const delayMs = Math.min(Math.max(0, next.momentMs - nowMs()), LONGEST_TIMER_MS);
    timer = setTimeout(() => {
      advance(nowMs).catch((error: unknown) => reportFailure('a timed task', error));
    }, delayMs);
    timer.unref();
  };

  return {
    nowMs,
    at: (momentMs, task) => {
      const due = { momentMs, task };
      if (!isClosed) tasks.add(due);
      wait();
      return { [Symbol.dispose]: () => void tasks.delete(due) };
    },
    advanceTo: (momentMs) => advance(() => momentMs),
    advanceBy: (ms) => advance(() => nowMs() + ms),
    close: async () => {
      isClosed = true;
      tasks.clear();
      clearTimeout(timer);
      await lastRun;
    },
  };
};

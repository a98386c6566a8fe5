import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../local/values/clock.ts';

/** After this many idle turns of the event loop, everything is waiting: the interpreter takes a few turns per state. */
const QUIET_TURNS = 25;

/** Resolves when no promise has work left. Cheaper than a turn of the event loop. */
const promisesDone = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

interface Timer {
  readonly atMs: number;
  readonly task: () => void;
}

/** A clock that stands still until everything waits for it, then jumps to the next moment that something waits for. */
export class VirtualTime {
  #nowMs: number;
  #isBusy = true;
  readonly #timers = new Set<Timer>();

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  readonly nowMs = (): number => this.#nowMs;

  /** The same time as a clock for the local cloud. */
  readonly clock: Clock = {
    nowMs: this.nowMs,
    at: (atMs, task) => this.#at(atMs, () => void task()),
  };

  /** Call this whenever something happens that may cause more work right away. */
  readonly busy = (): void => {
    this.#isBusy = true;
  };

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.#timers.add({ atMs: this.#nowMs + Math.ceil(ms), task: resolve }));
  }

  /** Lets time pass until `work` has ended. @throws {Error} if nothing is left that could end it */
  async run<Result>(work: Promise<Result>): Promise<Result> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    done.catch(() => undefined); // the caller handles the error
    for (await this.#settled(); !isDone; await this.#settled()) {
      const next = this.#earliest();
      if (next === undefined) throw new Error('the work has not ended, but nothing waits for the clock');
      this.#timers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.task();
    }
    return done;
  }

  /** Makes `setTimeout` use this clock until disposed. The interpreter uses it for pauses between attempts. */
  replaceTimers(): Disposable {
    const original = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
    Object.assign(globalThis, {
      setTimeout: (task: () => void, ms = 0) => this.#at(this.#nowMs + Math.ceil(ms), task),
      clearTimeout: (timer: Disposable | undefined) => timer?.[Symbol.dispose]?.(),
    });
    return { [Symbol.dispose]: () => void Object.assign(globalThis, original) };
  }

  async #settled(): Promise<void> {
    if (!this.#isBusy) await promisesDone();
    if (!this.#isBusy) return;
    for (let quiet = 0; quiet < QUIET_TURNS; quiet = this.#isBusy ? 0 : quiet + 1) {
      this.#isBusy = false;
      await nextTurn();
    }
  }

  #at(atMs: number, task: () => void): Disposable {
    const timer = {
      atMs,
      task: () => {
        this.busy();
        task();
      },
    };
    this.#timers.add(timer);
    return { [Symbol.dispose]: () => void this.#timers.delete(timer) };
  }

  /** The earliest timer. Of those for the same moment, the one that was set first. */
  #earliest(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) if (first === undefined || timer.atMs < first.atMs) first = timer;
    return first;
  }
}

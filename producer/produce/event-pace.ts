const LONGEST_TIMER_MS = 2 ** 31 - 1;

const gapOf = (eventsPerSecond: number | undefined): number =>
  eventsPerSecond === undefined ? 0 : 1_000 / eventsPerSecond;

/** How fast events follow each other. The pace can be changed and paused while they do. */
export class EventPace {
  #eventsPerSecond: number | undefined;
  #isPaused = false;
  /** On the clock of performance.now(). It is in the past if events come more slowly than they may. */
  #dueAtMs = performance.now();
  #wake = (): void => undefined;

  /** Without a rate, no event waits. */
  constructor(eventsPerSecond?: number) {
    this.#eventsPerSecond = eventsPerSecond;
  }

  get eventsPerSecond(): number | undefined {
    return this.#eventsPerSecond;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Sets the number of events per second from now on; undefined for no limit. */
  change(eventsPerSecond: number | undefined): void {
    this.#eventsPerSecond = eventsPerSecond;
    this.#anew();
  }

  pause(): void {
    this.#isPaused = true;
  }

  goOn(): void {
    this.#isPaused = false;
    this.#anew();
  }

  /** Resolves when the next event is due, or `stop` is aborted. */
  async turn(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const waitMs = this.#isPaused ? LONGEST_TIMER_MS : this.#dueAtMs - performance.now();
      // A timer takes at least a millisecond.
      if (waitMs <= 1) break;
      await this.#sleep(waitMs, stop);
    }
    this.#dueAtMs += gapOf(this.#eventsPerSecond);
  }

  /** Missed events are not caught up on, and nothing waits longer than the new gap. */
  #anew(): void {
    const nowMs = performance.now();
    this.#dueAtMs = Math.max(nowMs, Math.min(this.#dueAtMs, nowMs + gapOf(this.#eventsPerSecond)));
    this.#wake();
  }

  async #sleep(ms: number, stop: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    const timer = setTimeout(wake, ms);
    stop.addEventListener('abort', wake);
    this.#wake = wake;
    await promise;
    clearTimeout(timer);
    stop.removeEventListener('abort', wake);
  }
}

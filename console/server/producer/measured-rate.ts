const WINDOW_MS = 4_000;

/** Events per second over the last few seconds. */
export class MeasuredRate {
  #samples: { readonly atMs: number; readonly count: number }[] = [];
  readonly #nowMs: () => number;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  add(count: number): void {
    this.#samples.push({ atMs: this.#nowMs(), count });
  }

  /** Starts a new measurement. */
  clear(): void {
    this.#samples = [];
  }

  /** Undefined until there are two samples. */
  perSecond(): number | undefined {
    const nowMs = this.#nowMs();
    this.#samples = this.#samples.filter(({ atMs }) => nowMs - atMs <= WINDOW_MS);
    const [first, ...later] = this.#samples;
    if (first === undefined || nowMs === first.atMs) return undefined;
    const count = later.reduce((sum, sample) => sum + sample.count, 0);
    return count === 0 ? undefined : (count * 1_000) / (nowMs - first.atMs);
  }
}

/** Does the work once and returns how many milliseconds it took, by the clock that suits it. */
export type Work = () => Promise<number>;

/** Two ways to do the same work, on a number of items per call. */
export interface Contest {
  readonly name: string;
  /** What the work is compared with. */
  readonly baseline: string;
  readonly items: number;
  /** How many items the baseline processes, if that differs. */
  readonly leastItems?: number;
  readonly ours: Work;
  readonly least: Work;
  /** @default 9 */
  readonly rounds?: number;
  readonly close?: () => Promise<void>;
}

export interface Comparison {
  readonly name: string;
  readonly baseline: string;
  /** Our time per item divided by the baseline's: the median of the rounds. */
  readonly ratio: number;
  /** Our median time, in microseconds per item. */
  readonly ours: number;
  readonly rounds: number;
}

const ROUNDS = 9;

/** Wall-clock time, for work that waits for other processes. */
export const elapsed =
  (work: () => unknown): Work =>
  async () => {
    const startedAt = performance.now();
    await work();
    return performance.now() - startedAt;
  };

/** CPU time of this process, for work that only computes. */
export const processorTime =
  (work: () => unknown): Work =>
  async () => {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Runs both ways in turn, so that a slowdown of the machine affects both. The first round does not count. */
export const compared = async (contest: Contest): Promise<Comparison> => {
  const { name, baseline, items, leastItems = items, ours, least, rounds = ROUNDS, close } = contest;
  try {
    await ours();
    await least();
    const pairs: { readonly ours: number; readonly least: number }[] = [];
    for (let round = 0; round < rounds; round += 1)
      pairs.push({ ours: (await ours()) / items, least: (await least()) / leastItems });
    return {
      name,
      baseline,
      rounds,
      ratio: median(pairs.map((pair) => pair.ours / pair.least)),
      ours: median(pairs.map((pair) => pair.ours)) * 1_000,
    };
  } finally {
    await close?.();
  }
};

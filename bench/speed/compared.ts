/** Two ways to do the same work on `items` items per call. */
export interface Contest {
  readonly name: string;
  /** The name of what ours is compared with. */
  readonly baseline: string;
  readonly items: number;
  readonly ours: () => unknown;
  readonly least: () => unknown;
  readonly close?: () => Promise<void>;
}

export interface Comparison {
  readonly name: string;
  readonly baseline: string;
  /** Our time over the baseline's, the median of the pairs. */
  readonly ratio: number;
  /** Microseconds an item, the median. */
  readonly ours: number;
}

/** How many rounds each comparison has. */
export const ROUNDS = 9;

const timed = async (work: () => unknown): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Runs both ways of each contest in turn, so that a machine that slows down slows both. */
export const compared = async (contests: readonly Contest[]): Promise<Comparison[]> => {
  const comparisons: Comparison[] = [];
  for (const { name, baseline, items, ours, least, close } of contests) {
    await ours();
    await least();
    const pairs: { readonly ours: number; readonly least: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      pairs.push({ ours: await timed(ours), least: await timed(least) });
    comparisons.push({
      name,
      baseline,
      ratio: median(pairs.map((pair) => pair.ours / pair.least)),
      ours: (median(pairs.map((pair) => pair.ours)) / items) * 1_000,
    });
    await close?.();
  }
  return comparisons;
};

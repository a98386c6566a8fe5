const FIRST_MS = 50;
const LONGEST_MS = 2_000;

/** How long to wait after so many failures in a row (from 1): doubling, short enough for a laptop. */
export const backoffMs = (failuresInARow: number): number =>
  Math.min(FIRST_MS * 2 ** (failuresInARow - 1), LONGEST_MS);

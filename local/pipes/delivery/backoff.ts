const FIRST_MS = 50;
const LONGEST_MS = 2_000;

/** How long to wait after this many failures in a row (from 1). It doubles, and stays short enough for a laptop. */
export const backoffMs = (failuresInARow: number): number =>
  Math.min(FIRST_MS * 2 ** (failuresInARow - 1), LONGEST_MS);

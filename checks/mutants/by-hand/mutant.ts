export const PROMISES = {
  1: 'Nothing is lost in silence',
  2: 'Order and repetition do not matter',
  3: 'Money is exact',
  4: 'One write per event',
  5: 'A day costs a day',
  6: 'One wiring',
  7: 'One code path',
} as const;

/** One deliberate fault, and the tests that must notice it. */
export interface Mutant {
  /** kebab-case: what the mutated code does wrong. */
  readonly name: string;
  /** The promise that it breaks. */
  readonly promise: keyof typeof PROMISES;
  readonly file: string;
  /** Occurs exactly once in the file; otherwise the mutant is stale. */
  readonly find: string;
  readonly replace: string;
  /** The test files that must notice. */
  readonly tests: readonly string[];
}

/** @throws {Error} if the code that the mutant replaces does not occur exactly once in the text */
export const mutated = (text: string, { file, find, replace }: Mutant): string => {
  const [before, after, ...more] = text.split(find);
  if (before === undefined || after === undefined || more.length > 0) {
    throw new Error(`${file} contains the text to replace ${text.split(find).length - 1} times, not once`);
  }
  return `${before}${replace}${after}`;
};

import '../../checks/node-24.mjs';
import TestSequencer from '@jest/test-sequencer';

/** What runs whole clouds takes longest, and one such file begun last keeps one worker busy alone. */
const LONGEST = /\/test\/(flow|console|checks\/fuzz|producer\/commands)\//;

/** Jest's order, by how long each file took the last time; where Jest has not seen them yet, the longest first. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    const { long = [], short = [] } = Object.groupBy(sorted, ({ path }) =>
      LONGEST.test(path) ? 'long' : 'short',
    );
    return [...long, ...short];
  }
}

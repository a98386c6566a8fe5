import '../../checks/node-24.mjs';
import TestSequencer from '@jest/test-sequencer';

/** Files that run whole clouds take longest. If one of them started last, a single worker would be busy with it. */
const LONGEST = /\/test\/(flow|console|checks\/fuzz|producer\/commands)\//;

/** Jest's order, by how long each file took the last time. If Jest has seen no file yet, the longest come first. */
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

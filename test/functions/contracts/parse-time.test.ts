import { describe, expect, test } from '@jest/globals';
import { largePayloads } from '../../../checks/fuzz/hostile-payloads.ts';
import { parseTripEnd } from '../../../functions/contracts/parse-trip-event.ts';

/** In microseconds of this thread's own CPU time: other load on the machine does not count. */
const microsecondsOf = (work: () => unknown): number => {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
};

/** The lowest of up to three measurements; stops at the first that is low enough. */
const leastOf = (measure: () => number, lowEnough: number): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 && least >= lowEnough; tries += 1) least = Math.min(least, measure());
  return least;
};

/** How many times as long as plain `JSON.parse` a byte may take. */
const MOST_TIMES = 500;
const KIBIBYTE = 1_024;
const MEBIBYTE = 1_024 * KIBIBYTE;

describe('a mebibyte is read in linear time', () => {
  const numbers = `[${'1,'.repeat(MEBIBYTE / 2)}1]`;
  const plainPerByte = leastOf(() => microsecondsOf(() => JSON.parse(numbers)) / MEBIBYTE, 0);

  // In quadratic time the smaller one already takes thousands of times as long; so the larger one is not waited for.
  const sizes = [64 * KIBIBYTE, MEBIBYTE].map((bytes) => ({ bytes, payloads: largePayloads(bytes) }));
  test.each(Object.keys(largePayloads(KIBIBYTE)))('%s', (kind) => {
    for (const { bytes, payloads } of sizes) {
      const payload = Buffer.from(payloads[kind] ?? '');
      const read = () => parseTripEnd(payload, { arrivedAt: 0, timeZone: 'UTC' });
      const times = () => microsecondsOf(read) / bytes / plainPerByte;
      expect(leastOf(times, MOST_TIMES)).toBeLessThan(MOST_TIMES);
    }
  });
});

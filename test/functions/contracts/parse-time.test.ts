import { describe, expect, test } from '@jest/globals';
import { largePayloads } from '../../../checks/fuzz/hostile-payloads.ts';
import { parseTripEnd } from '../../../functions/contracts/parse-trip-event.ts';

/** The least of three, in microseconds of this thread's own processor time: what else the machine does is not in it. */
const microsecondsOf = (work: () => unknown): number =>
  Math.min(
    ...Array.from({ length: 3 }, () => {
      const before = process.threadCpuUsage();
      work();
      const { user, system } = process.threadCpuUsage(before);
      return user + system;
    }),
  );

const KIBIBYTE = 1_024;
const MEBIBYTE = 1_024 * KIBIBYTE;

describe('a mebibyte is read in linear time', () => {
  const numbers = `[${'1,'.repeat(MEBIBYTE / 2)}1]`;
  const plainPerByte = microsecondsOf(() => JSON.parse(numbers)) / MEBIBYTE;

  // In quadratic time the smaller one already takes thousands of times as long; so the larger one is not waited for.
  test.each(Object.keys(largePayloads(KIBIBYTE)))('%s', (kind) => {
    for (const bytes of [64 * KIBIBYTE, MEBIBYTE]) {
      const payload = Buffer.from(largePayloads(bytes)[kind] ?? '');
      const perByte = microsecondsOf(() => parseTripEnd(payload, { arrivedAt: 0, timeZone: 'UTC' })) / bytes;
      expect(perByte / plainPerByte).toBeLessThan(500);
    }
  });
});

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { streamPosition } from '../../../functions/trip/trip.ts';

const records = fc.record({
  milliseconds: fc.integer({ min: 0, max: 9_999_999_999_999 }),
  sequence: fc.bigInt({ min: 0n, max: 10n ** 129n - 1n }),
});
type Streamed = Parameters<Parameters<typeof records.map>[0]>[0];

const positionOf = ({ milliseconds, sequence }: Streamed): string =>
  streamPosition({ approximateArrivalTimestamp: milliseconds / 1_000, sequenceNumber: String(sequence) });

const sign = (a: number | bigint | string, b: number | bigint | string): number =>
  a < b ? -1 : a > b ? 1 : 0;

test('positions are in the order of arrival, and of sequence numbers within a millisecond', () => {
  fc.assert(
    fc.property(records, records, fc.boolean(), (one, other, sameMillisecond) => {
      const two = sameMillisecond ? { ...other, milliseconds: one.milliseconds } : other;
      const expected = sign(one.milliseconds, two.milliseconds) || sign(one.sequence, two.sequence);
      expect(sign(positionOf(one), positionOf(two))).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});

test('an event that was sent again keeps its first position, and is never further on than its record', () => {
  const sequenceNumber = '7';
  const arrivedAt = { approximateArrivalTimestamp: 1_716_600_000.25, sequenceNumber };
  expect(streamPosition(arrivedAt, 1_716_500_000_125)).toBe('1716500000125.001.7');
  expect(streamPosition(arrivedAt, 1_716_700_000_000)).toBe(streamPosition(arrivedAt));
  expect(streamPosition(arrivedAt, 0) < streamPosition(arrivedAt, 1)).toBe(true);
});

test('a position is one short text, always the same for the same record', () => {
  const sequenceNumber = '49590338271490256608559692538361571095921575989136588898';
  const position = streamPosition({ approximateArrivalTimestamp: 1_716_600_000.25, sequenceNumber });
  expect(position).toBe(`1716600000250.056.${sequenceNumber}`);
});

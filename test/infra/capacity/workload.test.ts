import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { COMPLETED_TRIPS_INDEX, endHalf, type HalfTrip, startHalf } from '../../../functions/trip/trip.ts';
import { usualTripEnd, usualTripStart } from '../../../functions/trip/trip-event.ts';
import { WORKLOAD } from '../../../infra/capacity/workload.ts';

const ARRIVAL = { arrivedAt: Date.parse('2024-05-27T00:00:00Z'), timeZone: 'UTC' };

const payloadsOf = (file: string): Uint8Array[] => {
  const rows: object[] = parse(readFileSync(new URL(`../../../data/${file}`, import.meta.url)), {
    columns: true,
  });
  return rows.map((row) => Buffer.from(JSON.stringify(row)));
};

/** DynamoDB stores about two significant digits in a byte, and has one more byte per number. */
const numberBytes = (number: string): number =>
  Math.ceil(number.replace('.', '').replace(/^0+|0+$/g, '').length / 2) + 1;

/** What each attribute of a half counts in DynamoDB: its name and its value. */
const bytesOf = ({ tripId, text, numbers }: HalfTrip): Readonly<Record<string, number>> => ({
  ...Object.fromEntries(
    Object.entries({ ...text, trip_id: tripId }).map(([name, value]) => [name, name.length + value.length]),
  ),
  ...Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, name.length + numberBytes(value)]),
  ),
});

const meanIndexItemBytes = (): number => {
  const starts = payloadsOf('trip_start.csv').flatMap((payload) => usualTripStart(payload, ARRIVAL) ?? []);
  const started = new Map(starts.map((start) => [start.trip_id, bytesOf(startHalf(start, ''))]));
  const ends = payloadsOf('trip_end.csv').flatMap((payload) => usualTripEnd(payload, ARRIVAL) ?? []);
  const items = ends
    .filter(({ trip_id }) => started.has(trip_id))
    .map((end) => ({ ...started.get(end.trip_id), ...bytesOf(endHalf(end, 16, '')) }));
  expect(items).toHaveLength(4_988);
  const { partitionKey, sortKey, projected } = COMPLETED_TRIPS_INDEX;
  const indexed: readonly string[] = ['trip_id', partitionKey, sortKey, ...projected];
  const total = items.flatMap((item) => indexed.map((name) => item[name] ?? 0)).reduce((a, b) => a + b, 0);
  return total / items.length;
};

test('an index item of the sample has about the size that cost and capacity are computed from', () => {
  const mean = meanIndexItemBytes();
  const share = WORKLOAD.indexItemBytes / mean;
  const advice =
    share > 0.85 && share < 1.15
      ? 'close enough'
      : `set indexItemBytes to ${Math.round(mean)} in infra/capacity/workload.ts, then print the pages again as CONTRIBUTING.md says`;
  expect(advice).toBe('close enough');
});

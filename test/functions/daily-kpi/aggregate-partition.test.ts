import { beforeEach, expect, test } from '@jest/globals';
import { aggregatePartition, type TripPage } from '../../../functions/daily-kpi/aggregate-partition.ts';
import type { TripAmounts } from '../../../functions/trip/metrics.ts';
import { aggregateWith, tripsWith } from '../trip/metrics-under-test.ts';

const PAGES = [['1.10', '2'], ['3.05'], [], ['0.005']];

const read = new Set<string | null>();
beforeEach(() => read.clear());

const readTripPage = async (partition: string, cursor: string | null): Promise<TripPage> => {
  expect(partition).toBe('2024-05-25#03');
  // Without this, reading a page again and again would never end.
  if (read.has(cursor)) throw new Error(`the page at ${cursor} was read twice`);
  read.add(cursor);
  const index = Number(cursor ?? 0);
  return {
    trips: tripsWith(PAGES[index] ?? []),
    cursor: index + 1 < PAGES.length ? String(index + 1) : null,
  };
};

const whole = {
  partition: '2024-05-25#03',
  aggregate: aggregateWith({ count: 4, sum: '6.155', min: '0.005', max: '3.05' }),
  pages: 4,
  cursor: null,
};

test('sums every page of the partition, empty ones too', async () => {
  const partial = await aggregatePartition(
    { partition: '2024-05-25#03' },
    { readTripPage, isTimeShort: () => false },
  );
  expect(partial).toEqual(whole);
});

test('has summed every fare of a page before it asks for the next, so that none has to be kept', async () => {
  const seen: string[] = [];
  const watchedPage = async (_: string, cursor: string | null): Promise<TripPage> => {
    const page = await readTripPage('2024-05-25#03', cursor);
    seen.push(`asked for ${cursor ?? 'the first'}`);
    const last = String(page.trips.length - 1);
    const get = (trips: readonly TripAmounts[], name: string | symbol): unknown => {
      if (name === last) seen.push(`summed ${page.trips.map((trip) => trip.fare_amount).join(' ')}`);
      return Reflect.get(trips, name);
    };
    return { ...page, trips: new Proxy(page.trips, { get }) };
  };
  await aggregatePartition(
    { partition: '2024-05-25#03' },
    { readTripPage: watchedPage, isTimeShort: () => false },
  );
  expect(seen.filter((step, index) => step !== seen[index - 1])).toEqual([
    'asked for the first',
    'summed 1.10 2',
    'asked for 1',
    'summed 3.05',
    'asked for 2',
    'asked for 3',
    'summed 0.005',
  ]);
});

test('answers with a cursor when time is short, and called again with it loses and repeats nothing', async () => {
  const ports = { readTripPage, isTimeShort: () => true };
  let partial = await aggregatePartition({ partition: '2024-05-25#03' }, ports);
  const cursors = [partial.cursor];
  while (partial.cursor !== null) {
    partial = await aggregatePartition(JSON.parse(JSON.stringify(partial)), ports);
    cursors.push(partial.cursor);
  }
  expect(cursors).toEqual(['1', '2', '3', null]);
  expect(partial).toEqual(whole);
});

test('a page that fails fails the partition', async () => {
  const broken = async (): Promise<TripPage> => {
    throw new Error('throttled');
  };
  await expect(
    aggregatePartition({ partition: 'x' }, { readTripPage: broken, isTimeShort: () => false }),
  ).rejects.toThrow('throttled');
});

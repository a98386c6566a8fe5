import { beforeEach, expect, test } from '@jest/globals';
import { aggregatePartition, type TripPage } from '../../../functions/daily-kpi/aggregate-partition.ts';
import { NONE_IMPLAUSIBLE } from '../../../functions/trip/implausible.ts';
import { aggregateWith, tripsWith } from '../trip/metrics-under-test.ts';
import { BOUNDS, ride } from '../trip/rides-under-test.ts';

const PAGES = [['1.10', '2'], ['3.05'], [], ['0.005']];
/** The fare of 3.05 is above it. */
const bounds = { ...BOUNDS, highestFare: '3' };

const read = new Set<string | null>();
beforeEach(() => read.clear());

const readTripPage = async (partition: string, cursor: string | null): Promise<TripPage> => {
  expect(partition).toBe('2024-05-25#03');
  // Without this, reading a page again and again would never end.
  if (read.has(cursor)) throw new Error(`the page at ${cursor} was read twice`);
  read.add(cursor);
  const index = Number(cursor ?? 0);
  return {
    trips: tripsWith(PAGES[index] ?? []).map((amounts) => ({
      amounts,
      ride: ride({ fareAmount: amounts.fare_amount ?? '' }),
    })),
    cursor: index + 1 < PAGES.length ? String(index + 1) : null,
  };
};

const whole = {
  partition: '2024-05-25#03',
  aggregate: aggregateWith({ count: 4, sum: '6.155', min: '0.005', max: '3.05' }),
  implausible: { ...NONE_IMPLAUSIBLE, fare_too_high: 1 },
  pages: 4,
  cursor: null,
};

test('sums every page of the partition, empty ones too', async () => {
  const partial = await aggregatePartition(
    { partition: '2024-05-25#03' },
    { readTripPage, isTimeShort: () => false, bounds },
  );
  expect(partial).toEqual(whole);
});

test('has summed every fare of a page before it asks for the next, so that none has to be kept', async () => {
  const seen: string[] = [];
  const watchedPage = async (_: string, cursor: string | null): Promise<TripPage> => {
    const page = await readTripPage('2024-05-25#03', cursor);
    seen.push(`asked for ${cursor ?? 'the first'}`);
    const last = String(page.trips.length - 1);
    const get = (trips: TripPage['trips'], name: string | symbol): unknown => {
      if (name === last)
        seen.push(`summed ${page.trips.map(({ amounts }) => amounts.fare_amount).join(' ')}`);
      return Reflect.get(trips, name);
    };
    return { ...page, trips: new Proxy(page.trips, { get }) };
  };
  await aggregatePartition(
    { partition: '2024-05-25#03' },
    { readTripPage: watchedPage, isTimeShort: () => false, bounds },
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
  const ports = { readTripPage, isTimeShort: () => true, bounds };
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
    aggregatePartition({ partition: 'x' }, { readTripPage: broken, isTimeShort: () => false, bounds }),
  ).rejects.toThrow('throttled');
});

test('what an earlier version has summed of the partition leaves the implausible trips unknown', async () => {
  await readTripPage('2024-05-25#03', null);
  const { implausible: _, ...before } = await aggregatePartition(
    { partition: '2024-05-25#03', pages: 1, cursor: '1' },
    { readTripPage, isTimeShort: () => false, bounds },
  );
  expect(_).toBeUndefined();
  expect(before).toMatchObject({ pages: 4, cursor: null });
});

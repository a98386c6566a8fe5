import { beforeEach, describe, expect, test } from '@jest/globals';
import { TransientAwsError } from '../../../functions/contracts/agreed.ts';
import type { LaneSums } from '../../../functions/contracts/kpi-run.ts';
import {
  type AggregatePorts,
  aggregatePartitions,
  sumPage,
  type TripPage,
} from '../../../functions/daily-kpi/aggregate-partition.ts';
import { NONE_IMPLAUSIBLE } from '../../../functions/trip/implausible.ts';
import { aggregateWith, tripsWith } from '../trip/metrics-under-test.ts';
import { BOUNDS, ride } from '../trip/rides-under-test.ts';

const PAGES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '2024-05-25#03': [['1.10', '2'], ['3.05'], [], ['0.005']],
  '2024-05-25#04': [['7']],
};
/** The fares of 3.05 and 7 are above it. */
const bounds = { ...BOUNDS, highestFare: '3' };

const STOP_AT = '2024-05-26T12:00:00.000Z';
const BEFORE = new Date('2024-05-26T09:15:00Z');

const read = new Set<string>();
beforeEach(() => read.clear());

const readTripPage = async (partition: string, cursor: string | null): Promise<TripPage> => {
  // Without this, reading a page again and again would never end.
  const place = `${partition} ${cursor}`;
  if (read.has(place)) throw new Error(`the page at ${place} was read twice`);
  read.add(place);
  const pages = PAGES[partition] ?? [];
  const index = Number(cursor ?? 0);
  return {
    trips: tripsWith(pages[index] ?? []).map((amounts) => ({
      amounts,
      ride: ride({ fareAmount: amounts.fare_amount ?? '' }),
    })),
    cursor: index + 1 < pages.length ? String(index + 1) : null,
  };
};

const ports = (more: Partial<AggregatePorts> = {}): AggregatePorts => ({
  readPage: async (partition, cursor) => sumPage(await readTripPage(partition, cursor), bounds),
  isTimeShort: () => false,
  now: () => BEFORE,
  ...more,
});

const LANE = { partitions: ['2024-05-25#03', '2024-05-25#04'] };

const whole = {
  ...LANE,
  aggregate: aggregateWith({ count: 5, sum: '13.155', min: '0.005', max: '7' }),
  implausible: { ...NONE_IMPLAUSIBLE, fare_too_high: 2 },
  partitions_read: 2,
  pages: 5,
  cursor: null,
  status: 'finished',
};

/** As it passes through the states of a run. */
const through = (lane: object): LaneSums => JSON.parse(JSON.stringify(lane));

test('sums every page of every partition, empty ones too', async () => {
  expect(await aggregatePartitions({ lane: LANE, stop_at: STOP_AT }, ports())).toEqual(whole);
});

test('has summed every fare of a page before it asks for the next, so that none has to be kept', async () => {
  const seen: string[] = [];
  const readPage: AggregatePorts['readPage'] = async (partition, cursor) => {
    seen.push(`asked for ${cursor ?? 'the first'}`);
    const page = await readTripPage(partition, cursor);
    const last = String(page.trips.length - 1);
    const get = (trips: TripPage['trips'], name: string | symbol): unknown => {
      if (name === last)
        seen.push(`summed ${page.trips.map(({ amounts }) => amounts.fare_amount).join(' ')}`);
      return Reflect.get(trips, name);
    };
    return sumPage({ ...page, trips: new Proxy(page.trips, { get }) }, bounds);
  };
  await aggregatePartitions(
    { lane: { partitions: ['2024-05-25#03'] }, stop_at: STOP_AT },
    ports({ readPage }),
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

test('answers with what is left when time is short and, called again with it, loses and repeats nothing', async () => {
  const short = ports({ isTimeShort: () => true });
  let lane = await aggregatePartitions({ lane: LANE, stop_at: STOP_AT }, short);
  const places = [[lane.partitions_read, lane.cursor]];
  while (lane.status === 'unfinished') {
    lane = await aggregatePartitions({ lane: through(lane), stop_at: STOP_AT }, short);
    places.push([lane.partitions_read, lane.cursor]);
  }
  expect(places).toEqual([
    [0, '1'],
    [0, '2'],
    [0, '3'],
    [1, null],
    [2, null],
  ]);
  expect(lane).toEqual(whole);
});

test('a finished lane answers at once, even after the run has stopped', async () => {
  const late = ports({ now: () => new Date(STOP_AT) });
  expect(await aggregatePartitions({ lane: through(whole), stop_at: STOP_AT }, late)).toEqual(whole);
  expect(read.size).toBe(0);
});

test('a lane stops when the run has to, between two pages', async () => {
  let asked = 0;
  const now = () => (++asked > 2 ? new Date(STOP_AT) : BEFORE);
  const lane = await aggregatePartitions({ lane: LANE, stop_at: STOP_AT }, ports({ now }));
  expect(lane).toMatchObject({ status: 'out-of-time', pages: 2, partitions_read: 0, cursor: '2' });
  expect(read.size).toBe(2);
});

describe('a page that cannot be read', () => {
  const failing = (at: string | null, error: Error) => {
    const { readPage } = ports();
    return ports({
      readPage: (partition, cursor) => (cursor === at ? Promise.reject(error) : readPage(partition, cursor)),
    });
  };
  const throttled = new TransientAwsError('throttled');
  const call = (with_: AggregatePorts) => aggregatePartitions({ lane: LANE, stop_at: STOP_AT }, with_);

  test('fails the call if it is the first', async () => {
    await expect(call(failing(null, throttled))).rejects.toBe(throttled);
  });

  test('keeps what was read before it if it is a later one and another try may help', async () => {
    expect(await call(failing('2', throttled))).toMatchObject({
      status: 'unfinished',
      pages: 2,
      cursor: '2',
    });
  });

  test('fails the call wherever it is, if another try would not help', async () => {
    await expect(call(failing('2', new TypeError('no fare')))).rejects.toThrow('no fare');
  });
});

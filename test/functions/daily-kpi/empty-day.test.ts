import { expect, test } from '@jest/globals';
import { isEmptyAfterTrips, publishMetrics } from '../../../functions/daily-kpi/publish-metrics.ts';
import { bucket, DATE, request } from './metrics-bucket-under-test.ts';

const DAY_BEFORE = '2024-05-24';

/**
 * Publishes the day before, if `before` has its fares, then the day. Returns whether the day is empty after one with
 * trips, and what was read to find out.
 */
const published = async (
  before: readonly string[] | undefined,
  fares: readonly string[],
  reason: 'daily' | 'requested' | 'missing' = 'daily',
  spoilt?: string,
) => {
  const { ports } = bucket();
  if (before !== undefined) await publishMetrics(request('before', 0, before, { date: DAY_BEFORE }), ports);
  const day = await publishMetrics(request('run', 1, fares, { date: DATE, reason }), ports);
  const keys: string[] = [];
  const unreadable: string[] = [];
  const empty = await isEmptyAfterTrips(day, {
    read: async (key) => {
      keys.push(key);
      return spoilt === undefined ? ports.read(key) : { text: spoilt };
    },
    reportUnreadable: (key) => void unreadable.push(key),
  });
  return { empty, keys, unreadable };
};

const READ_BEFORE = [`daily/${DAY_BEFORE}/metrics.json`];

test('a day without trips after one with trips is reported as empty', async () => {
  expect(await published(['1'], [])).toEqual({ empty: true, keys: READ_BEFORE, unreadable: [] });
});

test('a day without trips after one without trips, or after none at all, is not', async () => {
  expect(await published([], [])).toEqual({ empty: false, keys: READ_BEFORE, unreadable: [] });
  expect(await published(undefined, [])).toEqual({ empty: false, keys: READ_BEFORE, unreadable: [] });
});

test('a day with trips, or one that is not yesterday, costs no further read', async () => {
  expect(await published(['1'], ['1'])).toEqual({ empty: false, keys: [], unreadable: [] });
  expect(await published(['1'], [], 'requested')).toEqual({ empty: false, keys: [], unreadable: [] });
  expect(await published(['1'], [], 'missing')).toEqual({ empty: false, keys: [], unreadable: [] });
});

test('a file of the day before that cannot be read is reported, and so is the day', async () => {
  expect(await published(['1'], [], 'daily', '{')).toEqual({
    empty: true,
    keys: READ_BEFORE,
    unreadable: READ_BEFORE,
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { oracleImplausible, oracleMetrics } from '../../checks/oracle.ts';
import { tripstreamHere } from '../producer/tripstream-under-test.ts';
import { openCloud } from './cloud-under-test.ts';

const TIMEOUT_MILLISECONDS = 240_000;
const DATE = '2024-05-25';

/** Pickup, dropoff and fare. */
const RIDES = {
  ordinary: [`${DATE} 10:00:00`, `${DATE} 10:30:00`, '12.5'],
  'whole-day': ['2024-05-24 10:00:00', `${DATE}T10:00:00`, '999.99'],
  'a-second-back': [`${DATE} 10:00:00`, `${DATE} 09:59:59`, '7'],
  'days-back': ['2024-05-28 10:00:00', `${DATE} 10:00:00`, '0.00'],
  'too-long': ['2024-05-24 10:00:00', `${DATE} 10:00:01`, '1000.01'],
  free: [`${DATE} 10:00:00`, `${DATE} 10:30:00`, '0'],
  dear: [`${DATE} 10:00:00`, `${DATE} 10:30:00`, '1000.000000000000001'],
} as const;

const CSV = {
  startsCsv: `trip_id,pickup_datetime\n${Object.entries(RIDES)
    .map(([id, [pickup]]) => `${id},${pickup}\n`)
    .join('')}`,
  endsCsv: `trip_id,dropoff_datetime,fare_amount\n${Object.entries(RIDES)
    .map(([id, [, dropoff, fare]]) => `${id},${dropoff},${fare}\n`)
    .join('')}refused,${DATE} 10:00:00,-1\n`,
};

let cloud: Awaited<ReturnType<typeof openCloud>>;
const file = (name: string): string => join(cloud.folder('csv'), name);

beforeAll(async () => {
  cloud = await openCloud();
  mkdirSync(cloud.folder('csv'));
  writeFileSync(file('starts.csv'), CSV.startsCsv);
  writeFileSync(file('ends.csv'), CSV.endsCsv);
}, TIMEOUT_MILLISECONDS);

afterAll(() => cloud.close());

const tripstream = (...args: readonly string[]) => tripstreamHere([...args, '--endpoint', cloud.url]);

test(
  'implausible trips count, in any order and however often, and the file and the audit say how many there are',
  async () => {
    const expected = oracleImplausible(CSV, { longestRideHours: 24, highestFare: 1000 }).get(DATE);
    expect(expected).toEqual({ dropoff_before_pickup: 2, ride_too_long: 1, fare_zero: 2, fare_too_high: 2 });

    const csv = ['--starts', file('starts.csv'), '--ends', file('ends.csv')];
    await tripstream('produce', ...csv, '--order', 'shuffled', '--seed', '3', '--wait');
    await tripstream('produce', ...csv, '--order', 'ends-first', '--wait');
    const { stdout } = await tripstream('kpi', 'run', '--date', DATE, '--json');
    const { metrics, data_quality } = JSON.parse(stdout);
    expect(metrics.count_trips).toBe(oracleMetrics(CSV).get(DATE)?.count_trips);
    expect(data_quality).toMatchObject({
      completed_trips: 7,
      implausible: expected,
      waiting: { in_quarantine: 2, in_dead_letters: 0 },
    });

    const audited = await tripstream('audit', '--date', DATE, '--json');
    expect(JSON.parse(audited.stdout)).toMatchObject({
      agreement: expect.stringMatching(/agrees|run-due/),
      implausible: expected,
      examples: {
        implausible: {
          dropoff_before_pickup: ['a-second-back', 'days-back'],
          ride_too_long: ['too-long'],
          fare_zero: ['days-back', 'free'],
          fare_too_high: ['dear', 'too-long'],
        },
      },
    });
  },
  TIMEOUT_MILLISECONDS,
);

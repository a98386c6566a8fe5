import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { GetExecutionHistoryCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dateDaysBefore, dateInTimeZone } from '../../functions/trip/business-time.ts';
import { NONE_IMPLAUSIBLE } from '../../functions/trip/implausible.ts';
import { fewPartitions } from './assembly-under-test.ts';
import { openCloud, tripstream, untilDrained } from './cloud-under-test.ts';
import { tripsAndNights } from './nights-under-test.ts';

const TIMEOUT_MILLISECONDS = 240_000;

const TODAY = dateInTimeZone(new Date(), 'America/New_York');
/** A day that was summed long ago, on which some trips of this test end; the days after it have none. */
const DAY = dateDaysBefore(TODAY, 10);
const OTHER = dateDaysBefore(TODAY, 12);

/** The days after the one on which the table was created. */
const [TOMORROW, DAY_AFTER, LATER] = [
  dateDaysBefore(TODAY, -1),
  dateDaysBefore(TODAY, -2),
  dateDaysBefore(TODAY, -3),
] as const;

let cloud: Awaited<ReturnType<typeof openCloud>>;
let nights: ReturnType<typeof tripsAndNights>;
beforeAll(async () => {
  cloud = await openCloud(undefined, fewPartitions);
  nights = tripsAndNights(cloud);
}, TIMEOUT_MILLISECONDS);
afterAll(() => cloud.close());

const start = (trip_id: string, date = DAY) => nights.start(trip_id, date);
const end = (trip_id: string, fare_amount: string, date = DAY) => nights.end(trip_id, fare_amount, date);
/** The nightly run this many days after the day of this test. */
const nightAfter = (days: number) => nights.nightOf(dateDaysBefore(DAY, -days));
const fileOf = (key: string) => nights.fileOf(key);

const partitionsSummed = async (executionArn: string | undefined): Promise<readonly string[]> => {
  const { events = [] } = await new SFNClient().send(
    new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000 }),
  );
  return events
    .filter(({ stateEnteredEventDetails: entered }) => entered?.name === 'Sum the lane until time is short')
    .map(({ stateEnteredEventDetails: entered }) => JSON.parse(entered?.input ?? '{}').lane.partitions[0]);
};

const markOf = async (date: string): Promise<string | undefined> => {
  const { Item } = await new DynamoDBClient().send(
    new GetItemCommand({
      TableName: cloud.output('TripsTableName'),
      Key: { trip_id: { S: `late#${date}` } },
      ConsistentRead: true,
    }),
  );
  return Item?.touched_at?.S;
};

/** Makes the mark of a date old enough for the index to have settled. */
const letSettle = (date: string) =>
  new DynamoDBClient().send(
    new UpdateItemCommand({
      TableName: cloud.output('TripsTableName'),
      Key: { trip_id: { S: `late#${date}` } },
      UpdateExpression: 'SET touched_at = :before',
      ExpressionAttributeValues: { ':before': { S: new Date(Date.now() - 600_000).toISOString() } },
    }),
  );

test(
  'the next run makes up for a day whose run failed and for a night without a run, newest day first',
  async () => {
    const { nightOf } = nights;
    const trip = (id: string, fare: string, date: string) =>
      // The beginning of tomorrow is never more than a day ahead.
      Promise.all([nights.start(id, date), nights.end(id, fare, date, '00:00:00')]);
    const metricsOf = async (date: string) => (await fileOf(`daily/${date}/metrics.json`)).metrics;
    await Promise.all([
      trip('today-1', '10.10', TODAY),
      trip('today-2', '0.2', TODAY),
      trip('tomorrow', '5', TOMORROW),
    ]);
    await untilDrained(cloud.url);

    // A completed trip without a fare fails every sum.
    const dynamodb = new DynamoDBClient();
    const TableName = cloud.output('TripsTableName');
    const Item = {
      trip_id: { S: 'broken' },
      completion_partition: { S: `${TODAY}#00` },
      pickup_datetime: { S: `${TODAY} 10:00:00` },
    };
    await dynamodb.send(new PutItemCommand({ TableName, Item }));
    expect(await nightOf(TOMORROW)).toMatchObject({ status: 'FAILED' });
    await expect(metricsOf(TODAY)).rejects.toThrow();
    await dynamodb.send(new DeleteItemCommand({ TableName, Key: { trip_id: Item.trip_id } }));

    // The night of the day after has no run at all.
    const { status, days } = await nightOf(LATER);
    expect(status).toBe('SUCCEEDED');
    expect(days).toMatchObject([
      { date: DAY_AFTER, reason: 'daily', status: 'first', metrics: { count_trips: 0 } },
      { date: TOMORROW, reason: 'missing', status: 'first', metrics: { count_trips: 1 } },
      { date: TODAY, reason: 'missing', status: 'first', metrics: { count_trips: 2 } },
    ]);
    expect(await metricsOf(TODAY)).toMatchObject({
      total_fare: 10.3,
      count_trips: 2,
      average_fare: 5.15,
      max_fare: 10.1,
      min_fare: 0.2,
    });
    expect(await metricsOf(TOMORROW)).toMatchObject({ total_fare: 5 });

    // What is there now is not summed again.
    const again = await nightOf(LATER);
    expect(again.days.map(({ date }: { date: string }) => date)).toEqual([DAY_AFTER]);
  },
  TIMEOUT_MILLISECONDS,
);

describe('a day that was published', () => {
  test(
    'is first summed with the complete trips, and its first completions, late by now, have marked it',
    async () => {
      await Promise.all([start('a'), end('a', '10.10'), start('b'), end('c', '0.2')]);
      await untilDrained(cloud.url);
      const { status, days } = await nightAfter(1);
      expect(status).toBe('SUCCEEDED');
      expect(days).toMatchObject([
        { date: DAY, reason: 'daily', status: 'first', revision: 1, metrics: { total_fare: '10.1' } },
      ]);
      // Such a young mark stays: the index might not have shown everything to this run.
      expect(await markOf(DAY)).toBeDefined();
      await letSettle(DAY);
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    'is summed once more for that mark, with nothing new, and then is left alone',
    async () => {
      const again = await nightAfter(2);
      expect(again.days).toMatchObject([
        { date: dateDaysBefore(DAY, -1), reason: 'daily' },
        { date: DAY, reason: 'late-completions', status: 'unchanged', revision: 1, change: null },
      ]);
      expect(await markOf(DAY)).toBeUndefined();
      const alone = await nightAfter(2);
      expect(alone.days.map(({ date }: { date: string }) => date)).toEqual([dateDaysBefore(DAY, -1)]);
      const summed = await partitionsSummed(alone.executionArn);
      expect(summed).toHaveLength(4);
      expect(summed.filter((partition) => partition.startsWith(DAY))).toEqual([]);
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    'is restated by the next night’s run if a late end completes a trip, by exactly that trip',
    async () => {
      await end('b', '0.20');
      await untilDrained(cloud.url);
      const { status, days, executionArn } = await nightAfter(3);
      expect(status).toBe('SUCCEEDED');
      expect(days).toMatchObject([
        { date: dateDaysBefore(DAY, -2), reason: 'daily', status: 'first' },
        {
          date: DAY,
          reason: 'late-completions',
          status: 'restated',
          revision: 2,
          change: { count_trips: 1, total_fare: '0.2' },
        },
      ]);
      expect(await partitionsSummed(executionArn)).toHaveLength(8);
      expect(await fileOf(`daily/${DAY}/metrics.json`)).toMatchObject({
        metrics: { total_fare: 10.3, count_trips: 2, min_fare: 0.2 },
        trip_count: 2,
        revision: 2,
        restated_because: 'late-completions',
        previous: { total_fare: 10.1, count_trips: 1, min_fare: 10.1 },
        data_quality: {
          completed_trips: 2,
          partitions_read: 4,
          pages_read: 4,
          incomplete: null,
          waiting: { in_quarantine: 0, in_dead_letters: 0, counted_at: expect.any(String) },
          implausible: NONE_IMPLAUSIBLE,
        },
      });
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    'is also restated if a late start completes a trip, and if a correction takes one away',
    async () => {
      await start('c');
      await start('d', OTHER);
      await end('d', '7', OTHER);
      await untilDrained(cloud.url);
      expect((await nightAfter(3)).days).toMatchObject([
        { reason: 'daily' },
        { date: DAY, status: 'restated', revision: 3, change: { count_trips: 1, total_fare: '0.2' } },
        { date: OTHER, reason: 'late-completions', status: 'first', revision: 1 },
      ]);
      await letSettle(OTHER);
      await letSettle(DAY);
      await nightAfter(3);
      expect([await markOf(OTHER), await markOf(DAY)]).toEqual([undefined, undefined]);
      await end('d', '7', DAY);
      await untilDrained(cloud.url);
      expect((await nightAfter(3)).days).toMatchObject([
        { reason: 'daily' },
        { date: DAY, status: 'restated', revision: 4, change: { count_trips: 1, total_fare: '7' } },
        { date: OTHER, status: 'restated', revision: 2, change: { count_trips: -1, total_fare: '-7' } },
      ]);
    },
    TIMEOUT_MILLISECONDS,
  );

  test(
    'shows all of this on request',
    async () => {
      const table = await tripstream(cloud.url, 'kpi', 'diff', '--date', DAY);
      expect(table).toMatch(/^Daily KPI of [\d-]+ \(America\/New_York\): 4 revisions in 6 runs\n/);
      expect(table).toMatch(/\n +1 {2}[\d-]+ [\d:]+ {2}- +1 +10\.10 .*- +- /);
      expect(table).toMatch(/\n +2 {2}[\d-]+ [\d:]+ {2}late-completions +2 +10\.30 .*\+1 +\+0\.20 {2}/);
      expect(table).toMatch(/\n2 runs changed nothing\.\n$/);
      const { revisions } = JSON.parse(await tripstream(cloud.url, 'kpi', 'diff', '--date', DAY, '--json'));
      expect(revisions).toMatchObject([
        { revision: 1, change: null, runs: 2 },
        { revision: 2, change: { count_trips: 1, total_fare: 0.2 } },
        { revision: 3 },
        { revision: 4, metrics: { total_fare: 17.5, count_trips: 4 } },
      ]);
      const history = await tripstream(cloud.url, 'kpi', 'history', '--date', DAY);
      expect(history).toContain(
        `${DAY}: restated, revision 4, +1 trip, +7 in all, for its late completions\n`,
      );
    },
    TIMEOUT_MILLISECONDS,
  );
});

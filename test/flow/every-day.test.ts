import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dateDaysBefore, dateInTimeZone } from '../../functions/trip/business-time.ts';
import { openCloud, untilDrained } from './cloud-under-test.ts';
import { tripsAndNights } from './nights-under-test.ts';

const TIMEOUT_MILLISECONDS = 240_000;

/** The day on which the table was made, and the two after it. */
const TODAY = dateInTimeZone(new Date(), 'America/New_York');
const [TOMORROW, DAY_AFTER, LATER] = [
  dateDaysBefore(TODAY, -1),
  dateDaysBefore(TODAY, -2),
  dateDaysBefore(TODAY, -3),
] as const;

let cloud: Awaited<ReturnType<typeof openCloud>>;
beforeAll(async () => {
  cloud = await openCloud();
}, TIMEOUT_MILLISECONDS);
afterAll(() => cloud.close());

const trip = async (id: string, fare: string, date: string): Promise<void> => {
  const { start, end } = tripsAndNights(cloud);
  // The beginning of tomorrow is never more than a day ahead.
  await Promise.all([start(id, date), end(id, fare, date, '00:00:00')]);
};

const metricsOf = async (date: string) =>
  (await tripsAndNights(cloud).fileOf(`daily/${date}/metrics.json`)).metrics;

test(
  'a day whose run fails, and a night without a run, are made up for by the next run, the newest day first',
  async () => {
    const { nightOf } = tripsAndNights(cloud);
    await Promise.all([trip('a', '10.10', TODAY), trip('b', '0.2', TODAY), trip('c', '5', TOMORROW)]);
    await untilDrained(cloud.url);

    // A completed trip without a fare is what no sum gets past.
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

import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { eventually } from '../../local/eventually.ts';
import { half, newTrip } from './fault.ts';
import { bringToRest } from './prove-alarms.ts';
import {
  HOUR_MS,
  MINUTE_MS,
  openWatchedStack,
  shortName,
  type WatchedStack,
} from './watched-stack-under-test.ts';

const TIMEOUT_MILLISECONDS = 120_000;
const TRIPS_AT_A_TIME = 5;

let stack: WatchedStack;
beforeAll(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
  stack = await openWatchedStack(Math.floor(Date.now() / HOUR_MS) * HOUR_MS);
  await bringToRest(stack);
}, TIMEOUT_MILLISECONDS);
afterAll(async () => {
  await stack.close();
  jest.restoreAllMocks();
});

const tripsByStatus = async (): Promise<Record<string, number>> => {
  const scan = new ScanCommand({ TableName: stack.output('TripsTableName') });
  const { Items = [] } = await stack.clients.dynamodb.send(scan);
  const trips = Items.filter(({ trip_id }) => trip_id?.S?.startsWith('trip-'));
  const byStatus = Map.groupBy(trips, ({ trip_status }) => trip_status?.S ?? '');
  return Object.fromEntries([...byStatus].map(([status, ofStatus]) => [status, ofStatus.length]));
};
const deadLetters = async () => {
  const { Attributes } = await stack.clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: stack.output('DeadLetterQueueUrl'), AttributeNames: ['All'] }),
  );
  return Attributes?.ApproximateNumberOfMessages;
};
/** The changes that the subscriber was told, in order. */
const told = () =>
  stack.subscriber.take().map(({ message }) => {
    const { AlarmName, NewStateValue } = JSON.parse(message);
    return `${shortName(AlarmName)} ${NewStateValue}`;
  });

test(
  'a pipe that is stopped for an hour while events arrive is heard of, and when it runs again nothing is missing',
  async () => {
    await stack.stopPipe('ends');
    let trips = 0;
    for (let minutes = 0; minutes < 60; minutes += 5) {
      const ids = Array.from({ length: TRIPS_AT_A_TIME }, newTrip);
      trips += ids.length;
      await stack.put('starts', ...ids.map((id) => half('starts', id)));
      await stack.put('ends', ...ids.map((id) => half('ends', id)));
      await eventually(async () => expect(await tripsByStatus()).toEqual({ started: trips }));
      await stack.clock.advanceBy(5 * MINUTE_MS);
    }
    expect(await stack.alarmsOn()).toEqual(['ends-undelivered']);
    expect(told()).toEqual(['ends-undelivered ALARM']);

    await stack.startPipe('ends');
    await stack.drained();
    expect(await tripsByStatus()).toEqual({ completed: trips });
    expect(await deadLetters()).toBe('0');
    await stack.clock.advanceBy(HOUR_MS);
    expect(await stack.alarmsOn()).toEqual([]);
    expect(told()).toEqual(['ends-undelivered OK']);
  },
  TIMEOUT_MILLISECONDS,
);

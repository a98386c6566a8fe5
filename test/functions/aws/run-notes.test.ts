import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runNotes, tableFacts } from '../../../functions/aws/run-notes.aws.ts';
import { TransientAwsError } from '../../../functions/contracts/agreed.ts';
import type { Listener } from '../../../local/endpoint/answer.ts';
import { openDynamoDb } from '../../../local/services/dynamodb/dynamodb.ts';
import { createTable } from '../../table-under-test.ts';
import { type Cloud, closedRoutes, forwardTo, serve } from './cloud-under-test.ts';

let dynamoDb: { readonly listener: Listener; close(): Promise<void> };
let cloud: Cloud;
let notes: ReturnType<typeof runNotes>;

beforeAll(async () => {
  const endpoint = process.env.TRIPSTREAM_DYNAMODB_ENDPOINT;
  dynamoDb =
    endpoint === undefined
      ? await openDynamoDb({})
      : { listener: forwardTo(endpoint), close: async () => undefined };
  cloud = await serve({ ...closedRoutes, dynamodb: dynamoDb.listener });
  await createTable(new DynamoDBClient({}), {
    TableName: 'trips',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'trip_id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'trip_id', AttributeType: 'S' }],
  });
  notes = runNotes('trips');
});

afterAll(async () => {
  await cloud.close();
  await dynamoDb.close();
});

const never = new AbortController().signal;

const touched = async (date: string): Promise<string> => {
  const at = (await notes.readLateMarks([date])).get(date);
  if (at === undefined) throw new Error(`${date} is not marked`);
  return at;
};

/** As if the date had been marked at that time. */
const touchAt = async (date: string, at: string): Promise<void> => {
  await notes.markLate(date, never);
  await new DynamoDBClient({}).send(
    new UpdateItemCommand({
      TableName: 'trips',
      Key: { trip_id: { S: `late#${date}` } },
      UpdateExpression: 'SET touched_at = :at',
      ExpressionAttributeValues: { ':at': { S: at } },
    }),
  );
};

test('of many dates, the marked ones are returned, each with the time of its last mark', async () => {
  const dates = Array.from({ length: 91 }, (_, day) => `2024-${String(day + 10)}`);
  await notes.markLate('2024-11', never);
  await touchAt('2024-90', '2024-05-26T09:00:00.000Z');
  expect(Object.fromEntries(await notes.readLateMarks(dates))).toEqual({
    '2024-11': expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    '2024-90': '2024-05-26T09:00:00.000Z',
  });
});

test('forgetting removes a mark; a second time, it does nothing', async () => {
  await notes.markLate('2024-05-01', never);
  const at = await touched('2024-05-01');
  await notes.forgetLate('2024-05-01', at);
  await notes.forgetLate('2024-05-01', at);
  expect(await notes.readLateMarks(['2024-05-01'])).toEqual(new Map());
});

test('a mark that was set again since a run was planned is not forgotten by that run', async () => {
  await touchAt('2024-05-02', '2024-05-26T09:00:00.000Z');
  const planned = await touched('2024-05-02');
  await notes.markLate('2024-05-02', never);
  await notes.forgetLate('2024-05-02', planned);
  expect(await touched('2024-05-02')).not.toBe(planned);
});

test('a mark has no key of the index of completed trips', async () => {
  await notes.markLate('2024-05-03', never);
  const { Item } = await new DynamoDBClient({}).send(
    new GetItemCommand({ TableName: 'trips', Key: { trip_id: { S: 'late#2024-05-03' } } }),
  );
  expect(Object.keys(Item ?? {}).toSorted()).toEqual(['late_date', 'touched_at', 'trip_id']);
});

test('the largest count is kept, whichever comes last', async () => {
  expect(await notes.readPastSettings()).toMatchObject({ largestPartitionCount: 0 });
  for (const [count, largest] of [
    [8, 8],
    [16, 16],
    [16, 16],
    [9, 16],
    [100, 100],
    [16, 100],
  ] as const) {
    await notes.keepLargestPartitionCount(count, never);
    expect(await notes.readPastSettings()).toMatchObject({ largestPartitionCount: largest });
  }
});

test('the table says when it was created', async () => {
  const { Table } = await new DynamoDBClient({}).send(new DescribeTableCommand({ TableName: 'trips' }));
  expect(await tableFacts('trips').readTableCreation()).toEqual(Table?.CreationDateTime);
});

test('an aborted write is worth another try', async () => {
  const stopped = AbortSignal.abort();
  await expect(notes.markLate('2024-05-05', stopped)).rejects.toThrow(TransientAwsError);
  await expect(notes.keepLargestPartitionCount(200, stopped)).rejects.toThrow(TransientAwsError);
  expect(await notes.readLateMarks(['2024-05-05'])).toEqual(new Map());
});

test('an unreachable table is a transient error', async () => {
  const failing = await serve(closedRoutes);
  const unreachable = runNotes('trips');
  await expect(unreachable.markLate('2024-05-04', never)).rejects.toThrow(TransientAwsError);
  await expect(unreachable.readLateMarks(['2024-05-04'])).rejects.toThrow(TransientAwsError);
  await expect(unreachable.keepLargestPartitionCount(1, never)).rejects.toThrow(TransientAwsError);
  await expect(unreachable.readPastSettings()).rejects.toThrow(TransientAwsError);
  await failing.close();
});

test('the fewest days for which trips were ever kept stay noted, beside the partition count', async () => {
  const { largestPartitionCount, leastKeptDays } = await notes.readPastSettings();
  expect(leastKeptDays).toBeUndefined();
  for (const days of [60, 400, 50, 60]) await notes.keepLeastKeptDays(days, never);
  expect(await notes.readPastSettings()).toEqual({ largestPartitionCount, leastKeptDays: 50 });
});

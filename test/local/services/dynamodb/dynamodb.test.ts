import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Endpoint } from '../../../../local/endpoint/endpoint.ts';
import { openDynamoDb } from '../../../../local/services/dynamodb/dynamodb.ts';
import { createTable } from '../../../table-under-test.ts';
import { eventually } from '../../eventually.ts';
import { clientConfig, startServices } from '../../services-under-test.ts';

let dataDir: string;
let endpoint: Endpoint;
let dynamodb: DynamoDBClient;
let stop: () => Promise<void>;

const start = async () => {
  const opened = await openDynamoDb({ dataDir });
  endpoint = await startServices({ dynamodb: opened.listener });
  dynamodb = new DynamoDBClient(clientConfig(endpoint));
  stop = async () => {
    dynamodb.destroy();
    await endpoint.close();
    await opened.close();
  };
};

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dynamodb-test-'));
  await start();
  await createTable(dynamodb, TRIPS);
});

afterEach(async () => {
  await stop();
  await rm(dataDir, { recursive: true });
});

const TRIPS = {
  TableName: 'trips',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['trip_id', 'completion_partition', 'pickup_datetime'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S' as const,
  })),
  KeySchema: [{ AttributeName: 'trip_id', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'completed-trips',
      KeySchema: [
        { AttributeName: 'completion_partition', KeyType: 'HASH' },
        { AttributeName: 'pickup_datetime', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['fare_amount'] },
    },
  ],
} satisfies CreateTableCommandInput;

const update = (tripId: string, expression: string, values: Record<string, { S: string } | { N: string }>) =>
  dynamodb.send(
    new UpdateItemCommand({
      TableName: 'trips',
      Key: { trip_id: { S: tripId } },
      UpdateExpression: expression,
      ExpressionAttributeValues: values,
    }),
  );

const recordStart = (tripId: string, pickup = '2024-05-25 19:00:00') =>
  update(tripId, 'SET pickup_datetime = :pickup', { ':pickup': { S: pickup } });

const recordEnd = (tripId: string, fare = '10.25') =>
  update(tripId, 'SET completion_partition = :partition, fare_amount = :fare', {
    ':partition': { S: '2024-05-25#00' },
    ':fare': { N: fare },
  });

const query = (page: Partial<QueryCommandInput> = {}) =>
  dynamodb.send(
    new QueryCommand({
      TableName: 'trips',
      IndexName: 'completed-trips',
      KeyConditionExpression: 'completion_partition = :partition',
      ExpressionAttributeValues: { ':partition': { S: '2024-05-25#00' } },
      ...page,
    }),
  );

const completedTrips = async ({ pageSize = 100 } = {}) => {
  const trips: string[] = [];
  let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await query({ ExclusiveStartKey, Limit: pageSize });
    trips.push(...(page.Items ?? []).map(({ trip_id }) => trip_id?.S ?? ''));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return trips.sort();
};

test('the index holds a trip once its start and its end are there, in either order', async () => {
  await recordStart('start-first');
  await recordEnd('end-first');
  expect(await completedTrips()).toEqual([]);
  await recordEnd('start-first');
  expect(await completedTrips()).toEqual(['start-first']);
  await recordStart('end-first');
  await recordEnd('end-first');
  expect(await completedTrips()).toEqual(['end-first', 'start-first']);
});

/** How many items the table and its index have, as DescribeTable says. */
const describedCounts = async () => {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: 'trips' }));
  return [Table?.ItemCount, Table?.GlobalSecondaryIndexes?.[0]?.ItemCount];
};

test('DescribeTable counts the items of the table and of its index, also after a restart', async () => {
  expect(await describedCounts()).toEqual([0, 0]);
  for (const trip of ['a', 'b', 'c']) await recordStart(trip);
  await recordEnd('a');
  // A count is reused for a moment.
  await eventually(async () => expect(await describedCounts()).toEqual([3, 1]));
  await stop();
  await start();
  expect(await describedCounts()).toEqual([3, 1]);
});

// dynalite itself would confuse the two ids of each pair: their salted MD5 begins with the same six digits.
test.each([
  ['trip-4560', 'trip-7608'],
  ['trip-7185', 'trip-8649'],
])('trips with the same index key and like-hashed ids (%s, %s) are both in the index', async (...tripIds) => {
  for (const tripId of tripIds) {
    await recordStart(tripId);
    await recordEnd(tripId);
    await recordEnd(tripId);
  }
  expect(await completedTrips({ pageSize: 1 })).toEqual(tripIds);
});

test('a trip that changes its index key is in the index once, with its new values', async () => {
  await recordStart('moved', '2024-05-25 19:00:00');
  await recordEnd('moved', '40.09620692463166');
  await recordStart('moved', '2024-05-25 20:00:00');
  expect((await query()).Items).toEqual([
    {
      trip_id: { S: 'moved' },
      completion_partition: { S: '2024-05-25#00' },
      pickup_datetime: { S: '2024-05-25 20:00:00' },
      fare_amount: { N: '40.09620692463166' },
    },
  ]);
});

test('items are there after a restart', async () => {
  await recordStart('kept');
  await recordEnd('kept');
  await stop();
  await start();
  expect(await completedTrips()).toEqual(['kept']);
});

test('a client that breaks off in mid-request harms nobody', async () => {
  const client = connect(endpoint.port, '127.0.0.1');
  await once(client, 'connect');
  const head = 'POST / HTTP/1.1\r\nHost: local\r\nX-Amz-Target: DynamoDB_20120810.GetItem\r\n';
  client.write(`${head}Content-Type: application/x-amz-json-1.0\r\nContent-Length: 100\r\n\r\n{"Table`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  client.resetAndDestroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const { Item } = await dynamodb.send(
    new GetItemCommand({ TableName: 'trips', Key: { trip_id: { S: 'x' } } }),
  );
  expect(Item).toBeUndefined();
});

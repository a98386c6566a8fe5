import {
  BatchWriteItemCommand,
  DynamoDBClient,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Endpoint } from '../../../../local/endpoint/endpoint.ts';
import { openDynamoDb } from '../../../../local/services/dynamodb/dynamodb.ts';
import { openTimeToLive } from '../../../../local/services/dynamodb/time-to-live.ts';
import { createClock } from '../../../../local/values/clock.ts';
import { createTable } from '../../../table-under-test.ts';
import { clientConfig, startServices } from '../../services-under-test.ts';

const START_MS = Date.parse('2026-03-01T00:00:00Z');
const DAY_MS = 86_400_000;
const clock = createClock({ stoppedAtMs: START_MS });
let dynamoDb: Awaited<ReturnType<typeof openDynamoDb>>;
let endpoint: Endpoint;
let client: DynamoDBClient;

beforeAll(async () => {
  dynamoDb = await openDynamoDb({});
  endpoint = await startServices({ dynamodb: dynamoDb.listener });
  client = new DynamoDBClient(clientConfig(endpoint));
  await createTable(client, {
    TableName: 'trips',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'trip_id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'trip_id', AttributeType: 'S' }],
  });
});
afterAll(async () => {
  client.destroy();
  await endpoint.close();
  await dynamoDb.close();
});

const idsLeft = async (): Promise<(string | undefined)[]> => {
  const { Items = [] } = await client.send(new ScanCommand({ TableName: 'trips' }));
  return Items.map((item) => item.trip_id?.S).toSorted();
};

const secondsAfterStart = (days: number): string => String((START_MS + days * DAY_MS) / 1_000);

test('items are removed at most a day after the cloud’s clock has passed their time, and no others are', async () => {
  const items: Record<string, object> = {
    'day-2': { expires_at: { N: secondsAfterStart(2) } },
    'day-9': { expires_at: { N: secondsAfterStart(9) } },
    'put-off': { expires_at: { N: secondsAfterStart(2) } },
    'for-good': {},
    'as-text': { expires_at: { S: secondsAfterStart(2) } },
    'six-years-ago': { expires_at: { N: secondsAfterStart(-6 * 365) } },
  };
  await client.send(
    new BatchWriteItemCommand({
      RequestItems: {
        trips: Object.entries(items).map(([trip_id, rest]) => ({
          PutRequest: { Item: { trip_id: { S: trip_id }, ...rest } },
        })),
      },
    }),
  );
  const timeToLive = openTimeToLive(clock, () => endpoint.url);
  timeToLive.expireItems('trips', 'expires_at');
  await clock.advanceBy(1.5 * DAY_MS);
  expect(await idsLeft()).toEqual(Object.keys(items).toSorted());
  await client.send(
    new UpdateItemCommand({
      TableName: 'trips',
      Key: { trip_id: { S: 'put-off' } },
      UpdateExpression: 'SET expires_at = :at',
      ExpressionAttributeValues: { ':at': { N: secondsAfterStart(30) } },
    }),
  );
  await clock.advanceBy(1.5 * DAY_MS);
  expect(await idsLeft()).toEqual(['as-text', 'day-9', 'for-good', 'put-off', 'six-years-ago']);
  await clock.advanceBy(7 * DAY_MS);
  expect(await idsLeft()).toEqual(['as-text', 'for-good', 'put-off', 'six-years-ago']);
  timeToLive.close();
  await clock.advanceBy(60 * DAY_MS);
  expect(await idsLeft()).toContain('put-off');
});

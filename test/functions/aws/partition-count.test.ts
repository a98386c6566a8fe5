import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { partitionCount } from '../../../functions/aws/partition-count.aws.ts';
import { TransientAwsError } from '../../../functions/trip/errors.ts';
import { openDynamoDb } from '../../../local/services/dynamodb/dynamodb.ts';
import { createTable } from '../../table-under-test.ts';
import { type Cloud, closedRoutes, serve } from './cloud-under-test.ts';

let dynamoDb: Awaited<ReturnType<typeof openDynamoDb>>;
let cloud: Cloud;

beforeAll(async () => {
  dynamoDb = await openDynamoDb({});
  cloud = await serve({ ...closedRoutes, dynamodb: dynamoDb.listener });
  await createTable(new DynamoDBClient({}), {
    TableName: 'trips',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'trip_id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'trip_id', AttributeType: 'S' }],
  });
});
afterAll(async () => {
  await cloud.close();
  await dynamoDb.close();
});

const never = new AbortController().signal;

test('the largest count is kept, whichever comes last', async () => {
  const { keepLargest, readLargest } = partitionCount('trips');
  expect(await readLargest()).toBe(0);
  for (const [count, largest] of [
    [8, 8],
    [16, 16],
    [16, 16],
    [9, 16],
    [100, 100],
    [16, 100],
  ] as const) {
    await keepLargest(count, never);
    expect(await readLargest()).toBe(largest);
  }
});

test('a table that is out of reach is worth another try', async () => {
  const signal = AbortSignal.abort();
  await expect(partitionCount('trips').keepLargest(1, signal)).rejects.toThrow(TransientAwsError);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Endpoint } from '../../../../local/endpoint/endpoint.ts';
import { openDynamoDb } from '../../../../local/services/dynamodb/dynamodb.ts';
import { createTable } from '../../../table-under-test.ts';
import { clientConfig, startServices } from '../../services-under-test.ts';

let dataDir: string;
let endpoint: Endpoint;
let close: () => Promise<void>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'dynamodb-test-'));
  const opened = await openDynamoDb({ dataDir });
  endpoint = await startServices({ dynamodb: opened.listener });
  const dynamodb = new DynamoDBClient(clientConfig(endpoint));
  await createTable(dynamodb, {
    TableName: 'trips',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'trip_id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'trip_id', KeyType: 'HASH' }],
  });
  dynamodb.destroy();
  close = opened.close;
});
afterAll(async () => {
  await endpoint.close();
  await close();
  await rm(dataDir, { recursive: true });
});

const send = async (operation: string, body: string) => {
  const answer = await fetch(endpoint.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDB_20120810.${operation}`,
    },
    body,
  });
  const text = await answer.text();
  return { status: answer.status, code: /"__type":"(?:[^"]*#)?(\w+)"/.exec(text)?.[1], text };
};

const TABLE = '"TableName":"trips"';
const deep = (levels: number): string => `${'{"L":['.repeat(levels)}{"S":"x"}${']}'.repeat(levels)}`;

test.each([
  ['PutItem', 'null', 'SerializationException'],
  ['PutItem', '[]', 'SerializationException'],
  ['PutItem', '{', 'SerializationException'],
  ['PutItem', `{${TABLE},"Item":null}`, 'ValidationException'],
  ['PutItem', `{${TABLE},"Item":{"trip_id":null}}`, 'ValidationException'],
  ['PutItem', `{${TABLE},"Item":{"trip_id":{"S":null}}}`, 'ValidationException'],
  ['PutItem', `{${TABLE},"Item":{"trip_id":{"S":"a"},"x":{"L":[null]}}}`, 'ValidationException'],
  ['PutItem', `{${TABLE},"Item":{"trip_id":{"S":"a"},"x":{"M":{"y":null}}}}`, 'ValidationException'],
  ['PutItem', `{${TABLE},"Item":{"trip_id":{"S":"a"},"x":{"SS":[null]}}}`, 'ValidationException'],
  ['PutItem', `{${TABLE},"Item":{"trip_id":{"S":"a"},"x":{"B":"YQ"}}}`, 'SerializationException'],
  ['PutItem', `{${TABLE},"Item":{"trip_id":{"S":"a"},"x":{"BS":["YQ==","Ä"]}}}`, 'SerializationException'],
  ['PutItem', `{${TABLE},"Item":{"trip_id":{"S":1}}}`, 'SerializationException'],
  ['PutItem', `{${TABLE},"Item":{"trip_id":{"S":"a"}},"ReturnValues":1}`, 'SerializationException'],
  ['PutItem', `{${TABLE},"Item":{"trip_id":{"S":"a"},"x":${deep(60)}}}`, 'ValidationException'],
  ['PutItem', `{${TABLE},"Item":${'['.repeat(50_000)}`, 'SerializationException'],
  ['PutItem', `{${TABLE},"Item":[{"trip_id":{"S":"a"}}]}`, 'SerializationException'],
  ['Scan', `{${TABLE},"ExclusiveStartKey":{"x":null}}`, 'ValidationException'],
  ['BatchGetItem', '{"RequestItems":{"trips":{"Keys":[null]}}}', 'ValidationException'],
  ['BatchGetItem', '{"RequestItems":{"trips":null}}', 'ValidationException'],
  ['BatchWriteItem', '{"RequestItems":{"trips":[null]}}', 'ValidationException'],
  [
    'UpdateItem',
    `{${TABLE},"Key":{"trip_id":{"S":"a"}},"AttributeUpdates":{"a":null}}`,
    'ValidationException',
  ],
  ['Query', `{${TABLE},"KeyConditions":{"trip_id":null}}`, 'ValidationException'],
  [
    'Query',
    `{${TABLE},"KeyConditionExpression":"#k = :v","ExpressionAttributeNames":{"#k":null},"ExpressionAttributeValues":{":v":null}}`,
    'ValidationException',
  ],
])('%s %.80s is the client’s mistake', async (operation, body, code) => {
  expect(await send(operation, body)).toMatchObject({ status: 400, code });
  expect(await send('DescribeTable', `{${TABLE}}`)).toMatchObject({ status: 200 });
});

test('it opens no port of its own', async () => {
  const listening = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
  const before = listening();
  const another = await openDynamoDb({});
  expect(listening()).toBe(before);
  await another.close();
});

import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDynamoDb } from '../../../../local/services/dynamodb/dynamodb.ts';
import { createTable } from '../../../table-under-test.ts';
import { clientConfig, startServices } from '../../services-under-test.ts';

let client: DynamoDBClient;
let stop: () => Promise<void>;
beforeAll(async () => {
  const opened = await openDynamoDb({});
  const endpoint = await startServices({ dynamodb: opened.listener });
  client = new DynamoDBClient(clientConfig(endpoint));
  stop = async () => {
    client.destroy();
    await endpoint.close();
    await opened.close();
  };
  await createTable(client, {
    TableName: 'trips',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  });
});
afterAll(() => stop());

type Input = Partial<ConstructorParameters<typeof UpdateItemCommand>[0]>;

const update = (id: string, input: Input) =>
  client.send(new UpdateItemCommand({ TableName: 'trips', Key: { id: { S: id } }, ...input }));

const item = async (id: string) => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: 'trips', Key: { id: { S: id } }, ConsistentRead: true }),
  );
  return Item;
};

const SET = {
  UpdateExpression: 'SET #a = :a, seen = if_not_exists(seen, :a) ADD #n :one',
  ExpressionAttributeNames: { '#a': 'fare', '#n': 'visits' },
};

test('an expression that is known takes the values of each request', async () => {
  for (const [id, fare] of [
    ['x', '1'],
    ['y', '2'],
    ['x', '3'],
  ] as const)
    await update(id, { ...SET, ExpressionAttributeValues: { ':a': { S: fare }, ':one': { N: '1' } } });
  expect(await item('x')).toEqual({
    id: { S: 'x' },
    fare: { S: '3' },
    seen: { S: '1' },
    visits: { N: '2' },
  });
  expect(await item('y')).toMatchObject({ fare: { S: '2' }, seen: { S: '2' } });
});

test('the same text with other names is another expression', async () => {
  const values = { ':a': { S: 'v' }, ':one': { N: '1' } };
  await update('z', { ...SET, ExpressionAttributeValues: values });
  const names = { '#a': 'tip', '#n': 'calls' };
  await update('z', { ...SET, ExpressionAttributeNames: names, ExpressionAttributeValues: values });
  expect(Object.keys((await item('z')) ?? {}).sort()).toEqual([
    ...['calls', 'fare', 'id', 'seen', 'tip', 'visits'],
  ]);
});

test('a known expression is still refused for the type of a value, and for what it leaves unused', async () => {
  const values = { ':a': { S: 'v' }, ':one': { N: '1' } };
  await update('w', { ...SET, ExpressionAttributeValues: values });
  await expect(
    update('w', { ...SET, ExpressionAttributeValues: { ...values, ':one': { S: '1' } } }),
  ).rejects.toThrow('Incorrect operand type for operator or function; operator: ADD, operand type: STRING');
  await expect(
    update('w', { ...SET, ExpressionAttributeValues: { ...values, ':more': { S: '1' } } }),
  ).rejects.toThrow('unused in expressions: keys: {:more}');
});

test('a condition that looks at values judges those of each request', async () => {
  const between = (low: string, high: string) =>
    update('v', {
      UpdateExpression: 'SET fare = :low',
      ConditionExpression: 'attribute_not_exists(fare) OR fare BETWEEN :low AND :high',
      ExpressionAttributeValues: { ':low': { N: low }, ':high': { N: high } },
    });
  await between('1', '2');
  await expect(between('2', '1')).rejects.toThrow('upper bound to be greater than or equal to lower bound');
  await expect(between('5', '9')).rejects.toThrow('The conditional request failed');
});

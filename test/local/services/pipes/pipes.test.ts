import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import {
  DescribePipeCommand,
  ListPipesCommand,
  PipesClient,
  StartPipeCommand,
  StopPipeCommand,
} from '@aws-sdk/client-pipes';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { LocalCloud } from '../../../../local/cloud.ts';
import { eventually } from '../../eventually.ts';
import { configurationOf, openTinyClouds } from '../../tiny-cloud-under-test.ts';

const NAME = 'Tiny-Delivery';
const ARN = 'arn:aws:pipes:us-east-1:000000000000:pipe/Tiny-Delivery';
const SOURCE = 'arn:aws:kinesis:us-east-1:000000000000:stream/Tiny-Events';
const TARGET = 'arn:aws:lambda:us-east-1:000000000000:function:Tiny-Recorder';
/** A pipe that is caught up polls its stream several times in it. */
const SEVERAL_POLLS_MS = 1_000;

let clouds: ReturnType<typeof openTinyClouds>;
beforeEach(() => {
  clouds = openTinyClouds();
});
afterEach(() => clouds.close());

const pipesOf = (cloud: LocalCloud) => new PipesClient(configurationOf(cloud));

const put = async (cloud: LocalCloud, ids: string[]): Promise<void> => {
  const kinesis = new KinesisClient(configurationOf(cloud));
  const Records = ids.map((id) => ({ PartitionKey: id, Data: Buffer.from(id) }));
  await kinesis.send(new PutRecordsCommand({ StreamName: cloud.outputs.StreamName, Records }));
  kinesis.destroy();
};

/** id → how often it was delivered. */
const deliveries = async (cloud: LocalCloud): Promise<Record<string, number>> => {
  const dynamodb = new DynamoDBClient(configurationOf(cloud));
  const { Items: items = [] } = await dynamodb.send(new ScanCommand({ TableName: cloud.outputs.TableName }));
  dynamodb.destroy();
  return Object.fromEntries(items.map(({ id, deliveries: count }) => [String(id?.S), Number(count?.N)]));
};

const stopped = (pipes: PipesClient) =>
  eventually(async () => {
    const found = await pipes.send(new DescribePipeCommand({ Name: NAME }));
    expect(found).toMatchObject({ CurrentState: 'STOPPED', DesiredState: 'STOPPED' });
  });

test('a pipe is listed and described as the template declares it', async () => {
  const pipes = pipesOf(await clouds.start());
  const state = { Arn: ARN, Name: NAME, DesiredState: 'RUNNING', CurrentState: 'RUNNING' };
  const { Pipes } = await pipes.send(new ListPipesCommand({ NamePrefix: 'Tiny' }));
  expect(Pipes).toMatchObject([{ ...state, Source: SOURCE, Target: TARGET }]);
  const described = await pipes.send(new DescribePipeCommand({ Name: NAME }));
  expect(described).toMatchObject({ ...state, Source: SOURCE, Target: TARGET });
  expect(described.SourceParameters?.KinesisStreamParameters).toMatchObject({
    BatchSize: 10,
    DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:000000000000:Tiny-DeadLetters' },
  });
  expect(described.StateReason).toBeUndefined();
  expect((await pipes.send(new ListPipesCommand({ NamePrefix: 'Other' }))).Pipes).toEqual([]);
  expect((await pipes.send(new ListPipesCommand({ CurrentState: 'STOPPED' }))).Pipes).toEqual([]);
});

test('a pipe that is stopped reads nothing; started again, it continues at its checkpoint', async () => {
  const cloud = await clouds.start();
  const pipes = pipesOf(cloud);
  await put(cloud, ['a']);
  await eventually(async () => expect(await deliveries(cloud)).toEqual({ a: 1 }));

  const stopping = await pipes.send(new StopPipeCommand({ Name: NAME }));
  expect(stopping).toMatchObject({ DesiredState: 'STOPPED', CurrentState: 'STOPPING' });
  await stopped(pipes);
  const { StateReason } = await pipes.send(new DescribePipeCommand({ Name: NAME }));
  expect(StateReason).toBe('User initiated');
  await put(cloud, ['b', 'c']);
  await delay(SEVERAL_POLLS_MS);
  expect(await deliveries(cloud)).toEqual({ a: 1 });
  const status = await (await fetch(`${cloud.url}/_local/pipes`)).json();
  expect(status).toMatchObject({ pipes: [{ state: 'STOPPED', recordsBehind: 1, records: 1 }] });

  const starting = await pipes.send(new StartPipeCommand({ Name: NAME }));
  expect(starting).toMatchObject({ DesiredState: 'RUNNING', CurrentState: 'STARTING' });
  await eventually(async () => expect(await deliveries(cloud)).toEqual({ a: 1, b: 1, c: 1 }));
  expect(await pipes.send(new DescribePipeCommand({ Name: NAME }))).toMatchObject({
    CurrentState: 'RUNNING',
  });
});

test('a pipe stays stopped when the cloud starts again on its data', async () => {
  const { dataDir } = clouds;
  const first = await clouds.start({ dataDir });
  await pipesOf(first).send(new StopPipeCommand({ Name: NAME }));
  await stopped(pipesOf(first));
  await first.stop();

  const second = await clouds.start({ dataDir });
  await stopped(pipesOf(second));
  await put(second, ['a']);
  await delay(SEVERAL_POLLS_MS);
  expect(await deliveries(second)).toEqual({});
  await pipesOf(second).send(new StartPipeCommand({ Name: NAME }));
  await eventually(async () => expect(await deliveries(second)).toEqual({ a: 1 }));
});

test('a request that does not fit the state of a pipe, or names none, is refused', async () => {
  const pipes = pipesOf(await clouds.start());
  const start = pipes.send(new StartPipeCommand({ Name: NAME }));
  await expect(start).rejects.toMatchObject({
    name: 'ConflictException',
    message: 'Pipe Tiny-Delivery is RUNNING, not STOPPED.',
  });
  const unknown = pipes.send(new DescribePipeCommand({ Name: 'none' }));
  await expect(unknown).rejects.toMatchObject({
    name: 'NotFoundException',
    message: 'Pipe none does not exist.',
  });
});

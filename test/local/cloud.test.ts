import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DescribeStreamSummaryCommand, KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type LocalCloud, startCloud } from '../../local/cloud.ts';
import { tinyResources, writeTinyAssembly } from './assembly-under-test.ts';
import { eventually } from './eventually.ts';

let root: string;
let assemblyDir: string;
let dataDir: string;
const running: LocalCloud[] = [];

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'cloud-'));
  assemblyDir = path.join(root, 'assembly');
  dataDir = path.join(root, 'data');
});
afterEach(async () => {
  for (const cloud of running.splice(0)) await cloud.stop();
  rmSync(root, { recursive: true });
});

const start = async (options: { dataDir?: string; resources?: object; port?: number } = {}) => {
  writeTinyAssembly(assemblyDir, options.resources);
  const cloud = await startCloud({ assemblyDir, port: options.port ?? 0, dataDir: options.dataDir });
  running.push(cloud);
  return cloud;
};

const configuration = ({ url }: LocalCloud) => ({
  endpoint: url,
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
});

const put = async (cloud: LocalCloud, ids: string[]): Promise<void> => {
  const kinesis = new KinesisClient(configuration(cloud));
  await kinesis.send(
    new PutRecordsCommand({
      StreamName: cloud.outputs.StreamName,
      Records: ids.map((id) => ({ PartitionKey: id, Data: Buffer.from(id) })),
    }),
  );
  kinesis.destroy();
};

/** id → how often it was delivered. */
const deliveries = async (cloud: LocalCloud): Promise<Record<string, number>> => {
  const dynamodb = new DynamoDBClient(configuration(cloud));
  const { Items: items = [] } = await dynamodb.send(new ScanCommand({ TableName: cloud.outputs.TableName }));
  dynamodb.destroy();
  return Object.fromEntries(items.map(({ id, deliveries }) => [String(id?.S), Number(deliveries?.N)]));
};

const pipesOf = async ({ url }: LocalCloud): Promise<unknown> => (await fetch(`${url}/_local/pipes`)).json();

/** The first answer of a server that is about to listen. */
const firstResponse = async (url: string): Promise<Response> => {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response !== undefined) return response;
    await delay(1);
  }
};

const once = (ids: string[]): Record<string, number> => Object.fromEntries(ids.map((id) => [id, 1]));

const listeningServer = async (): Promise<{ server: Server; port: number }> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
};

describe('a stack that runs', () => {
  test('delivers a record from the stream through the pipe to the function, its table and its queue', async () => {
    const cloud = await start();
    await put(cloud, ['a', 'b']);
    await eventually(async () => expect(await deliveries(cloud)).toEqual(once(['a', 'b'])));
    const sqs = new SQSClient(configuration(cloud));
    const { Messages: messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: cloud.outputs.QueueUrl, MaxNumberOfMessages: 10 }),
    );
    expect(messages.map(({ Body }) => Body).sort()).toEqual(['a', 'b']);
    await eventually(async () =>
      expect(await pipesOf(cloud)).toMatchObject({
        pipes: [{ name: 'Tiny-Delivery', state: 'RUNNING', recordsBehind: 0, inFlight: 0, records: 2 }],
      }),
    );
    expect(readFileSync(path.join(cloud.logsDir, 'Tiny-Recorder.log'), 'utf8')).toContain('received a\n');
  });

  test('describes itself, runs its state machine and keeps an object', async () => {
    const cloud = await start();
    const cloudFormation = new CloudFormationClient(configuration(cloud));
    const { Stacks: [stack] = [] } = await cloudFormation.send(
      new DescribeStacksCommand({ StackName: 'Tiny' }),
    );
    const outputs = stack?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]) ?? [];
    expect(Object.fromEntries(outputs)).toEqual(cloud.outputs);

    const sfn = new SFNClient(configuration(cloud));
    const { executionArn } = await sfn.send(
      new StartExecutionCommand({ stateMachineArn: cloud.outputs.StateMachineArn, input: '{"question":1}' }),
    );
    await eventually(async () =>
      expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
        status: 'SUCCEEDED',
        output: '{"echo":{"question":1}}',
      }),
    );

    const s3 = new S3Client(configuration(cloud));
    const object = { Bucket: cloud.outputs.BucketName, Key: 'a/b.json' };
    await s3.send(new PutObjectCommand({ ...object, Body: '{}' }));
    expect(await (await s3.send(new GetObjectCommand(object))).Body?.transformToString()).toBe('{}');
  });

  test('keeps records as long as the template says, even if that changes', async () => {
    const kept = async (RetentionPeriodHours: number) => {
      const Events = { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 1, RetentionPeriodHours } };
      const cloud = await start({ dataDir, resources: tinyResources({ Events }) });
      const kinesis = new KinesisClient(configuration(cloud));
      const { StreamDescriptionSummary } = await kinesis.send(
        new DescribeStreamSummaryCommand({ StreamName: cloud.outputs.StreamName }),
      );
      kinesis.destroy();
      await running.pop()?.stop();
      return StreamDescriptionSummary?.RetentionPeriodHours;
    };
    expect([await kept(168), await kept(48), await kept(48)]).toEqual([168, 48, 48]);
  });

  test('says nothing about its pipes before they run, so that none counts as drained', async () => {
    const { port, server } = await listeningServer();
    await new Promise((resolve) => server.close(resolve));
    const starting = start({ port });
    const firstAnswer = await firstResponse(`http://127.0.0.1:${port}/_local/pipes`);
    expect(await firstAnswer.json()).toMatchObject({ pipes: [{ name: 'Tiny-Delivery' }] });
    await starting;
  });

  test('answers 404 to an admin route that does not exist', async () => {
    const { url } = await start();
    const response = await fetch(`${url}/_local/nothing`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({
      message: 'no GET /_local/nothing; there is GET /_local/pipes, GET /_local/clock, POST /_local/clock',
    });
  });
});

describe('a data directory', () => {
  test('a second start continues where the first stopped and delivers nothing twice', async () => {
    const first = await start({ dataDir });
    await put(first, ['a', 'b']);
    await eventually(async () =>
      expect(await pipesOf(first)).toMatchObject({ pipes: [{ recordsBehind: 0, inFlight: 0, records: 2 }] }),
    );
    await first.stop();

    const second = await start({ dataDir });
    await put(second, ['c']);
    await eventually(async () => expect(await deliveries(second)).toEqual(once(['a', 'b', 'c'])));
  });

  test('serves one cloud at a time, and again after a start that was refused', async () => {
    const first = await start({ dataDir });
    await expect(start({ dataDir })).rejects.toThrow('is in use by another local cloud');
    await first.stop();
    const moreShards = { Events: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 2 } } };
    await expect(start({ dataDir, resources: tinyResources(moreShards) })).rejects.toThrow(
      'Events (AWS::Kinesis::Stream): the data directory holds stream Tiny-Events with 1 shards, the template wants 2',
    );
    await start({ dataDir });
  });

  test('with a table that has other keys is refused', async () => {
    const first = await start({ dataDir });
    await first.stop();
    const otherKey = {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'other', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'other', KeyType: 'HASH' }],
      },
    };
    await expect(start({ dataDir, resources: tinyResources({ Table: otherKey }) })).rejects.toThrow(
      'holds table Tiny-Table with other keys or indexes: use another --data directory',
    );
  });
});

describe('one clear line', () => {
  test('for a port in use', async () => {
    const { port, server } = await listeningServer();
    await expect(start({ port })).rejects.toThrow(
      `port ${port} is in use: stop what listens there or choose another with --port`,
    );
    server.close();
  });

  test('for a resource that a service refuses, naming it', async () => {
    const table = {
      Type: 'AWS::DynamoDB::Table',
      Properties: { AttributeDefinitions: [], KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] },
    };
    await expect(start({ resources: tinyResources({ Table: table }) })).rejects.toThrow(
      'Table (AWS::DynamoDB::Table): Invalid KeySchema',
    );
  });
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  type Statistic,
} from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { ListTopicsCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type LocalCloud, startCloud } from '../../local/cloud.ts';
import { createClock } from '../../local/values/clock.ts';
import { tinyResources, writeTinyAssembly } from './assembly-under-test.ts';
import { eventually } from './eventually.ts';

const MINUTE_MS = 60_000;
const NOON_MS = Date.parse('2026-03-01T12:00:00Z');
const IDS = ['a', 'b', 'c'];
const FUNCTION = 'Tiny-Recorder';

const WATCHED = tinyResources({
  Alerts: { Type: 'AWS::SNS::Topic' },
  AlertsPolicy: {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: {
      Topics: [{ Ref: 'Alerts' }],
      PolicyDocument: {
        Statement: [
          {
            ...{ Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: 'Alerts' } },
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
    },
  },
  Heard: { Type: 'AWS::SQS::Queue' },
  Hears: {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      ...{ Protocol: 'sqs', TopicArn: { Ref: 'Alerts' }, RawMessageDelivery: true },
      Endpoint: { 'Fn::GetAtt': ['Heard', 'Arn'] },
    },
  },
  Failing: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      ...{ Namespace: 'AWS/Lambda', MetricName: 'Errors', Statistic: 'Sum', Period: 60 },
      ...{ Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Recorder' } }], EvaluationPeriods: 1 },
      ...{ Threshold: 0, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'notBreaching' },
      AlarmActions: [{ Ref: 'Alerts' }],
    },
  },
});

let root: string;
let cloud: LocalCloud;
let clients: ReturnType<typeof openClients>;
const clock = createClock({ stoppedAtMs: NOON_MS });

type PipeNow = { recordsBehind: number; inFlight: number };

/** Each test gets an hour of its own, once the pipe is done with the last one: none sees what another measured. */
const nextHour = async () => {
  await eventually(async () => {
    const answer = await fetch(`${cloud.url}/_local/pipes`);
    const { pipes } = JSON.parse(await answer.text()) as { pipes: PipeNow[] };
    expect(pipes).toMatchObject([{ recordsBehind: 0, inFlight: 0 }]);
  });
  await clock.advanceBy(60 * MINUTE_MS);
};

const openClients = (url: string) => {
  const configuration = {
    ...{ endpoint: url, region: 'us-east-1', maxAttempts: 1 },
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  return {
    cloudwatch: new CloudWatchClient(configuration),
    dynamodb: new DynamoDBClient(configuration),
    kinesis: new KinesisClient(configuration),
    lambda: new LambdaClient(configuration),
    states: new SFNClient(configuration),
    sns: new SNSClient(configuration),
    sqs: new SQSClient(configuration),
  };
};

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'watched-cloud-'));
  writeTinyAssembly(root, WATCHED);
  cloud = await startCloud({ assemblyDir: root, port: 0, faultPlan: { seed: 1, rules: [] }, clock });
  clients = openClients(cloud.url);
});
afterAll(async () => {
  for (const client of Object.values(clients)) client.destroy();
  await cloud.stop();
  await clock.close();
  rmSync(root, { recursive: true });
});

type Dimensions = Record<string, string>;

/** The value for the minute that the clock shows; undefined if there is none. */
const measured = async (
  Namespace: string,
  MetricName: string,
  dimensions: Dimensions,
  statistic: Statistic = 'Sum',
): Promise<number | undefined> => {
  const { Datapoints = [] } = await clients.cloudwatch.send(
    new GetMetricStatisticsCommand({
      ...{ Namespace, MetricName, Period: 60, Statistics: [statistic] },
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      StartTime: new Date(clock.nowMs()),
      EndTime: new Date(clock.nowMs() + 1),
    }),
  );
  return Datapoints[0]?.[statistic];
};

const put = (ids = IDS) =>
  clients.kinesis.send(
    new PutRecordsCommand({
      StreamName: cloud.outputs.StreamName,
      Records: ids.map((id) => ({ PartitionKey: id, Data: Buffer.from(`${id}${clock.nowMs()}`) })),
    }),
  );

const invoke = (event: object) =>
  clients.lambda.send(new InvokeCommand({ FunctionName: FUNCTION, Payload: JSON.stringify(event) }));

const streamName = () => ({ StreamName: cloud.outputs.StreamName ?? '' });
const tableName = () => ({ TableName: cloud.outputs.TableName ?? '' });

test('records that come in are counted, and how old they are when they are read', async () => {
  await nextHour();
  await put();
  expect(await measured('AWS/Kinesis', 'IncomingRecords', streamName())).toBe(3);
  expect(await measured('AWS/Kinesis', 'IncomingBytes', streamName())).toBe(3 * 15);
  expect(await measured('AWS/Kinesis', 'PutRecords.SuccessfulRecords', streamName())).toBe(3);
  await clock.advanceBy(20 * MINUTE_MS);
  const { ShardIterator } = await clients.kinesis.send(
    new GetShardIteratorCommand({
      ...{ ...streamName(), ShardId: 'shardId-000000000000' },
      ShardIteratorType: 'TRIM_HORIZON',
    }),
  );
  await clients.kinesis.send(new GetRecordsCommand({ ShardIterator }));
  const age = await measured('AWS/Kinesis', 'GetRecords.IteratorAgeMilliseconds', streamName(), 'Maximum');
  expect(age).toBe(20 * MINUTE_MS);
});

test('what a pipe hands over is counted, with what fails', async () => {
  await nextHour();
  const pipe = { PipeName: 'Tiny-Delivery' };
  using _crash = cloud.injectFault({ service: 'function', operation: FUNCTION, kind: 'crash', rate: 1 });
  await put();
  await eventually(async () => {
    expect(await measured('AWS/EventBridge/Pipes', 'ExecutionFailed', pipe)).toBeGreaterThan(0);
  });
  expect(await measured('AWS/EventBridge/Pipes', 'EventCount', pipe, 'Maximum')).toBe(3);
  expect(await measured('AWS/EventBridge/Pipes', 'ExecutionThrottled', pipe)).toBe(0);
  expect(await measured('AWS/Lambda', 'Errors', { FunctionName: FUNCTION })).toBeGreaterThan(0);
});

test('a throttled function shows on the function and on the pipe', async () => {
  await nextHour();
  using _throttle = cloud.injectFault({ service: 'lambda', operation: 'Invoke', kind: 'throttle', rate: 1 });
  await put();
  await eventually(async () => {
    const pipe = { PipeName: 'Tiny-Delivery' };
    expect(await measured('AWS/EventBridge/Pipes', 'ExecutionThrottled', pipe)).toBeGreaterThan(0);
    expect(await measured('AWS/Lambda', 'Throttles', { FunctionName: FUNCTION })).toBeGreaterThan(0);
  });
});

test('invocations are counted and timed; one that times out took the whole timeout', async () => {
  await nextHour();
  const ofFunction = { FunctionName: FUNCTION };
  await invoke({});
  expect(await measured('AWS/Lambda', 'Invocations', ofFunction)).toBeGreaterThanOrEqual(1);
  expect(await measured('AWS/Lambda', 'Duration', ofFunction, 'Maximum')).toBeLessThan(10_000);
  expect(await measured('AWS/Lambda', 'ConcurrentExecutions', ofFunction, 'Maximum')).toBeGreaterThanOrEqual(
    1,
  );
  using _timeout = cloud.injectFault({ service: 'function', kind: 'timeout', rate: 1, delayMs: 0 });
  await invoke({});
  expect(await measured('AWS/Lambda', 'Duration', ofFunction, 'Maximum')).toBe(10_000);
});

test('the embedded metrics in the log of a function are metrics', async () => {
  await nextHour();
  const metric = {
    Namespace: 'Tiny',
    Dimensions: [['service']],
    Metrics: [{ Name: 'Stored', Unit: 'Count' }],
  };
  const log = JSON.stringify({
    _aws: { Timestamp: 0, CloudWatchMetrics: [metric] },
    service: 'echo',
    Stored: 7,
  });
  await invoke({ log });
  await eventually(async () => expect(await measured('Tiny', 'Stored', { service: 'echo' })).toBe(7));
});

test('throttles of the table and of its index are metrics of their own', async () => {
  await nextHour();
  const update = () =>
    clients.dynamodb.send(new UpdateItemCommand({ ...tableName(), Key: { id: { S: 'x' } } })).catch(() => {});
  const query = () =>
    clients.dynamodb
      .send(
        new QueryCommand({
          ...{ ...tableName(), IndexName: 'by-day', KeyConditionExpression: 'd = :d' },
          ExpressionAttributeValues: { ':d': { S: 'x' } },
        }),
      )
      .catch(() => {});
  const throttle = (changes: object) =>
    cloud.injectFault({ service: 'dynamodb', kind: 'throttle', rate: 1, ...changes });
  const index = { ...tableName(), GlobalSecondaryIndexName: 'by-day' };
  {
    using _table = throttle({ operation: 'UpdateItem' });
    await update();
  }
  {
    using _index = throttle({ index: 'by-day' });
    await Promise.all([update(), update(), query()]);
  }
  await eventually(async () => {
    const operation = { ...tableName(), Operation: 'UpdateItem' };
    expect(await measured('AWS/DynamoDB', 'ThrottledRequests', operation)).toBeGreaterThanOrEqual(3);
  });
  expect(await measured('AWS/DynamoDB', 'WriteThrottleEvents', tableName())).toBe(1);
  expect(await measured('AWS/DynamoDB', 'WriteThrottleEvents', index)).toBe(2);
  expect(await measured('AWS/DynamoDB', 'ReadThrottleEvents', index)).toBe(1);
  expect(await measured('AWS/DynamoDB', 'ReadThrottleEvents', tableName())).toBeUndefined();
});

test('errors of the table and throttles of the stream are metrics', async () => {
  await nextHour();
  {
    using _error = cloud.injectFault({
      service: 'dynamodb',
      operation: 'UpdateItem',
      kind: 'error',
      rate: 1,
    });
    const update = new UpdateItemCommand({ ...tableName(), Key: { id: { S: 'x' } } });
    await expect(clients.dynamodb.send(update)).rejects.toThrow();
  }
  {
    using _throttle = cloud.injectFault({
      service: 'kinesis',
      operation: 'PutRecords',
      kind: 'throttle',
      rate: 1,
    });
    await expect(put()).rejects.toThrow();
  }
  await eventually(async () => {
    const operation = { ...tableName(), Operation: 'UpdateItem' };
    expect(await measured('AWS/DynamoDB', 'SystemErrors', operation)).toBeGreaterThanOrEqual(1);
    expect(await measured('AWS/Kinesis', 'PutRecords.ThrottledRecords', streamName())).toBe(3);
  });
  using _partial = cloud.injectFault({
    ...{ service: 'kinesis', operation: 'PutRecords', kind: 'partial', rate: 1, share: 1 },
  });
  await put(['d']);
  await eventually(async () => {
    expect(await measured('AWS/Kinesis', 'PutRecords.ThrottledRecords', streamName())).toBe(4);
  });
  expect(await measured('AWS/Kinesis', 'WriteProvisionedThroughputExceeded', streamName())).toBe(4);
});

test('queues are measured once a minute: how many messages wait, and how long the oldest does', async () => {
  await nextHour();
  const dimensions = { QueueName: 'Tiny-DeadLetters' };
  const QueueUrl = `${cloud.url}/000000000000/Tiny-DeadLetters`;
  const before = await measured('AWS/SQS', 'ApproximateNumberOfMessagesVisible', dimensions, 'Maximum');
  expect(before).toBeUndefined();
  const Entries = IDS.map((Id) => ({ Id, MessageBody: Id }));
  await clients.sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect(await measured('AWS/SQS', 'NumberOfMessagesSent', dimensions)).toBe(3);
  await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 600 }));
  await clock.advanceBy(3 * MINUTE_MS);
  const lastMinute = async (name: string) => {
    const { Datapoints = [] } = await clients.cloudwatch.send(
      new GetMetricStatisticsCommand({
        ...{ Namespace: 'AWS/SQS', MetricName: name, Period: 60, Statistics: ['Maximum'] },
        Dimensions: [{ Name: 'QueueName', Value: 'Tiny-DeadLetters' }],
        StartTime: new Date(clock.nowMs() - MINUTE_MS),
        EndTime: new Date(clock.nowMs()),
      }),
    );
    return Datapoints[0]?.Maximum;
  };
  const [visible = 0, hidden = 0] = [
    await lastMinute('ApproximateNumberOfMessagesVisible'),
    await lastMinute('ApproximateNumberOfMessagesNotVisible'),
  ];
  expect(hidden).toBe(1);
  expect(visible).toBeGreaterThanOrEqual(2);
  expect(await lastMinute('ApproximateAgeOfOldestMessage')).toBeGreaterThanOrEqual(120);
});

const execute = async () => {
  const stateMachineArn = cloud.outputs.StateMachineArn;
  const { executionArn } = await clients.states.send(
    new StartExecutionCommand({ stateMachineArn, input: '{}' }),
  );
  return executionArn;
};
const ends = async (executionArn: string | undefined, status: string) => {
  await eventually(async () => {
    const execution = await clients.states.send(new DescribeExecutionCommand({ executionArn }));
    expect(execution.status).toBe(status);
  });
};
const ofMachine = () => ({ StateMachineArn: cloud.outputs.StateMachineArn ?? '' });

test('executions are counted by how they end', async () => {
  await nextHour();
  await ends(await execute(), 'SUCCEEDED');
  {
    using _crash = cloud.injectFault({ service: 'function', kind: 'crash', rate: 1, delayMs: 0 });
    await ends(await execute(), 'FAILED');
  }
  {
    using _late = cloud.injectFault({ service: 'lambda', kind: 'late-answer', rate: 1, delayMs: 900_000 });
    const executionArn = await execute();
    await clients.states.send(new StopExecutionCommand({ executionArn }));
    await ends(executionArn, 'ABORTED');
  }
  expect(await measured('AWS/States', 'ExecutionsStarted', ofMachine())).toBe(3);
  for (const name of ['ExecutionsSucceeded', 'ExecutionsFailed', 'ExecutionsAborted']) {
    expect([name, await measured('AWS/States', name, ofMachine())]).toEqual([name, 1]);
  }
  expect(await measured('AWS/States', 'ExecutionTime', ofMachine(), 'SampleCount')).toBe(3);
});

test('an execution times out by the clock', async () => {
  await nextHour();
  using _late = cloud.injectFault({ service: 'lambda', kind: 'late-answer', rate: 1, delayMs: 900_000 });
  const executionArn = await execute();
  await clock.advanceBy(59 * MINUTE_MS);
  await ends(executionArn, 'RUNNING');
  await clock.advanceBy(MINUTE_MS);
  await ends(executionArn, 'TIMED_OUT');
  expect(await measured('AWS/States', 'ExecutionsTimedOut', ofMachine())).toBe(1);
  expect(await measured('AWS/States', 'ExecutionTime', ofMachine(), 'Maximum')).toBe(60 * MINUTE_MS);
});

test('an alarm of the template goes off, reaches the subscriber of its topic, and clears', async () => {
  await nextHour();
  const QueueUrl = `${cloud.url}/000000000000/Tiny-Heard`;
  const state = async () => {
    const { MetricAlarms = [] } = await clients.cloudwatch.send(new DescribeAlarmsCommand({}));
    return MetricAlarms.map(({ AlarmName, StateValue }) => `${AlarmName} ${StateValue}`);
  };
  await clock.advanceBy(10 * MINUTE_MS);
  expect(await state()).toEqual(['Tiny-Failing OK']);
  await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  {
    using _crash = cloud.injectFault({ service: 'function', kind: 'crash', rate: 1, delayMs: 0 });
    await invoke({});
  }
  await clock.advanceBy(MINUTE_MS);
  expect(await state()).toEqual(['Tiny-Failing ALARM']);
  const { Messages = [] } = await clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }),
  );
  expect(Messages.map(({ Body = '' }) => JSON.parse(Body))).toMatchObject([
    { AlarmName: 'Tiny-Failing', NewStateValue: 'ALARM', OldStateValue: 'OK' },
  ]);
  await clock.advanceBy(10 * MINUTE_MS);
  expect(await state()).toEqual(['Tiny-Failing OK']);
});

test('what a topic gets is in a log, also when nobody has subscribed, and is counted', async () => {
  await nextHour();
  const [topic] = (await clients.sns.send(new ListTopicsCommand({}))).Topics ?? [];
  await clients.sns.send(
    new PublishCommand({ TopicArn: topic?.TopicArn, Message: 'by hand', Subject: 'hello' }),
  );
  await eventually(async () => {
    const log = readFileSync(path.join(cloud.logsDir, 'notifications.log'), 'utf8');
    expect(log).toContain('"subject":"hello","message":"by hand"');
  });
  expect(await measured('AWS/SNS', 'NumberOfMessagesPublished', { TopicName: 'Tiny-Alerts' })).toBe(1);
  expect(await measured('AWS/SNS', 'NumberOfNotificationsDelivered', { TopicName: 'Tiny-Alerts' })).toBe(1);
});

test('the clock is read and moved on over HTTP', async () => {
  const beforeMs = clock.nowMs();
  const clockUrl = `${cloud.url}/_local/clock`;
  const move = (body: string) => fetch(clockUrl, { method: 'POST', body });
  const moved = await move('{ "advanceSeconds": 90 }');
  const now = new Date(beforeMs + 90_000).toISOString();
  expect(await moved.json()).toEqual({ now });
  expect(await (await fetch(clockUrl)).json()).toEqual({ now });
  for (const body of ['', '{}', '{ "advanceSeconds": -1 }', 'no JSON']) {
    expect((await move(body)).status).toBe(400);
  }
});

test('every metric is listed under the namespace of its service', async () => {
  const { Metrics = [] } = await clients.cloudwatch.send(new ListMetricsCommand({}));
  expect([...new Set(Metrics.map(({ Namespace }) => Namespace))].sort()).toEqual([
    'AWS/DynamoDB',
    'AWS/EventBridge/Pipes',
    'AWS/Kinesis',
    'AWS/Lambda',
    'AWS/SNS',
    'AWS/SQS',
    'AWS/States',
    'Tiny',
  ]);
});

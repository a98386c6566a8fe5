import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DescribeStreamSummaryCommand, KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openCloud, untilDrained } from './cloud-under-test.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
interface EmbeddedMetrics {
  readonly service: string;
  readonly _aws: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
}

const TIMEOUT_MILLISECONDS = 120_000;

let cloud: Awaited<ReturnType<typeof openCloud>>;
beforeAll(async () => {
  cloud = await openCloud();
}, TIMEOUT_MILLISECONDS);
afterAll(() => cloud.close());

const put = (StreamName: string, payload: unknown, PartitionKey = 'a1') =>
  new KinesisClient().send(
    new PutRecordCommand({ StreamName, PartitionKey, Data: Buffer.from(JSON.stringify(payload)) }),
  );

const statusOf = async (trip_id: string): Promise<string | undefined> => {
  const { Item } = await new DynamoDBClient().send(
    new GetItemCommand({ TableName: cloud.output('TripsTableName'), Key: { trip_id: { S: trip_id } } }),
  );
  return Item?.trip_status?.S;
};

const run = async (input: unknown) => {
  const sfn = new SFNClient();
  const { executionArn } = await sfn.send(
    new StartExecutionCommand({
      stateMachineArn: cloud.output('DailyKpiStateMachineArn'),
      input: JSON.stringify(input),
    }),
  );
  for (;;) {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status !== 'RUNNING') return execution;
    await sleep(100);
  }
};

describe('an AWS client that knows nothing but the endpoint', () => {
  test('sees the streams, and the trips with the status that their events give them', async () => {
    const { StreamDescriptionSummary } = await new KinesisClient().send(
      new DescribeStreamSummaryCommand({ StreamName: cloud.output('TripStartStreamName') }),
    );
    expect(StreamDescriptionSummary?.StreamStatus).toBe('ACTIVE');
    await put(cloud.output('TripEndStreamName'), {
      trip_id: 'a1',
      dropoff_datetime: '2025-01-02 00:10:00',
      fare_amount: 12.5,
    });
    await put(
      cloud.output('TripStartStreamName'),
      { trip_id: 'b1', pickup_datetime: '2025-01-01 23:50:00' },
      'b1',
    );
    await untilDrained(cloud.url);
    expect([await statusOf('a1'), await statusOf('b1')]).toEqual(['ended', 'started']);
    await put(cloud.output('TripStartStreamName'), { trip_id: 'a1', pickup_datetime: '2025-01-01 23:50:00' });
    await untilDrained(cloud.url);
    expect(await statusOf('a1')).toBe('completed');
    const { Count } = await new DynamoDBClient().send(
      new ScanCommand({ TableName: cloud.output('TripsTableName'), IndexName: 'completed-trips' }),
    );
    expect(Count).toBe(1);
  });

  test('sees executions with their history, and the metrics object', async () => {
    const { status, executionArn } = await run({ date: '2025-01-02' });
    expect(status).toBe('SUCCEEDED');
    const { events = [] } = await new SFNClient().send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000 }),
    );
    const entered = events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
    expect(entered.at(0)).toBe('Choose the days and their partitions');
    expect(entered.filter((name) => name === 'Sum the lane until time is short')).toHaveLength(16);
    expect(entered.at(-1)).toBe('Metrics are published');
    const Bucket = cloud.output('MetricsBucketName');
    const { Body } = await new S3Client().send(
      new GetObjectCommand({ Bucket, Key: 'daily/2025-01-02/metrics.json' }),
    );
    expect(JSON.parse((await Body?.transformToString()) ?? '')).toMatchObject({
      date: '2025-01-02',
      metrics: { total_fare: 12.5, count_trips: 1, average_fare: 12.5, max_fare: 12.5, min_fare: 12.5 },
      trip_count: 1,
    });
    const { KeyCount } = await new S3Client().send(
      new ListObjectsV2Command({ Bucket, Prefix: 'daily/2025-01-02/runs/' }),
    );
    expect(KeyCount).toBe(1);
  });

  test('sees a day without trips published as nothing, not as an error', async () => {
    const { status, output: text = '{}' } = await run({ date: '1999-12-31' });
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(text)).toMatchObject({
      days: [{ date: '1999-12-31', status: 'first', metrics: { count_trips: 0, total_fare: '0' } }],
    });
  });

  test('sees a run with a bad date fail with a name and a cause, and nothing published', async () => {
    const { status, error, cause } = await run({ date: '2024-02-30' });
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'InvalidRunInput' });
    expect(cause).toBe(
      '"date" must be a calendar day written YYYY-MM-DD, got "2024-02-30". Start the run again with {} for yesterday or with {"date": "2024-05-25"}.',
    );
  });

  test('finds the metrics that the dashboard shows, under the namespace and the service that it queries', async () => {
    const emitted = readdirSync(cloud.logsDir)
      .flatMap((file) => readFileSync(join(cloud.logsDir, file), 'utf8').split('\n'))
      .filter((line) => line.includes('"_aws"'))
      .map((line): EmbeddedMetrics => JSON.parse(line))
      .flatMap(({ service, _aws }) =>
        _aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
          Metrics.map(({ Name }) => `${Namespace} ${service} ${Dimensions.join()} ${Name}`),
        ),
      );
    for (const service of ['record-trip-start', 'record-trip-end']) {
      for (const name of [
        'RecordsReceived',
        'RecordsStored',
        'RecordsQuarantined',
        'RecordsFailed',
        'RecordsLate',
      ]) {
        expect(emitted).toContain(`Tripstream/dev ${service} service ${name}`);
      }
    }
    for (const name of ['TripsCounted', 'Revenue']) {
      expect(emitted).toContain(`Tripstream/dev publish-metrics service ${name}`);
    }
  });

  test('finds a refused event in quarantine, whole and with its reasons', async () => {
    await put(cloud.output('TripEndStreamName'), {
      trip_id: 'c#1',
      dropoff_datetime: '2025-01-02 24:00:00',
      fare_amount: '1',
    });
    await untilDrained(cloud.url);
    const { Messages = [] } = await new SQSClient().send(
      new ReceiveMessageCommand({ QueueUrl: cloud.output('QuarantineQueueUrl'), WaitTimeSeconds: 2 }),
    );
    expect(JSON.parse(Messages[0]?.Body ?? '{}')).toMatchObject({
      payload: '{"trip_id":"c#1","dropoff_datetime":"2025-01-02 24:00:00","fare_amount":"1"}',
      reasons: [
        expect.stringContaining('trip_id must be'),
        expect.stringContaining('dropoff_datetime must be'),
      ],
    });
  });
});

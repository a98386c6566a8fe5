import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { currentKey, runKey } from '../../../functions/contracts/metrics-file.ts';
import { QUARANTINE_CSV_HEADER, quarantineCsvRow } from '../../../producer/repair/quarantine-csv.ts';
import { fileOf } from '../../producer/kpi/range/days-under-test.ts';
import { END } from '../../producer/repair/recovery-under-test.ts';
import { tripstreamHere } from '../../producer/tripstream-under-test.ts';
import { fewPartitions } from '../assembly-under-test.ts';
import { openCloud } from '../cloud-under-test.ts';
import { HOSTILE, HOSTILE_NUL, MARK } from './hostile-text.ts';

/** A day with hostile text in its published files. */
export const PUBLISHED_DAY = '2024-05-25';
/** A day whose runs and audits fail on what the table holds. */
export const BROKEN_DAY = '2024-05-26';
/** A day whose metrics file is garbage. */
export const GARBAGE_DAY = '2024-05-27';
/** A trip with hostile text in its stored fields and in its waiting events. */
export const TRIP_ID = 'trip-of-evil';

const hostileFile = (): string =>
  JSON.stringify({
    ...JSON.parse(fileOf(PUBLISHED_DAY, ['12.5', '0.1'])),
    run_id: HOSTILE_NUL,
    generated_at: '2024-06-01T09:15:00.000Z',
    [HOSTILE_NUL]: HOSTILE_NUL,
  });

const refused = (streamName: string) => ({
  reasons: [`fare_amount ${HOSTILE_NUL}`],
  payload: JSON.stringify({ trip_id: TRIP_ID, fare_amount: HOSTILE_NUL }),
  payload_encoding: 'utf8' as const,
  stream_arn: `arn:aws:kinesis:us-east-1:000000000000:stream/${streamName}`,
  shard_id: 'shardId-000000000000',
  sequence_number: '7',
  partition_key: HOSTILE_NUL,
  arrived_at: '2024-05-25T10:00:00.250Z',
  quarantined_at: '2024-05-25T10:00:01.000Z',
});

const deadLetter = (streamName: string, shardId: string, sequenceNumber: string) => ({
  context: { partnerResourceArn: `arn:${HOSTILE_NUL}`, condition: HOSTILE_NUL },
  version: '1.0',
  timestamp: '2024-05-25T10:00:01.000Z',
  error: { name: HOSTILE_NUL, message: HOSTILE_NUL },
  KinesisBatchInfo: {
    shardId,
    startSequenceNumber: sequenceNumber,
    endSequenceNumber: sequenceNumber,
    batchSize: 1,
    streamArn: `arn:aws:kinesis:us-east-1:000000000000:stream/${streamName}`,
  },
});

type Cloud = Awaited<ReturnType<typeof openCloud>>;

const fillQueues = async ({ output }: Cloud): Promise<void> => {
  const sqs = new SQSClient();
  const send = (queue: string, message: unknown) => {
    // A queue takes no raw control characters, but JSON can carry them.
    const MessageBody = typeof message === 'string' ? message : JSON.stringify(message);
    return sqs.send(new SendMessageCommand({ QueueUrl: output(queue), MessageBody }));
  };
  await send('QuarantineQueueUrl', refused(output('TripEndStreamName')));
  await send('QuarantineQueueUrl', refused(HOSTILE));
  await send('QuarantineQueueUrl', `${MARK} \u009b2J \u202e`);
  const StreamName = output('TripEndStreamName');
  const Data = Buffer.from(JSON.stringify({ trip_id: HOSTILE_NUL }));
  const { ShardId = '', SequenceNumber = '' } = await new KinesisClient().send(
    new PutRecordCommand({ StreamName, Data, PartitionKey: HOSTILE }),
  );
  await send('DeadLetterQueueUrl', deadLetter(StreamName, ShardId, SequenceNumber));
  await send('DeadLetterQueueUrl', deadLetter(StreamName, HOSTILE, '7'));
  await send('DeadLetterQueueUrl', deadLetter(HOSTILE, ShardId, '7'));
  await send('DeadLetterQueueUrl', `${MARK} \u009b2J \u202e`);
};

const fillBucket = async ({ output }: Cloud): Promise<void> => {
  const s3 = new S3Client({ forcePathStyle: true });
  const put = (Key: string, Body: string) =>
    s3.send(new PutObjectCommand({ Bucket: output('MetricsBucketName'), Key, Body }));
  await put(currentKey(PUBLISHED_DAY), hostileFile());
  await put(runKey({ date: PUBLISHED_DAY, run_id: 'one' }), hostileFile());
  await put(currentKey(GARBAGE_DAY), HOSTILE_NUL);
};

const fillTable = async ({ output }: Cloud): Promise<void> => {
  const dynamodb = new DynamoDBClient();
  const put = (tripId: string, fields: Record<string, string>) =>
    dynamodb.send(
      new PutItemCommand({
        TableName: output('TripsTableName'),
        Item: Object.fromEntries(
          Object.entries({ trip_id: tripId, ...fields }).map(([name, text]) => [name, { S: text }]),
        ),
      }),
    );
  const written = '2024-05-25T14:00:00.250Z';
  const times = { creation_timestamp: written, update_timestamp: written };
  const end_position = `${Date.parse(written)}.0.7`;
  await put(TRIP_ID, {
    ...times,
    trip_status: 'ended',
    completion_date: PUBLISHED_DAY,
    dropoff_datetime: `${PUBLISHED_DAY} 10:00:00`,
    trip_type: HOSTILE_NUL,
    end_position,
  });
  await put(HOSTILE, {
    ...times,
    trip_status: 'ended',
    completion_date: PUBLISHED_DAY,
  });
  await put('broken', {
    ...times,
    trip_status: HOSTILE_NUL,
    completion_date: BROKEN_DAY,
    completion_partition: `${BROKEN_DAY}#03`,
    pickup_datetime: `${BROKEN_DAY} 10:00:00`,
  });
};

const fillLogs = async ({ output }: Cloud): Promise<void> => {
  const FunctionName = output('AggregatePartitionFunctionName');
  const input = { partition: `${BROKEN_DAY}#04`, cursor: HOSTILE_NUL };
  await new LambdaClient().send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(input) }));
};

/** Files of a user, with hostile text where the user would not expect it. */
const writeFiles = (folder: string, streamName: string) => {
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const quoted = `"${HOSTILE_NUL.replaceAll('"', '""')}"`;
  const columns = QUARANTINE_CSV_HEADER.trim().split(',');
  const repaired = { ...refused(streamName), payload: JSON.stringify(END) };
  let free = 0;
  return {
    starts: write('starts.csv', 'trip_id,pickup_datetime\nt-1,2024-05-25 10:00:00\n'),
    header: write('header.csv', `trip_id,${quoted}\na,b\n`),
    rows: write('rows.csv', `trip_id,pickup_datetime\n${quoted},${quoted}\n`),
    repairable: write('repairable.csv', `${QUARANTINE_CSV_HEADER}${quarantineCsvRow(repaired)}`),
    repaired: write('repaired.csv', `${QUARANTINE_CSV_HEADER}${columns.map(() => quoted).join(',')}\n`),
    faults: write('faults.json', JSON.stringify({ seed: 1, faults: [{ service: HOSTILE_NUL }] })),
    /** A path where there is nothing yet. */
    free: (name: string): string => {
      free += 1;
      return join(folder, `${free}-${name}`);
    },
  };
};

/** A deployed stack with hostile text in every part. */
export const openHostileStack = async () => {
  const cloud = await openCloud(undefined, fewPartitions);
  const folder = mkdtempSync(join(tmpdir(), 'tripstream-hostile-'));
  await fillQueues(cloud);
  await fillBucket(cloud);
  await fillTable(cloud);
  await fillLogs(cloud);
  const failed = await tripstreamHere(['kpi', 'run', '--date', BROKEN_DAY]);
  if (failed.code !== 1) throw new Error(`The run ended with ${failed.code}: ${failed.stderr}`);
  return {
    url: cloud.url,
    files: writeFiles(folder, cloud.output('TripEndStreamName')),
    close: async (): Promise<void> => {
      rmSync(folder, { recursive: true });
      await cloud.close();
    },
  };
};

export type HostileStack = Awaited<ReturnType<typeof openHostileStack>>;

import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  PutRecordCommand,
} from '@aws-sdk/client-kinesis';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { jest } from '@jest/globals';
import { intakeQueues } from '../../../functions/intake/record-destinations.aws.ts';
import { type Answer, type Listener, s3ErrorAnswer } from '../../../local/endpoint/answer.ts';
import type { Routes } from '../../../local/endpoint/endpoint.ts';
import { deadLetterMessage } from '../../../local/pipes/delivery/dead-letter.ts';
import { cloudFormationApi } from '../../../local/services/cloudformation/cloudformation.ts';
import { openKinesis } from '../../../local/services/kinesis/kinesis.ts';
import { openS3AndSqs } from '../../../local/services/s3-sqs/s3-sqs.ts';
import { type Script, scriptedFunction } from '../../local/pipes/scripted-function.ts';
import { answerOf, clientConfig, startServices } from '../../local/services-under-test.ts';
import { tripstream, tripstreamHere } from '../tripstream-under-test.ts';

export const SHARD = 'shardId-000000000000';
export const streamArn = (name: string): string => `arn:aws:kinesis:us-east-1:000000000000:stream/${name}`;

const OUTPUTS = {
  TripStartStreamName: 'starts',
  TripEndStreamName: 'ends',
  TripsTableName: 'trips',
  MetricsBucketName: 'metrics',
  DailyKpiStateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:daily-kpi',
  AuditStateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:audit',
  BusinessTimeZone: 'America/New_York',
};

/** The streams, queues and bucket of a stack behind one endpoint, and the real CLI against it. */
export const openRecoveryWorld = async (more: Partial<Routes> = {}) => {
  const streams = openKinesis({ databasePath: ':memory:' });
  const stores = await openS3AndSqs({});
  let script: Script = () => ({ payload: 'null' });
  /** Called with every request to SQS: `false` carries it out, `true` answers 500. */
  let onSqs: (operation: string, body: Buffer) => Answer | boolean | Promise<boolean> = () => false;
  const sqsListener: Listener = async (req, body) => {
    const own = await onSqs(String(req.headers['x-amz-target']).replace('AmazonSQS.', ''), body);
    if (own === false) return stores.listener(req, body);
    return own === true ? answerOf(500) : own;
  };
  /** Whether S3 refuses to read an object, as it does without the permission. */
  let isForbidden: (path: string) => boolean = () => false;
  const s3Listener: Listener = (req, body) =>
    req.method === 'GET' && isForbidden(req.url ?? '')
      ? s3ErrorAnswer(403, 'AccessDenied', 'Access Denied')
      : stores.listener(req, body);
  const outputs: Record<string, string> = { ...OUTPUTS };
  const plan = { stackName: 'Tripstream-dev', resources: [], inert: [], outputs };
  const endpoint = await startServices({
    kinesis: streams.listener,
    sqs: sqsListener,
    s3: s3Listener,
    ...more,
    lambda: scriptedFunction(
      () => script,
      () => undefined,
    ),
    cloudformation: cloudFormationApi(Promise.resolve({ plan, createdAt: new Date() })),
  });
  const kinesis = new KinesisClient(clientConfig(endpoint));
  const sqs = new SQSClient(clientConfig(endpoint));
  const s3 = new S3Client({ ...clientConfig(endpoint), forcePathStyle: true });
  for (const StreamName of ['starts', 'ends']) {
    await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  }
  await s3.send(new CreateBucketCommand({ Bucket: 'metrics' }));
  const createQueue = async (QueueName: string): Promise<string> =>
    (await sqs.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? '';
  const queueUrls = {
    quarantine: await createQueue('quarantine'),
    'dead-letters': await createQueue('dead-letters'),
  };
  outputs.QuarantineQueueUrl = queueUrls.quarantine;
  outputs.DeadLetterQueueUrl = queueUrls['dead-letters'];

  return {
    url: endpoint.url,
    queueUrls,
    /** Runs `tripstream` against it in this process. */
    run: (args: readonly string[]) => tripstreamHere([...args, '--endpoint', endpoint.url]),
    /** Runs `tripstream` against it in a process that `onStart` may disturb. */
    disturb: (args: readonly string[], onStart: (child: ChildProcess) => void) =>
      tripstream([...args, '--endpoint', endpoint.url], { onStart }),
    answers: (next: Script): void => {
      script = next;
    },
    watchSqs: (next: typeof onSqs): void => {
      onSqs = next;
    },
    forbid: (next: typeof isForbidden): void => {
      isForbidden = next;
    },
    put: async (StreamName: string, payload: string | Uint8Array, PartitionKey = 'k'): Promise<string> => {
      const Data = typeof payload === 'string' ? Buffer.from(payload) : payload;
      const command = new PutRecordCommand({ StreamName, PartitionKey, Data });
      return (await kinesis.send(command)).SequenceNumber ?? '';
    },
    /** Everything in a stream, oldest first. */
    records: async (StreamName: string) => {
      const place = { StreamName, ShardId: SHARD, ShardIteratorType: 'TRIM_HORIZON' } as const;
      const { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(place));
      const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
      return Records.map(({ PartitionKey, Data }) => ({
        key: PartitionKey,
        text: Buffer.from(Data ?? []).toString('utf8'),
      }));
    },
    send: (queue: keyof typeof queueUrls, message: unknown) =>
      sqs.send(
        new SendMessageCommand({
          QueueUrl: queueUrls[queue],
          MessageBody: typeof message === 'string' ? message : JSON.stringify(message),
        }),
      ),
    /** What anybody can receive from a queue now; it stays visible. */
    visible: async (queue: keyof typeof queueUrls): Promise<string[]> => {
      const input = { QueueUrl: queueUrls[queue], MaxNumberOfMessages: 10, VisibilityTimeout: 0 };
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(input));
      return Messages.map(({ Body = '' }) => Body);
    },
    /** Hides what is visible from everybody, as a reader does that is then killed. */
    hold: async (queue: keyof typeof queueUrls): Promise<void> => {
      const input = { QueueUrl: queueUrls[queue], MaxNumberOfMessages: 10, VisibilityTimeout: 600 };
      await sqs.send(new ReceiveMessageCommand(input));
    },
    purge: (queue: keyof typeof queueUrls) => sqs.send(new PurgeQueueCommand({ QueueUrl: queueUrls[queue] })),
    putObject: (Key: string, Body: string) => s3.send(new PutObjectCommand({ Bucket: 'metrics', Key, Body })),
    close: async (): Promise<void> => {
      for (const client of [kinesis, sqs, s3]) client.destroy();
      await endpoint.close();
      await stores.close();
      streams.close();
    },
  };
};

export type RecoveryWorld = Awaited<ReturnType<typeof openRecoveryWorld>>;

/** A recovery world, and a folder for what is exported from its quarantine. */
export const openQuarantineWorld = async () => {
  const world = await openRecoveryWorld();
  const folder = mkdtempSync(join(tmpdir(), 'tripstream-quarantine-'));
  const file = (name: string): string => join(folder, name);
  return {
    ...world,
    folder,
    file,
    /** Exports everything to a file and returns its text. */
    exported: async (name: string): Promise<string> => {
      const { code, stderr } = await world.run(['quarantine', 'export', '--out', file(name)]);
      if (code !== 0) throw new Error(`The export ended with ${code}: ${stderr}`);
      return readFileSync(file(name), 'utf8');
    },
    /** The sequence numbers of the records in quarantine. */
    sequencesLeft: async (): Promise<string[]> =>
      (await world.visible('quarantine')).map((body) => JSON.parse(body).sequence_number).sort(),
    close: async (): Promise<void> => {
      rmSync(folder, { recursive: true });
      await world.close();
    },
  };
};

export const END = { trip_id: 't-1', dropoff_datetime: '2024-05-25 11:00:00', fare_amount: '12.50' };
export const FARE_REASON =
  'fare_amount must be a decimal such as 12.50, not negative, of at most 38 significant digits, 24 of them before the point';

/** What a pipe says about the records from `first` to `last`. */
export const deadLetter = (first: string, last = first, batchSize = 1, stream = 'ends') => {
  const message = deadLetterMessage(
    { arn: 'arn:aws:pipes:us-east-1:000000000000:pipe/ends', streamArn: streamArn(stream) },
    { condition: 'RetryAttemptsExhausted', shardId: SHARD, records: [] },
    Date.now(),
  );
  const info = {
    ...message.KinesisBatchInfo,
    startSequenceNumber: first,
    endSequenceNumber: last,
    batchSize,
  };
  return { ...message, KinesisBatchInfo: info };
};

/** Moves the clock of this process: of the services, and of the CLI when it runs here. */
export const later = (milliseconds: number): void => {
  const now = Date.now;
  jest.spyOn(Date, 'now').mockImplementation(() => now() + milliseconds);
};

export const ARRIVED = '2024-05-25T10:00:00.250Z';
let number = 4_958;

/** Refuses a payload as the function behind a stream does. */
export const refuse = async (
  world: RecoveryWorld,
  payload: string | Uint8Array,
  reasons: readonly string[] = ['fare_amount must be a decimal'],
  stream = 'ends',
): Promise<string> => {
  number += 1;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: world.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  const record = {
    eventID: `${SHARD}:${number}`,
    eventSource: 'aws:kinesis' as const,
    eventSourceARN: streamArn(stream),
    partitionKey: 'k',
    sequenceNumber: String(number),
    approximateArrivalTimestamp: Date.parse(ARRIVED) / 1000,
    data: Buffer.from(payload).toString('base64'),
  };
  const { quarantine } = intakeQueues({
    quarantineQueueUrl: world.queueUrls.quarantine,
    deadLetterQueueUrl: world.queueUrls.quarantine,
    bucketName: 'no-payload-of-these-tests-is-too-large',
  });
  await quarantine(record, reasons, new AbortController().signal);
  return String(number);
};

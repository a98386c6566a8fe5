import { type AttributeValue, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { EventKind } from '../../producer/produce/trip-files.ts';
import { clientConfiguration } from '../../producer/stack/aws-access.ts';
import type { StackOutputs } from '../../producer/stack/stack-outputs.ts';
import { identityOf } from './chaos-day.ts';
import { shardRecords } from './shard-records.ts';

export type TripItem = Readonly<Record<string, AttributeValue>>;

/** Everything that the pipeline holds once it is drained, read with the plain SDK. */
export interface StoredResult {
  readonly items: readonly TripItem[];
  /** The entries of the index of completed trips. */
  readonly completed: readonly TripItem[];
  /** By identity: the sequence numbers under which the event was refused. */
  readonly quarantined: ReadonlyMap<string, ReadonlySet<string>>;
  readonly quarantineMessages: number;
  /** The identities of the records in the ranges of the dead letters. */
  readonly deadLettered: ReadonlySet<string>;
  readonly deadLetterMessages: number;
  /** The identities of the records whose payload is in a dead letter. Only a function's dead letters have it. */
  readonly deadLetterPayloads: ReadonlySet<string>;
}

/** Long enough that no message is received twice during the reading. */
const VISIBILITY_SECONDS = 3_600;
const MESSAGES_PER_CALL = 10;

interface Clients {
  readonly s3: S3Client;
  readonly dynamodb: DynamoDBClient;
  readonly kinesis: KinesisClient;
  readonly sqs: SQSClient;
}

/** Other items of the table, such as marks of late completions, have a `#` in their key. */
const isTrip = ({ trip_id }: TripItem): boolean => trip_id?.S?.includes('#') !== true;

const scanAll = async (client: DynamoDBClient, TableName: string, IndexName?: string) => {
  const items: TripItem[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName, IndexName }))
    items.push(...Items.filter(isTrip));
  return items;
};

const readQueue = async (sqs: SQSClient, QueueUrl: string): Promise<unknown[]> => {
  const bodies: unknown[] = [];
  const input = { QueueUrl, MaxNumberOfMessages: MESSAGES_PER_CALL, VisibilityTimeout: VISIBILITY_SECONDS };
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(input));
    if (Messages.length === 0) return bodies;
    for (const { Body = '' } of Messages) bodies.push(JSON.parse(Body));
  }
};

const kindOf = (streamArn: string, { startStreamName }: StackOutputs): EventKind =>
  streamArn.endsWith(`/${startStreamName}`) ? 'start' : 'end';

interface QuarantineMessage {
  readonly payload: string;
  readonly payload_encoding: string;
  /** Replaces a payload that is too large for a message. */
  readonly payload_location?: { readonly bucket: string; readonly key: string; readonly bytes: number };
  readonly reasons: readonly string[];
  readonly stream_arn: string;
  readonly sequence_number: string;
}

/** The JSON is not checked: a missing field shows as an identity that was never sent. */
const quarantineMessage = (body: unknown): QuarantineMessage => ({
  payload: '',
  payload_encoding: '',
  reasons: [],
  stream_arn: '',
  sequence_number: '',
  ...Object(body),
});

const payloadIn = async (s3: S3Client, message: QuarantineMessage): Promise<Uint8Array> => {
  const { payload, payload_encoding, payload_location } = message;
  if (payload_location === undefined)
    return Buffer.from(payload, payload_encoding === 'utf8' ? 'utf8' : 'base64');
  const { bucket: Bucket, key: Key, bytes } = payload_location;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const stored = await Body?.transformToByteArray();
  if (stored?.length !== bytes) throw new Error(`${Key} has ${stored?.length} bytes, not ${bytes}`);
  return stored;
};

const quarantinedOf = async (
  s3: S3Client,
  bodies: readonly unknown[],
  outputs: StackOutputs,
): Promise<Map<string, Set<string>>> => {
  const quarantined = new Map<string, Set<string>>();
  for (const message of bodies.map(quarantineMessage)) {
    if (message.reasons.length === 0) throw new Error(`no reasons in quarantine: ${JSON.stringify(message)}`);
    const payload = await payloadIn(s3, message);
    const identity = identityOf(kindOf(message.stream_arn, outputs), payload);
    quarantined.set(
      identity,
      (quarantined.get(identity) ?? new Set()).add(`${message.stream_arn} ${message.sequence_number}`),
    );
  }
  return quarantined;
};

interface BatchInfo {
  readonly streamArn: string;
  readonly shardId: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
}

/** The records between two sequence numbers, possibly including some that other lanes delivered. */
const recordsBetween = async (kinesis: KinesisClient, info: BatchInfo): Promise<Uint8Array[]> => {
  const { streamArn, shardId, startSequenceNumber, endSequenceNumber } = info;
  const payloads: Uint8Array[] = [];
  const records = shardRecords(kinesis, {
    StreamName: streamArn.split('/').at(-1),
    ShardId: shardId,
    ShardIteratorType: 'AT_SEQUENCE_NUMBER',
    StartingSequenceNumber: startSequenceNumber,
  });
  for await (const { Data, SequenceNumber = '0' } of records) {
    if (BigInt(SequenceNumber) > BigInt(endSequenceNumber)) break;
    if (Data !== undefined) payloads.push(Data);
  }
  return payloads;
};

const deadLetteredOf = async (
  kinesis: KinesisClient,
  bodies: readonly unknown[],
  outputs: StackOutputs,
): Promise<Set<string>> => {
  const identities = new Set<string>();
  for (const body of bodies) {
    const info: BatchInfo = Object(body).KinesisBatchInfo;
    const kind = kindOf(info.streamArn, outputs);
    for (const payload of await recordsBetween(kinesis, info)) identities.add(identityOf(kind, payload));
  }
  return identities;
};

const deadLetterPayloadsOf = async (
  s3: S3Client,
  bodies: readonly unknown[],
  outputs: StackOutputs,
): Promise<Set<string>> => {
  const identities = new Set<string>();
  for (const body of bodies.filter((message) => 'error' in Object(message))) {
    const info: BatchInfo = Object(body).KinesisBatchInfo;
    const payload = await payloadIn(s3, quarantineMessage(body));
    identities.add(identityOf(kindOf(info.streamArn, outputs), payload));
  }
  return identities;
};

const readWith = async (
  { dynamodb, kinesis, s3, sqs }: Clients,
  tableName: string,
  outputs: StackOutputs,
): Promise<StoredResult> => {
  const quarantine = await readQueue(sqs, outputs.quarantineQueueUrl);
  const deadLetters = await readQueue(sqs, outputs.deadLetterQueueUrl);
  return {
    items: await scanAll(dynamodb, tableName),
    completed: await scanAll(dynamodb, tableName, 'completed-trips'),
    quarantined: await quarantinedOf(s3, quarantine, outputs),
    quarantineMessages: quarantine.length,
    deadLettered: await deadLetteredOf(kinesis, deadLetters, outputs),
    deadLetterMessages: deadLetters.length,
    deadLetterPayloads: await deadLetterPayloadsOf(s3, deadLetters, outputs),
  };
};

/** Reads everything from the cloud at `url`. The messages stay in both queues, invisible for an hour. */
export const readResult = async (
  url: string,
  tableName: string,
  outputs: StackOutputs,
): Promise<StoredResult> => {
  const configuration = clientConfiguration({ endpoint: url });
  const clients = {
    dynamodb: new DynamoDBClient(configuration),
    kinesis: new KinesisClient(configuration),
    s3: new S3Client({ ...configuration, forcePathStyle: true }),
    sqs: new SQSClient(configuration),
  };
  try {
    return await readWith(clients, tableName, outputs);
  } finally {
    for (const client of Object.values(clients)) client.destroy();
  }
};

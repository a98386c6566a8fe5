import { GetRecordsCommand, GetShardIteratorCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { streamNameOf } from '../../functions/contracts/quarantine-message.ts';
import { MAX_RECORDS_PER_REQUEST } from '../produce/event-batches.ts';
import { type AwsTarget, clientConfiguration } from '../stack/aws-access.ts';
import { fieldOf, jsonOf, textOf } from '../stack/json-field.ts';
import type { MarkedRecord } from './redrive-marker.ts';

/**
 * A message about records that a pipe, or the function in its place, gave up on: where they are in their stream. AWS
 * does not document the shape of a pipe's message; it was taken from captured ones.
 */
export interface DeadLetter {
  readonly streamName: string;
  readonly shardId: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
  /** How many records were given up on. Between the two numbers there may be records of other batches. */
  readonly batchSize: number;
  /** Such as `RetryAttemptsExhausted`. */
  readonly condition: string;
  /** The error for which the function gave up on the record; undefined if the pipe gave up, which does not know it. */
  readonly error: { readonly name: string; readonly message: string } | undefined;
  /** When the first record reached the stream, and when the records were given up on: ISO 8601. */
  readonly arrivedAt: string;
  readonly givenUpAt: string;
}

const SEQUENCE_NUMBER = /^\d+$/;

/** Reads a message of the dead-letter queue; undefined when it is not about records of a Kinesis stream. */
export const parseDeadLetter = (body: string): DeadLetter | undefined => {
  const message = jsonOf(body);
  const batch = fieldOf(message, 'KinesisBatchInfo');
  const streamName = streamNameOf(textOf(batch, 'streamArn') ?? '');
  const shardId = textOf(batch, 'shardId');
  const startSequenceNumber = textOf(batch, 'startSequenceNumber') ?? '';
  const endSequenceNumber = textOf(batch, 'endSequenceNumber') ?? '';
  const batchSize = fieldOf(batch, 'batchSize');
  const errorName = textOf(message, 'error', 'name');
  const errorMessage = textOf(message, 'error', 'message') ?? '';
  const areNumbers = SEQUENCE_NUMBER.test(startSequenceNumber) && SEQUENCE_NUMBER.test(endSequenceNumber);
  if (streamName === undefined || shardId === undefined || !areNumbers || typeof batchSize !== 'number') {
    return undefined;
  }
  return {
    streamName,
    shardId,
    startSequenceNumber,
    endSequenceNumber,
    batchSize,
    condition: textOf(message, 'context', 'condition') ?? 'no condition is given',
    error: errorName === undefined ? undefined : { name: errorName, message: errorMessage },
    arrivedAt: textOf(batch, 'approximateArrivalOfFirstRecord') ?? 'unknown',
    givenUpAt: textOf(message, 'timestamp') ?? 'unknown',
  };
};

/** Why the records were given up on, for a person. */
export const reasonOf = ({ error, condition }: DeadLetter): string =>
  error === undefined ? condition : `${error.name}: ${error.message}`;

/** A shard answers five reads a second, and some of them go to its pipe; the SDK waits between attempts. */
const READ_ATTEMPTS = 10;

/** Connects to the streams for {@link readRange}. */
export const connectReader = (target: AwsTarget): KinesisClient =>
  new KinesisClient({ ...clientConfiguration(target), maxAttempts: READ_ATTEMPTS });

/** The errors that Kinesis gives for a place in a stream that does not exist. */
const NOT_THERE = new Set(['InvalidArgumentException', 'ResourceNotFoundException']);

/** Whether `error`, thrown by {@link readRange}, says that there is no such place. */
export const isNotThere = (error: unknown): error is Error =>
  Error.isError(error) && NOT_THERE.has(error.name);

/** A record read back from its stream. */
export interface FoundRecord extends MarkedRecord {
  readonly sequenceNumber: string;
}

/**
 * The records that a dead letter names, and any others between them, in pages. Expired records are missing: a shard read
 * from an expired place begins at its oldest record.
 */
export async function* readRange(
  kinesis: KinesisClient,
  { streamName, shardId, startSequenceNumber, endSequenceNumber }: DeadLetter,
): AsyncGenerator<readonly FoundRecord[]> {
  const end = BigInt(endSequenceNumber);
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({
      StreamName: streamName,
      ShardId: shardId,
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      StartingSequenceNumber: startSequenceNumber,
    }),
  );
  const Limit = startSequenceNumber === endSequenceNumber ? 1 : MAX_RECORDS_PER_REQUEST;
  for (let iterator = ShardIterator; iterator !== undefined; ) {
    const page = await kinesis.send(new GetRecordsCommand({ ShardIterator: iterator, Limit }));
    const records = (page.Records ?? []).map((record) => ({
      sequenceNumber: record.SequenceNumber ?? '',
      partitionKey: record.PartitionKey ?? '',
      data: record.Data ?? new Uint8Array(),
      arrivedAt: (record.ApproximateArrivalTimestamp ?? new Date(0)).toISOString(),
    }));
    const within = records.filter(({ sequenceNumber }) => BigInt(sequenceNumber) <= end);
    if (within.length > 0) yield within;
    // A page may be empty although records follow; the shard ends where an empty page is up to date.
    const isAtEnd = records.length === 0 && (page.MillisBehindLatest ?? 0) === 0;
    if (isAtEnd || records.some(({ sequenceNumber }) => BigInt(sequenceNumber) >= end)) return;
    iterator = page.NextShardIterator;
  }
}

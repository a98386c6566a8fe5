import { GetRecordsCommand, GetShardIteratorCommand, type KinesisClient } from '@aws-sdk/client-kinesis';
import { streamNameOf } from '../../functions/contracts/quarantine-message.ts';
import { MAX_RECORDS_PER_REQUEST } from '../produce/event-batches.ts';
import { fieldOf, jsonOf, textOf } from '../stack/json-field.ts';
import type { MarkedRecord } from './redrive-marker.ts';

/**
 * A pipe's message about records that it gave up: where they are in their stream, never what they hold. AWS does not
 * document its shape, which was taken from captured messages.
 */
export interface DeadLetter {
  readonly streamName: string;
  readonly shardId: string;
  readonly startSequenceNumber: string;
  readonly endSequenceNumber: string;
  /** How many records were given up; between the two numbers there may be records of other batches. */
  readonly batchSize: number;
  /** Such as `RetryAttemptsExhausted`. */
  readonly condition: string;
  /** What the record met when the function gave it up; undefined when the pipe did, which does not know. */
  readonly error?: { readonly name: string; readonly message: string };
  /** When the first record reached the stream and when they were given up: ISO 8601. */
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
    ...(errorName === undefined ? {} : { error: { name: errorName, message: errorMessage } }),
    arrivedAt: textOf(batch, 'approximateArrivalOfFirstRecord') ?? 'unknown',
    givenUpAt: textOf(message, 'timestamp') ?? 'unknown',
  };
};

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

import { GetRecordsCommand, GetShardIteratorCommand, type KinesisClient } from '@aws-sdk/client-kinesis';
import { MAX_RECORDS_PER_REQUEST } from '../produce/event-batches.ts';
import type { DeadLetter } from './dead-letter.ts';

/** A record read back from its stream. */
export interface FoundRecord {
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  readonly data: Uint8Array;
  /** When the stream took it, ISO 8601 UTC. */
  readonly arrivedAt: string;
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

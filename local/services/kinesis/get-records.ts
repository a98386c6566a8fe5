import { AwsError, type AwsInput, type AwsOperation } from '../../endpoint/aws-json-protocol.ts';
import { fieldsOf, invalid } from './input.ts';
import { bytesOf, type RecordStore, type ShardKey, type StoredRecord } from './record-store.ts';
import { formatSequenceNumber, parseSequenceNumber } from './sequence-number.ts';
import { decodeShardIterator, encodeShardIterator } from './shard-iterator.ts';
import { shardIdOf, shardIndexOf } from './shards.ts';
import { resolveStream } from './stream-operations.ts';
import type { Stream } from './stream-store.ts';
import type { RecordParts } from './stream-traffic.ts';

// https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html: 10,000 records or 10 MiB.
const MAX_RECORDS = 10_000;
const MAX_PAGE_BYTES = 10 * 1024 * 1024;
const MS_PER_HOUR = 3_600_000;

export const getOperations = (parts: RecordParts): Record<string, AwsOperation> => ({
  GetShardIterator: (input) => getShardIterator(parts, input),
  GetRecords: (input) => getRecords(parts, input),
});

const getShardIterator = ({ streams, records, nowMs }: RecordParts, input: AwsInput) => {
  const stream = resolveStream(streams, input);
  const shard = { streamId: stream.id, shardIndex: shardIndexOf(stream, fieldsOf(input).text('ShardId')) };
  const nextNumber = startingNumber(records, shard, input, nowMs());
  return { ShardIterator: encodeShardIterator({ ...shard, nextNumber }, nowMs()) };
};

const startingNumber = (records: RecordStore, shard: ShardKey, input: AwsInput, nowMs: number): number => {
  const type = fieldsOf(input).text('ShardIteratorType');
  switch (type) {
    case 'TRIM_HORIZON':
      return 0;
    case 'LATEST':
      return records.nextNumber(shard);
    case 'AT_SEQUENCE_NUMBER':
      return numberInShard(shard, fieldsOf(input).text('StartingSequenceNumber'));
    case 'AFTER_SEQUENCE_NUMBER':
      return numberInShard(shard, fieldsOf(input).text('StartingSequenceNumber')) + 1;
    case 'AT_TIMESTAMP':
      return records.firstNumberSince(shard, timestampMs(input, nowMs));
    default:
      throw invalid('shardIteratorType', type, 'Member must be a shard iterator type');
  }
};

const numberInShard = (shard: ShardKey, sequenceNumber: string): number => {
  const { number, shardIndex } = parseSequenceNumber(sequenceNumber);
  if (shardIndex === shard.shardIndex) return number;
  const message = `Invalid StartingSequenceNumber. It encodes ${shardIdOf(shardIndex)}, while it was used in a call to a shard with ${shardIdOf(shard.shardIndex)}.`;
  throw new AwsError('InvalidArgumentException', message);
};

const timestampMs = ({ Timestamp: epochSeconds }: AwsInput, nowMs: number): number => {
  if (typeof epochSeconds !== 'number') {
    throw new AwsError('InvalidArgumentException', 'Must specify Timestamp for iterator type AT_TIMESTAMP.');
  }
  if (epochSeconds * 1000 <= nowMs) return epochSeconds * 1000;
  throw new AwsError('InvalidArgumentException', `Timestamp ${epochSeconds} lies in the future.`);
};

const getRecords = ({ streams, records, nowMs: clockMs, onTraffic }: RecordParts, input: AwsInput) => {
  const nowMs = clockMs();
  const position = decodeShardIterator(fieldsOf(input).text('ShardIterator'), nowMs);
  const limit = fieldsOf(input).optionalInteger('Limit', { min: 1, max: MAX_RECORDS }) ?? MAX_RECORDS;
  const stream = streams.getById(position.streamId);
  records.dropBefore(position, nowMs - stream.retentionHours * MS_PER_HOUR);
  const { page, next, bytes } = readPage(records.read(position, position.nextNumber), limit);
  const lastRead = page.at(-1);
  const nextNumber = (lastRead?.number ?? position.nextNumber - 1) + 1;
  onTraffic({
    ...{ streamName: stream.name, operation: 'GetRecords', records: page.length, bytes },
    iteratorAgeMs: lastRead ? nowMs - lastRead.arrivalMs : 0,
  });
  return {
    Records: page.map((record) => describeRecord(stream, record)),
    NextShardIterator: encodeShardIterator({ ...position, nextNumber }, nowMs),
    // Zero means "caught up", so a record left to read counts at least one millisecond.
    MillisBehindLatest: next ? Math.max(1, nowMs - next.arrivalMs) : 0,
  };
};

/** One page within the service's limits, and the first record after it. */
const readPage = (stored: Iterable<StoredRecord>, limit: number) => {
  const page: StoredRecord[] = [];
  let pageBytes = 0;
  for (const record of stored) {
    const bytes = bytesOf(record);
    if (page.length === limit || pageBytes + bytes > MAX_PAGE_BYTES)
      return { page, next: record, bytes: pageBytes };
    pageBytes += bytes;
    page.push(record);
  }
  return { page, next: undefined, bytes: pageBytes };
};

const describeRecord = ({ createdMs }: Stream, record: StoredRecord) => {
  const { shardIndex, number, arrivalMs, partitionKey, data } = record;
  return {
    SequenceNumber: formatSequenceNumber({ createdMs, number, arrivalMs, shardIndex }),
    ApproximateArrivalTimestamp: arrivalMs / 1000,
    PartitionKey: partitionKey,
    Data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'),
  };
};

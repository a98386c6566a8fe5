import { AwsError, type AwsInput, type AwsOperation } from '../../endpoint/aws-json-protocol.ts';
import { isObject } from '../../values/json.ts';
import { fieldsOf, invalid } from './input.ts';
import { bytesOf, type NewRecord } from './record-store.ts';
import { formatSequenceNumber } from './sequence-number.ts';
import { hashKeyOf, shardIdOf, shardIndexFor } from './shards.ts';
import { resolveStream } from './stream-operations.ts';
import type { Stream } from './stream-store.ts';
import type { RecordParts } from './stream-traffic.ts';

// https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html: 500 records and 10 MiB per
// request, partition keys counted; a record up to the stream's maximum, by default 1 MiB.
const MAX_RECORDS = 500;
const MAX_REQUEST_BYTES = 10 * 1024 * 1024;
const MAX_RECORD_BYTES = 1024 * 1024;
const MAX_PARTITION_KEY_CHARACTERS = 256;

const parseRecord = (stream: Stream, entry: AwsInput): NewRecord => {
  const partitionKey = fieldsOf(entry).text('PartitionKey');
  if (partitionKey === '' || partitionKey.length > MAX_PARTITION_KEY_CHARACTERS) {
    throw invalid('partitionKey', partitionKey, 'Member must have length between 1 and 256');
  }
  const data = decodeBase64(fieldsOf(entry).text('Data'));
  const bytes = bytesOf({ partitionKey, data });
  if (bytes > MAX_RECORD_BYTES) {
    const message = `Record of ${bytes} bytes (data and partition key) is larger than 1 MiB (1048576 bytes).`;
    throw new AwsError('InvalidArgumentException', message);
  }
  const hashKey = hashKeyOf(partitionKey, fieldsOf(entry).optionalText('ExplicitHashKey'));
  return { shardIndex: shardIndexFor(hashKey, stream.shardCount), partitionKey, data };
};

const decodeBase64 = (text: string): Buffer => {
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
  if (isBase64) return Buffer.from(text, 'base64');
  throw new AwsError('SerializationException', '"Data" is not base64.');
};

/** Nothing is throttled: every valid request is stored whole. */
export const putOperations = (parts: RecordParts): Record<string, AwsOperation> => ({
  PutRecord: (input) => {
    const stream = resolveStream(parts.streams, input);
    const [placed = {}] = store(parts, 'PutRecord', stream, [parseRecord(stream, input)]);
    return placed;
  },
  PutRecords: (input) => {
    const stream = resolveStream(parts.streams, input);
    const entries = input.Records;
    if (!Array.isArray(entries) || entries.length === 0 || entries.length > MAX_RECORDS) {
      const length = Array.isArray(entries) ? `${entries.length} records` : null;
      throw invalid('records', length, `Member must have length between 1 and ${MAX_RECORDS}`);
    }
    const parsed = entries.map((entry: unknown) => parseRecord(stream, isObject(entry) ? entry : {}));
    return { FailedRecordCount: 0, Records: store(parts, 'PutRecords', stream, parsed) };
  },
});

/** Stores records, and says where each of them is. */
const store = (
  { records, nowMs, onTraffic }: RecordParts,
  operation: 'PutRecord' | 'PutRecords',
  stream: Stream,
  parsed: readonly NewRecord[],
): object[] => {
  const bytes = parsed.reduce((sum, record) => sum + bytesOf(record), 0);
  if (bytes > MAX_REQUEST_BYTES) {
    const message = `Records of ${bytes} bytes exceed the limit of 10 MiB (10485760 bytes) per request.`;
    throw new AwsError('InvalidArgumentException', message);
  }
  const placements = records.append(stream, parsed, nowMs());
  onTraffic({ streamName: stream.name, operation, records: parsed.length, bytes });
  return placements.map((placement) => ({
    ShardId: shardIdOf(placement.shardIndex),
    SequenceNumber: formatSequenceNumber({ createdMs: stream.createdMs, ...placement }),
  }));
};

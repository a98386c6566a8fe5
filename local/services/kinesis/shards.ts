import { createHash } from 'node:crypto';
import { AwsError } from '../../endpoint/aws-json-protocol.ts';
import { formatSequenceNumber } from './sequence-number.ts';
import type { Stream } from './stream-store.ts';

const HASH_KEY_SPACE = 2n ** 128n;

/** `shardId-000000000000` for shard 0: twelve digits. */
export const shardIdOf = (shardIndex: number): string => `shardId-${String(shardIndex).padStart(12, '0')}`;

/** The index of a stream's shard by its id. @throws AwsError ResourceNotFoundException */
export const shardIndexOf = (stream: Stream, shardId: string): number => {
  const shardIndex = /^shardId-\d{12}$/.test(shardId) ? Number(shardId.slice('shardId-'.length)) : -1;
  if (shardIndex >= 0 && shardIndex < stream.shardCount) return shardIndex;
  throw new AwsError(
    'ResourceNotFoundException',
    `Could not find shard ${shardId} in stream ${stream.name} under account.`,
  );
};

/**
 * The 128-bit hash key of a record: the MD5 of its partition key, or the explicit decimal
 * (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html).
 * @throws AwsError InvalidArgumentException for an explicit key outside of the space
 */
export const hashKeyOf = (partitionKey: string, explicitHashKey: string | undefined): bigint => {
  if (explicitHashKey === undefined) {
    return BigInt(`0x${createHash('md5').update(partitionKey, 'utf8').digest('hex')}`);
  }
  const hashKey = /^(0|[1-9]\d{0,38})$/.test(explicitHashKey) ? BigInt(explicitHashKey) : HASH_KEY_SPACE;
  if (hashKey < HASH_KEY_SPACE) return hashKey;
  throw new AwsError(
    'InvalidArgumentException',
    `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${explicitHashKey}`,
  );
};

const shardWidth = (shardCount: number): bigint => HASH_KEY_SPACE / BigInt(shardCount);

/** The shard whose hash key range holds the key; the last shard takes the remainder. */
export const shardIndexFor = (hashKey: bigint, shardCount: number): number =>
  Math.min(Number(hashKey / shardWidth(shardCount)), shardCount - 1);

/** The stream's shards as ListShards and DescribeStream describe them. Shards are never split or merged. */
export const describeShards = (stream: Stream): { ShardId: string }[] => {
  const width = shardWidth(stream.shardCount);
  return Array.from({ length: stream.shardCount }, (_, shardIndex) => {
    const isLast = shardIndex === stream.shardCount - 1;
    const endingHashKey = isLast ? HASH_KEY_SPACE - 1n : width * BigInt(shardIndex + 1) - 1n;
    const first = { createdMs: stream.createdMs, arrivalMs: stream.createdMs, shardIndex, number: 0 };
    return {
      ShardId: shardIdOf(shardIndex),
      HashKeyRange: {
        StartingHashKey: String(width * BigInt(shardIndex)),
        EndingHashKey: String(endingHashKey),
      },
      SequenceNumberRange: { StartingSequenceNumber: formatSequenceNumber(first) },
    };
  });
};

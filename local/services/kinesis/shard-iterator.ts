import { AwsError } from '../../endpoint/aws-json-protocol.ts';

/** A place in a shard: the number of the next record to read, and when the token was handed out. */
export interface ShardPosition {
  readonly streamId: number;
  readonly shardIndex: number;
  readonly nextNumber: number;
}

// https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html
const ITERATOR_LIFETIME_MS = 5 * 60 * 1000;

/** An opaque token for a place in a shard, good for five minutes. */
export const encodeShardIterator = (position: ShardPosition, nowMs: number): string =>
  Buffer.from(
    [position.streamId, position.shardIndex, position.nextNumber, nowMs].join(':'),
    'utf8',
  ).toString('base64');

/** The place that a token stands for. @throws AwsError InvalidArgumentException, ExpiredIteratorException */
export const decodeShardIterator = (token: string, nowMs: number): ShardPosition => {
  const text = Buffer.from(token, 'base64').toString('utf8');
  const [streamId, shardIndex, nextNumber, issuedMs] = text.split(':').map(Number);
  if (
    !/^\d+:\d+:\d+:\d+$/.test(text) ||
    streamId === undefined ||
    shardIndex === undefined ||
    nextNumber === undefined ||
    issuedMs === undefined
  ) {
    throw new AwsError('InvalidArgumentException', 'Invalid ShardIterator.');
  }
  if (nowMs - issuedMs > ITERATOR_LIFETIME_MS) {
    const ageSeconds = Math.round((nowMs - issuedMs) / 1000);
    throw new AwsError(
      'ExpiredIteratorException',
      `Iterator expired. The iterator was created ${ageSeconds} s ago, more than the allowed 300 s.`,
    );
  }
  return { streamId, shardIndex, nextNumber };
};

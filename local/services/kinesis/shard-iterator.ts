import { AwsError } from '../../endpoint/aws-json-protocol.ts';
import type { ShardKey } from './record-store.ts';

/** A place in a shard: the number of the next record to read. */
interface ShardPosition extends ShardKey {
  readonly nextNumber: number;
}

// https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html
const ITERATOR_LIFETIME_MS = 5 * 60 * 1000;

/** An opaque token for a place in a shard, good for five minutes. */
export const encodeShardIterator = (position: ShardPosition, nowMs: number): string =>
  Buffer.from([position.streamId, position.shardIndex, position.nextNumber, nowMs].join(':')).toString(
    'base64',
  );

/** The place that a token stands for. @throws AwsError InvalidArgumentException, ExpiredIteratorException */
export const decodeShardIterator = (token: string, nowMs: number): ShardPosition => {
  const text = Buffer.from(token, 'base64').toString('utf8');
  if (!/^\d+:\d+:\d+:\d+$/.test(text)) {
    throw new AwsError('InvalidArgumentException', 'Invalid ShardIterator.');
  }
  const [streamId = 0, shardIndex = 0, nextNumber = 0, issuedMs = 0] = text.split(':').map(Number);
  if (nowMs - issuedMs > ITERATOR_LIFETIME_MS) {
    const ageSeconds = Math.round((nowMs - issuedMs) / 1000);
    throw new AwsError(
      'ExpiredIteratorException',
      `Iterator expired. The iterator was created ${ageSeconds} s ago, more than the allowed 300 s.`,
    );
  }
  return { streamId, shardIndex, nextNumber };
};

import { createHash } from 'node:crypto';
import { KinesisClient, ListShardsCommand, type Shard } from '@aws-sdk/client-kinesis';
import { type AwsTarget, clientConfiguration } from '../stack/aws-access.ts';

/** A stream hashes partition keys with MD5: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html */
const hashKeyOf = (partitionKey: string): bigint =>
  BigInt(`0x${createHash('md5').update(partitionKey, 'utf8').digest('hex')}`);

/** After a split or a merge, the closed shard and those that follow it share hash keys; their sequence numbers differ. */
const holds = ({ HashKeyRange, SequenceNumberRange }: Shard, hashKey: bigint, sequence: bigint): boolean => {
  if (HashKeyRange === undefined || SequenceNumberRange === undefined) return false;
  const { StartingHashKey = '0', EndingHashKey = '0' } = HashKeyRange;
  const { StartingSequenceNumber = '0', EndingSequenceNumber } = SequenceNumberRange;
  return (
    hashKey >= BigInt(StartingHashKey) &&
    hashKey <= BigInt(EndingHashKey) &&
    sequence >= BigInt(StartingSequenceNumber) &&
    (EndingSequenceNumber === undefined || sequence <= BigInt(EndingSequenceNumber))
  );
};

async function* shardsOf(kinesis: KinesisClient, StreamName: string): AsyncGenerator<Shard> {
  let token: string | undefined;
  do {
    // A request with a token must not name the stream.
    const input = token === undefined ? { StreamName } : { NextToken: token };
    const page = await kinesis.send(new ListShardsCommand(input));
    yield* page.Shards ?? [];
    token = page.NextToken;
  } while (token !== undefined);
}

/** Worked out from the ranges of the stream's shards; undefined when the stream no longer lists the shard. */
export const shardOfRecord = async (
  target: AwsTarget,
  streamName: string,
  { partitionKey, sequenceNumber }: { readonly partitionKey: string; readonly sequenceNumber: string },
): Promise<string | undefined> => {
  const kinesis = new KinesisClient(clientConfiguration(target));
  const hashKey = hashKeyOf(partitionKey);
  for await (const shard of shardsOf(kinesis, streamName))
    if (holds(shard, hashKey, BigInt(sequenceNumber))) return shard.ShardId;
  return undefined;
};

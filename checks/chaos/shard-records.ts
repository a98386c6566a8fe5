import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  type KinesisClient,
} from '@aws-sdk/client-kinesis';

/** The records of a shard from a given position to its end. */
export async function* shardRecords(kinesis: KinesisClient, from: GetShardIteratorCommandInput) {
  let { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(from));
  while (ShardIterator !== undefined) {
    const page = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    const { Records = [], MillisBehindLatest, NextShardIterator } = page;
    yield* Records;
    if (Records.length === 0 && MillisBehindLatest === 0) return;
    ShardIterator = NextShardIterator;
  }
}

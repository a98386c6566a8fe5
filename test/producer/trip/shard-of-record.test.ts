import { CreateStreamCommand, KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Endpoint } from '../../../local/endpoint/endpoint.ts';
import { openKinesis } from '../../../local/services/kinesis/kinesis.ts';
import { shardOfRecord } from '../../../producer/trip/shard-of-record.ts';
import { clientConfig, startServices } from '../../local/services-under-test.ts';

const streams = openKinesis({ databasePath: ':memory:' });
let endpoint: Endpoint;
let kinesis: KinesisClient;

beforeAll(async () => {
  endpoint = await startServices({ kinesis: streams.listener });
  kinesis = new KinesisClient(clientConfig(endpoint));
  await kinesis.send(new CreateStreamCommand({ StreamName: 'ends', ShardCount: 4 }));
});
afterAll(async () => {
  kinesis.destroy();
  await endpoint.close();
  streams.close();
});

const putRecord = async (PartitionKey: string) => {
  const command = new PutRecordCommand({ StreamName: 'ends', PartitionKey, Data: Buffer.from('{}') });
  const { ShardId = '', SequenceNumber = '' } = await kinesis.send(command);
  return { shard: ShardId, record: { partitionKey: PartitionKey, sequenceNumber: SequenceNumber } };
};

test('the shard of a record follows from its partition key, as the stream itself chose it', async () => {
  const shards = new Set<string>();
  for (let index = 0; index < 40; index += 1) {
    const { shard, record } = await putRecord(`trip-${index}`);
    expect(await shardOfRecord({ endpoint: endpoint.url }, 'ends', record)).toBe(shard);
    shards.add(shard);
  }
  expect(shards.size).toBe(4);
});

test('a sequence number from before the stream began belongs to no shard', async () => {
  const record = { partitionKey: 'trip-1', sequenceNumber: '1' };
  expect(await shardOfRecord({ endpoint: endpoint.url }, 'ends', record)).toBeUndefined();
});

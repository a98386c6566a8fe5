import {
  CreateStreamCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  IncreaseStreamRetentionPeriodCommand,
  ListShardsCommand,
  ListStreamsCommand,
  PutRecordCommand,
} from '@aws-sdk/client-kinesis';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startKinesis } from './kinesis-under-test.ts';

let service: Awaited<ReturnType<typeof startKinesis>>;

beforeEach(async () => {
  service = await startKinesis();
});

afterEach(() => service.stop());

describe('streams', () => {
  test('an on-demand stream has four shards, a provisioned one as many as it asked for', async () => {
    const StreamModeDetails = { StreamMode: 'ON_DEMAND' as const };
    await service.kinesis.send(new CreateStreamCommand({ StreamName: 'starts', StreamModeDetails }));
    await service.create('ends', 2);
    const summary = await service.kinesis.send(new DescribeStreamSummaryCommand({ StreamName: 'starts' }));
    expect(summary.StreamDescriptionSummary).toMatchObject({
      StreamARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/starts',
      StreamStatus: 'ACTIVE',
      StreamModeDetails,
      OpenShardCount: 4,
      RetentionPeriodHours: 24,
    });
    const { StreamDescription } = await service.kinesis.send(
      new DescribeStreamCommand({ StreamName: 'ends' }),
    );
    expect(StreamDescription?.Shards?.map(({ HashKeyRange }) => HashKeyRange)).toEqual([
      { StartingHashKey: '0', EndingHashKey: String(2n ** 127n - 1n) },
      { StartingHashKey: String(2n ** 127n), EndingHashKey: String(2n ** 128n - 1n) },
    ]);
    expect((await service.kinesis.send(new ListStreamsCommand({}))).StreamNames).toEqual(['ends', 'starts']);
  });

  test('shards are listed in pages', async () => {
    await service.create('trips', 3);
    const first = await service.kinesis.send(new ListShardsCommand({ StreamName: 'trips', MaxResults: 2 }));
    const second = await service.kinesis.send(new ListShardsCommand({ NextToken: first.NextToken }));
    const ids = [...(first.Shards ?? []), ...(second.Shards ?? [])].map(({ ShardId }) => ShardId);
    expect(ids).toEqual(['shardId-000000000000', 'shardId-000000000001', 'shardId-000000000002']);
    expect(second.NextToken).toBeUndefined();
  });

  test('an ARN works wherever a name does', async () => {
    await service.create('trips');
    const StreamARN = 'arn:aws:kinesis:us-east-1:000000000000:stream/trips';
    await service.kinesis.send(
      new PutRecordCommand({ StreamARN, PartitionKey: 'a', Data: Buffer.from('by arn') }),
    );
    expect((await service.read(await service.iterator({ StreamName: undefined, StreamARN }))).texts).toEqual([
      'by arn',
    ]);
    const elsewhere = new ListShardsCommand({ StreamARN: StreamARN.replace('us-east-1', 'eu-west-1') });
    await expect(service.kinesis.send(elsewhere)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  test('a longer retention is kept', async () => {
    await service.create('trips');
    const longer = { StreamName: 'trips', RetentionPeriodHours: 48 };
    await service.kinesis.send(new IncreaseStreamRetentionPeriodCommand(longer));
    const { StreamDescription } = await service.kinesis.send(
      new DescribeStreamCommand({ StreamName: 'trips' }),
    );
    expect(StreamDescription?.RetentionPeriodHours).toBe(48);
  });

  test('mistakes are answered with the exception of the service', async () => {
    await service.create('trips');
    await expect(service.create('trips')).rejects.toMatchObject({ name: 'ResourceInUseException' });
    await expect(service.put('nowhere', 'x')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const unsized = new CreateStreamCommand({ StreamName: 'unsized' });
    await expect(service.kinesis.send(unsized)).rejects.toMatchObject({ name: 'ValidationException' });
    const large = new CreateStreamCommand({ StreamName: 'l', ShardCount: 1, MaxRecordSizeInKiB: 2048 });
    await expect(service.kinesis.send(large)).rejects.toThrow('does not support: MaxRecordSizeInKiB');
    await expect(service.iterator({ ShardId: 'shardId-000000000001' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

import { PutRecordCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { startKinesis } from './kinesis-under-test.ts';

const MS_PER_HOUR = 3_600_000;
let service: Awaited<ReturnType<typeof startKinesis>>;

beforeEach(async () => {
  service = await startKinesis();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await service.stop();
});

const travelTo = (epochMs: number) => jest.spyOn(Date, 'now').mockReturnValue(epochMs);

describe('records', () => {
  test('bytes come back as they went in, in order, with rising sequence numbers of 56 digits', async () => {
    await service.create('trips');
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const Records = [bytes, Buffer.alloc(0), Buffer.from('käse')].map((Data) => ({
      Data,
      PartitionKey: 'k',
    }));
    const sent = await service.kinesis.send(new PutRecordsCommand({ StreamName: 'trips', Records }));
    const numbers = sent.Records?.map(({ SequenceNumber }) => SequenceNumber) ?? [];
    const got = await service.read(await service.iterator());
    expect(sent.FailedRecordCount).toBe(0);
    expect(got.Records?.map(({ Data }) => Buffer.from(Data ?? []))).toEqual(Records.map(({ Data }) => Data));
    expect(got.Records?.map(({ SequenceNumber }) => SequenceNumber)).toEqual(numbers);
    expect(numbers.every((number) => /^49\d{54}$/.test(number ?? ''))).toBe(true);
    expect([...numbers].sort()).toEqual(numbers);
  });

  test('the MD5 of the partition key picks the shard, an explicit hash key overrides it', async () => {
    await service.create('trips', 4);
    const shardIds = [];
    // Their MD5 digests begin with 0c, 4a, 92 and e1: one in each quarter.
    for (const key of ['a', 'c', 'b', 'e'])
      shardIds.push((await service.put('trips', 'x', key)).ShardId.at(-1));
    expect(shardIds).toEqual(['0', '1', '2', '3']);
    const entry = { PartitionKey: 'a', Data: Buffer.from('x'), ExplicitHashKey: String(2n ** 128n - 1n) };
    const { ShardId } = await service.kinesis.send(new PutRecordCommand({ StreamName: 'trips', ...entry }));
    expect(ShardId).toBe('shardId-000000000003');
    const outside = { ...entry, ExplicitHashKey: String(2n ** 128n) };
    const refused = service.kinesis.send(new PutRecordCommand({ StreamName: 'trips', ...outside }));
    await expect(refused).rejects.toMatchObject({ name: 'InvalidArgumentException' });
  });

  test('a request of 500 records is stored, one of 501 or above 10 MiB is refused whole', async () => {
    await service.create('trips');
    const records = (count: number, bytes: number) =>
      Array.from({ length: count }, () => ({ PartitionKey: 'k', Data: Buffer.alloc(bytes) }));
    const send = (Records: ReturnType<typeof records>) =>
      service.kinesis.send(new PutRecordsCommand({ StreamName: 'trips', Records }));
    expect((await send(records(500, 10))).Records).toHaveLength(500);
    await expect(send(records(501, 10))).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(send(records(11, 1024 * 1000))).rejects.toThrow('exceed the limit of 10 MiB');
    await expect(send(records(1, 1024 * 1024))).rejects.toThrow('larger than 1 MiB');
    expect((await service.read(await service.iterator())).texts).toHaveLength(500);
  });
});

describe('reading', () => {
  test('every iterator type starts where it says', async () => {
    await service.create('trips');
    const start = Date.now();
    travelTo(start);
    await service.put('trips', 'one');
    travelTo(start + 2000);
    const { SequenceNumber: StartingSequenceNumber } = await service.put('trips', 'two');
    travelTo(start + 5000);
    const latest = await service.iterator({ ShardIteratorType: 'LATEST' });
    await service.put('trips', 'three');

    const at = { ShardIteratorType: 'AT_SEQUENCE_NUMBER' as const, StartingSequenceNumber };
    const after = { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, StartingSequenceNumber };
    const since = { ShardIteratorType: 'AT_TIMESTAMP' as const, Timestamp: new Date(start + 2000) };
    expect((await service.read(await service.iterator())).texts).toEqual(['one', 'two', 'three']);
    expect((await service.read(latest)).texts).toEqual(['three']);
    expect((await service.read(await service.iterator(at))).texts).toEqual(['two', 'three']);
    expect((await service.read(await service.iterator(after))).texts).toEqual(['three']);
    expect((await service.read(await service.iterator(since))).texts).toEqual(['two', 'three']);
    const future = service.iterator({ ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(start + 9000) });
    await expect(future).rejects.toMatchObject({ name: 'InvalidArgumentException' });
    const foreign = service.iterator({ ...at, StartingSequenceNumber: '1' });
    await expect(foreign).rejects.toMatchObject({ name: 'InvalidArgumentException' });
  });

  test('pages follow each other without gap or repetition, and say how far behind they are', async () => {
    await service.create('trips');
    const start = Date.now();
    for (const [index, text] of ['a', 'b', 'c'].entries()) {
      travelTo(start + index * 1000);
      await service.put('trips', text);
    }
    travelTo(start + 10_000);
    const first = await service.read(await service.iterator({}), 2);
    expect([first.texts, first.MillisBehindLatest]).toEqual([['a', 'b'], 8000]);
    const second = await service.read(first.NextShardIterator, 2);
    expect([second.texts, second.MillisBehindLatest]).toEqual([['c'], 0]);
    const third = await service.read(second.NextShardIterator);
    expect([third.texts, third.MillisBehindLatest]).toEqual([[], 0]);
    await service.put('trips', 'd');
    expect((await service.read(third.NextShardIterator)).texts).toEqual(['d']);
  });

  test('a page holds at most 10 MiB', async () => {
    await service.create('trips');
    for (let index = 0; index < 12; index++) await service.put('trips', 'x'.repeat(1_000_000));
    const first = await service.read(await service.iterator());
    expect(first.texts).toHaveLength(10);
    expect((await service.read(first.NextShardIterator)).texts).toHaveLength(2);
  });

  test('records older than the retention are gone', async () => {
    await service.create('trips');
    const start = Date.now();
    travelTo(start);
    await service.put('trips', 'old');
    travelTo(start + 2 * MS_PER_HOUR);
    await service.put('trips', 'young');
    travelTo(start + 24 * MS_PER_HOUR);
    expect((await service.read(await service.iterator())).texts).toEqual(['old', 'young']);
    travelTo(start + 24 * MS_PER_HOUR + 1);
    expect((await service.read(await service.iterator())).texts).toEqual(['young']);
  });

  test('an iterator expires after five minutes', async () => {
    await service.create('trips');
    const start = Date.now();
    travelTo(start);
    const old = await service.iterator();
    travelTo(start + 300_000);
    expect((await service.read(old)).texts).toEqual([]);
    travelTo(start + 300_001);
    await expect(service.read(old)).rejects.toMatchObject({ name: 'ExpiredIteratorException' });
    await expect(service.read('bm90IG91cnM=')).rejects.toMatchObject({ name: 'InvalidArgumentException' });
  });
});

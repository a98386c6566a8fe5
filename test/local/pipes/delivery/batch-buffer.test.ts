import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createBatchBuffer, PAYLOAD_LIMIT_BYTES } from '../../../../local/pipes/delivery/batch-buffer.ts';
import { eventOf, toPipeRecord } from '../../../../local/pipes/delivery/pipe-record.ts';
import { recordsOf } from '../records-under-test.ts';

const keys = (count: number) => Array.from({ length: count }, () => 'k');

describe('batches', () => {
  test('come when they are full, or when the window of their oldest record is over', () => {
    const buffer = createBatchBuffer(2, 1_000);
    const [a, b, c] = recordsOf(['a', 'b', 'c']);
    if (!a || !b || !c) throw new Error('three records are needed');
    buffer.add(a, 100);
    expect(buffer.take(1_099)).toBeUndefined();
    buffer.add(b, 1_099);
    buffer.add(c, 1_099);
    expect(buffer.take(1_099)).toEqual([a, b]);
    expect(buffer.take(2_098)).toBeUndefined();
    expect(buffer.dueAtMs()).toBe(2_099);
    expect(buffer.take(2_099)).toEqual([c]);
    expect(buffer.dueAtMs()).toBeUndefined();
  });

  test('hold every record once, in order, within their size and the payload limit', () => {
    const sizes = fc.array(fc.integer({ min: 300, max: PAYLOAD_LIMIT_BYTES + 1_000 }), { maxLength: 30 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 5 }), (jsonBytes, batchSize) => {
        const records = recordsOf(keys(jsonBytes.length)).map((record, index) => ({
          ...record,
          jsonBytes: jsonBytes[index] ?? 0,
        }));
        const buffer = createBatchBuffer(batchSize, 0);
        for (const record of records) buffer.add(record, 0);
        const batches = [];
        for (let batch = buffer.take(0); batch; batch = buffer.take(0)) batches.push(batch);
        expect(batches.flat()).toEqual(records);
        for (const batch of batches) {
          const payloadBytes = batch.reduce((sum, record) => sum + record.jsonBytes, batch.length + 1);
          expect(batch.length).toBeLessThanOrEqual(batchSize);
          if (batch.length > 1) expect(payloadBytes).toBeLessThanOrEqual(PAYLOAD_LIMIT_BYTES);
        }
      }),
    );
  });

  test('are measured as the bytes that are sent', () => {
    const parts = { streamArn: 'arn:s', region: 'us-east-1', roleArn: 'arn:r' };
    const records = ['ä', '"', '😀'].map((PartitionKey, index) =>
      toPipeRecord({ PartitionKey, SequenceNumber: String(index), Data: Buffer.from('x') }, 'shard', parts),
    );
    const measured = records.reduce((sum, { jsonBytes }) => sum + jsonBytes, records.length + 1);
    expect(Buffer.byteLength(eventOf(records))).toBe(measured);
  });
});

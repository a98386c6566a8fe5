import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  firstArrival,
  redriveAttempts,
  redrivenRecord,
  repairedPayload,
} from '../../../producer/repair/redrive-marker.ts';

const ARRIVED = '2024-05-25T10:00:00.000Z';
const LATER = '2024-05-26T10:00:00.000Z';
const fields = fc.dictionary(fc.string(), fc.jsonValue());
const spaced = fc.constantFrom('', ' ', '\r\n');

const recordOf = (text: string | Uint8Array, partitionKey = 'k') => ({
  data: Buffer.from(text),
  partitionKey,
  arrivedAt: ARRIVED,
});

describe('the marker of a redriven record', () => {
  test('counts, keeps the first arrival, and changes nothing else of any JSON object', () => {
    fc.assert(
      fc.property(fields, spaced, fc.integer({ min: 1, max: 5 }), (object, space, times) => {
        const text = `${space}${JSON.stringify(object)}${space}`;
        let record = recordOf(text);
        for (let time = 1; time <= times; time += 1) {
          const { Data, PartitionKey } = redrivenRecord(record);
          record = { data: Buffer.from(Data), partitionKey: PartitionKey, arrivedAt: LATER };
        }
        expect(redriveAttempts(record)).toBe(times);
        expect(firstArrival(record)).toBe(ARRIVED);
        expect(record.partitionKey).toBe('k');
        const marker = { redrive_attempt: times, first_arrived_at: ARRIVED };
        const sent = record.data.toString('utf8');
        expect(JSON.parse(sent)).toEqual({ ...JSON.parse(text), ...marker });
        expect(sent.startsWith(text.trimEnd().slice(0, -1))).toBe(true);
      }),
    );
  });

  test('keeps the digits of numbers, and bytes that come twice', () => {
    const { Data } = redrivenRecord(recordOf('{"fare_amount":40.09620692463166000,"a":1,"a":"käse"}'));
    expect(Buffer.from(Data).toString('utf8')).toBe(
      `{"fare_amount":40.09620692463166000,"a":1,"a":"käse","redrive_attempt":1,"first_arrived_at":"${ARRIVED}"}`,
    );
  });

  test.each(['[1]', '"x"', '7', '', '{', '{"a":1', '[{"first_arrived_at":"x"}]'])(
    'of the payload %j, which is not an object, is in the partition key',
    (text) => {
      let record = recordOf(text, 'k'.repeat(256));
      for (let time = 1; time <= 2; time += 1) {
        const { Data, PartitionKey } = redrivenRecord(record);
        expect(Buffer.from(Data).toString()).toBe(text);
        record = { ...record, partitionKey: PartitionKey };
      }
      expect(redriveAttempts(record)).toBe(2);
      expect(record.partitionKey).toHaveLength(256);
    },
  );

  test('of bytes that are not text is in the partition key', () => {
    const { Data, PartitionKey } = redrivenRecord(
      recordOf(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])),
    );
    expect([[...Data], PartitionKey]).toEqual([[0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d], 'redrive-1:k']);
  });

  test('is removed by a repair, except for the first arrival', () => {
    const { Data } = redrivenRecord(recordOf('{}'));
    expect(Buffer.from(repairedPayload(Data, LATER)).toString()).toBe(`{"first_arrived_at":"${ARRIVED}"}`);
  });
});

import { describe, expect, test } from '@jest/globals';
import { streamPosition } from '../../../functions/trip/trip.ts';
import { fateBeside, SentRecords } from '../../../producer/wait/sent-record.ts';

const FIRST = '2024-05-25T10:00:00.000Z';
const HOUR_MS = 3_600_000;

/** Where the record of a number is in its stream. */
const place = (sequenceNumber: string) => ({ shardId: 'shardId-000000000000', sequenceNumber });

/** The position of a record that came so long after {@link FIRST}. */
const positionAt = (sequenceNumber: string, hoursLater: number): string =>
  streamPosition({
    sequenceNumber,
    approximateArrivalTimestamp: (Date.parse(FIRST) + hoursLater * HOUR_MS) / 1_000,
  });

const sent = (Data: Uint8Array, sequenceNumber: string) => {
  const records = new SentRecords();
  records.add([{ Data, PartitionKey: 'a' }], [place(sequenceNumber)], () => ({
    half: 'end',
    inFile: 'a.csv, row 1',
  }));
  const [record] = records.all;
  if (record === undefined) throw new Error('nothing was remembered');
  return record;
};

const EVENT = Buffer.from('{"trip_id":"a"}');
const SENT_AGAIN = Buffer.from(`{"trip_id":"a","first_arrived_at":"${FIRST}"}`);

test('a record is remembered by its key, its place in the stream, and its place in the file', () => {
  expect(sent(EVENT, '99')).toEqual({
    ...place('99'),
    ...{ half: 'end', tripId: 'a', firstArrivedAt: undefined, inFile: 'a.csv, row 1' },
  });
  expect(sent(SENT_AGAIN, '99').firstArrivedAt).toBe(FIRST);
});

describe('beside the record that holds its half of the trip, an event', () => {
  test.each([
    ['99', 'stored'],
    ['100', 'superseded'],
    ['98', undefined],
  ])('at 99 is, when that is at %s: %s', (holder, fate) => {
    expect(fateBeside(sent(EVENT, '99'), positionAt(holder, 1))).toBe(fate);
  });

  test.each([
    ['99', 0, 'stored'],
    // A correction that came after the event had first arrived, and before it was sent again.
    ['50', 1, 'superseded'],
    ['50', -1, undefined],
    // Another event that was sent again later, and is older.
    ['120', -1, undefined],
  ])('that was sent again at 99 is, when that is at %s and %s hours later: %s', (holder, hours, fate) => {
    expect(fateBeside(sent(SENT_AGAIN, '99'), positionAt(holder, hours))).toBe(fate);
  });
});

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  COMPLETED_TRIPS_INDEX,
  COMPLETED_TRIPS_INDEXES,
  endHalf,
  MAX_PARTITION_COUNT,
  PARTITION_COUNT_KEY,
  partitionOf,
  partitionsOf,
  recordAt,
  SupersededRecord,
  startHalf,
  streamPosition,
} from '../../../functions/trip/trip.ts';
import { TRIP_START_FIELDS } from '../../../functions/trip/trip-event.ts';

describe('the halves of a trip', () => {
  const start = startHalf({ trip_id: 'a1', pickup_datetime: '2024-05-25 23:50:00', vendor_id: '2' }, 'p1');
  const end = endHalf(
    { trip_id: 'a1', dropoff_datetime: '2024-05-26T00:10:00', fare_amount: '12.5' },
    16,
    'p2',
  );

  test('hold the event under its own names, amounts and codes as numbers', () => {
    expect(start).toEqual({
      half: 'start',
      tripId: 'a1',
      text: { pickup_datetime: '2024-05-25 23:50:00' },
      numbers: { vendor_id: '2' },
      absent: TRIP_START_FIELDS.filter(
        (field) => !['trip_id', 'pickup_datetime', 'vendor_id'].includes(field),
      ),
      position: 'p1',
    });
  });

  test('the end says on which date, and in which partition of it, the trip was completed', () => {
    expect(end.half).toBe('end');
    expect(end.text).toEqual({
      dropoff_datetime: '2024-05-26T00:10:00',
      completion_date: '2024-05-26',
      completion_partition: partitionOf('a1', '2024-05-26', 16),
    });
    expect(end.numbers).toEqual({ fare_amount: '12.5' });
  });

  test('each writes exactly one key of the index of completed trips', () => {
    expect(start.text).toHaveProperty(COMPLETED_TRIPS_INDEX.sortKey);
    expect(start.text).not.toHaveProperty(COMPLETED_TRIPS_INDEX.partitionKey);
    expect(end.text).toHaveProperty(COMPLETED_TRIPS_INDEX.partitionKey);
    expect(end.text).not.toHaveProperty(COMPLETED_TRIPS_INDEX.sortKey);
  });

  test('share no attribute, so neither can overwrite the other', () => {
    const names = [start, end].map(({ text, numbers }) => Object.keys({ ...text, ...numbers }));
    expect(names[0]?.filter((name) => names[1]?.includes(name))).toEqual([]);
  });
});

describe('partitions', () => {
  const ids = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);

  test('every trip falls into one of the partitions that a run lists', () => {
    fc.assert(
      fc.property(ids, fc.integer({ min: 1, max: MAX_PARTITION_COUNT }), (id, count) =>
        partitionsOf('2024-05-25', count).includes(partitionOf(id, '2024-05-25', count)),
      ),
    );
  });

  test('are stable: a change of the hash would hide the trips written before it', () => {
    expect(partitionOf('a1', '2024-05-25', 16)).toBe('2024-05-25#07');
    expect(partitionOf('5c0a6a7be0', '2024-05-25', 16)).toBe('2024-05-25#15');
    expect(partitionOf('foobar', '2024-05-25', 100)).toBe(`2024-05-25#${0xbf9cf968 % 100}`);
  });

  test('fill evenly', () => {
    const filled = new Map<string, number>();
    for (let index = 0; index < 16_000; index += 1) {
      const partition = partitionOf(`trip-${index}`, '2024-05-25', 16);
      filled.set(partition, (filled.get(partition) ?? 0) + 1);
    }
    expect(filled.size).toBe(16);
    for (const size of filled.values()) expect(Math.abs(size - 1_000)).toBeLessThan(150);
  });
});

test('the table has the index that runs read', () => {
  expect(COMPLETED_TRIPS_INDEXES).toContain(COMPLETED_TRIPS_INDEX);
});

test('the largest partition count stays under the key that it has in deployed tables', () => {
  expect(PARTITION_COUNT_KEY).toBe('settings#partitions');
});

test('SupersededRecord has its full name, which no minifier changes', () => {
  expect(new SupersededRecord('').name).toBe('SupersededRecord');
});

describe('a position in a stream', () => {
  test('says when its record arrived, and the sequence number', () => {
    const sequenceNumber = '49590338271490256608559692538361571095921575989136588898';
    const position = streamPosition({ approximateArrivalTimestamp: 1_716_600_000.25, sequenceNumber });
    expect(recordAt(position)).toEqual({ arrivedAt: new Date(1_716_600_000_250), sequenceNumber });
  });

  test.each(['', 'x1716600000250.001.7', '1716600000250.001.7x', '1716600000250.7', '1716600000250.x.7'])(
    'is not %j',
    (text) => {
      expect(() => recordAt(text)).toThrow(`Not a position in a stream: ${text}`);
    },
  );
});

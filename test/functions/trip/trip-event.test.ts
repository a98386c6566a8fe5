import { describe, expect, test } from '@jest/globals';
import {
  firstArrivalOf,
  MARKER_FIELDS,
  readMarker,
  TRIP_END_FIELDS,
  TRIP_START_FIELDS,
  writeMarker,
} from '../../../functions/trip/trip-event.ts';

test('a start and an end have the fields of the data contract', () => {
  expect(TRIP_START_FIELDS).toEqual([
    'trip_id',
    'pickup_datetime',
    'pickup_location_id',
    'dropoff_location_id',
    'vendor_id',
    'estimated_dropoff_datetime',
    'estimated_fare_amount',
  ]);
  expect(TRIP_END_FIELDS).toEqual([
    'trip_id',
    'dropoff_datetime',
    'fare_amount',
    'tip_amount',
    'trip_distance',
    'rate_code',
    'passenger_count',
    'payment_type',
    'trip_type',
  ]);
});

describe('the marker of an event that is sent again', () => {
  const firstArrivedAt = '2024-05-25T10:00:00.250Z';
  const write = (text: string, redriveAttempt?: number) =>
    Buffer.from(writeMarker(Buffer.from(text), { firstArrivedAt, redriveAttempt })).toString();

  test('has two fields', () => {
    expect(MARKER_FIELDS).toEqual(['redrive_attempt', 'first_arrived_at']);
  });

  test.each([
    ['{}', 1],
    ['{ }', 1],
    ['{"a":1}', 10],
    ['{"a":1} \n', undefined],
  ])('is read as it was written into %j', (text, redriveAttempt) => {
    const marked = write(text, redriveAttempt);
    expect(readMarker(Buffer.from(`${marked}\n`))).toStrictEqual({ firstArrivedAt, redriveAttempt });
    const attempt = redriveAttempt === undefined ? {} : { redrive_attempt: redriveAttempt };
    const fields = { ...JSON.parse(text), ...attempt, first_arrived_at: firstArrivedAt };
    expect(JSON.parse(marked)).toEqual(fields);
  });

  test('takes the place of an earlier one', () => {
    expect(JSON.parse(write(write('{"a":1}', 1), 2))).toEqual({
      a: 1,
      redrive_attempt: 2,
      first_arrived_at: firstArrivedAt,
    });
  });

  test.each(['{}', '{"a":1}', `{"a":{"first_arrived_at":"${firstArrivedAt}"},"b":1}`])(
    'is only found at the end of an event: %s',
    (text) => {
      expect(readMarker(Buffer.from(text))).toBeUndefined();
    },
  );
});

test.each([
  ['2024-05-25T10:00:00Z', 1_716_631_200_000],
  ['2024-05-25T10:00:00.25Z', 1_716_631_200_250],
  ['1970-01-01T00:00:00Z', 0],
  ['1969-12-31T23:59:59Z', undefined],
  ['2024-13-45T99:99:99Z', undefined],
  ['2024-05-25', undefined],
  [['2024-05-25T10:00:00Z'], undefined],
  [1_716_631_200_000, undefined],
])('an event that first arrived at %j did so at %p', (first_arrived_at, milliseconds) => {
  expect(firstArrivalOf({ first_arrived_at })).toBe(milliseconds);
});

import { expect, test } from '@jest/globals';
import { TRIP_END_FIELDS, TRIP_START_FIELDS } from '../../../functions/trip/trip-event.ts';

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

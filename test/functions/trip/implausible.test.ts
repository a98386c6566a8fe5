import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addImplausible,
  countImplausible,
  IMPLAUSIBLE_KINDS,
  implausibleKindsOf,
  implausibleSchema,
  NONE_IMPLAUSIBLE,
  type Ride,
  rideOf,
} from '../../../functions/trip/implausible.ts';
import { BOUNDS, ride } from './rides-under-test.ts';

const kinds = (more: Partial<Ride>) => implausibleKindsOf(ride(more), BOUNDS);
const timed = (pickupDatetime: string, dropoffDatetime: string) => kinds({ pickupDatetime, dropoffDatetime });

describe('a ride is implausible', () => {
  test.each([
    ['in no way', '2024-05-25 10:00:00', '2024-05-25 10:00:00', []],
    [
      'when it ends a second before it begins',
      '2024-05-25 10:00:00',
      '2024-05-25 09:59:59',
      ['dropoff_before_pickup'],
    ],
    [
      'when it ends on the day before',
      '2024-05-25T10:00:00',
      '2024-05-24 23:00:00',
      ['dropoff_before_pickup'],
    ],
    ['not when it takes 24 hours', '2024-05-25 10:00:00', '2024-05-26T10:00:00', []],
    ['when it takes a second longer', '2024-05-25 10:00:00', '2024-05-26 10:00:01', ['ride_too_long']],
  ])('%s', (_, pickup, dropoff, expected) => {
    expect(timed(pickup, dropoff)).toEqual(expected);
  });

  test.each([
    ['0', ['fare_zero']],
    ['0.00', ['fare_zero']],
    ['0.01', []],
    ['1000', []],
    ['1000.00', []],
    ['1000.01', ['fare_too_high']],
    ['1010', ['fare_too_high']],
    ['1000.00000000000000000001', ['fare_too_high']],
    ['999.99', []],
    ['40.09620692463166', []],
    ['123456789012345678', ['fare_too_high']],
  ])('by its fare of %s: %j', (fareAmount, expected) => {
    expect(kinds({ fareAmount })).toEqual(expected);
  });

  test('in two ways at once', () => {
    expect(kinds({ dropoffDatetime: '2024-05-24 10:00:00', fareAmount: '0' })).toEqual([
      'dropoff_before_pickup',
      'fare_zero',
    ]);
  });
});

test('a ride that no clock change could make too long is not timed by the clock of its zone', () => {
  // A zone that does not exist would throw.
  const timedNowhere = (dropoffDatetime: string) =>
    implausibleKindsOf(ride({ dropoffDatetime }), { ...BOUNDS, timeZone: 'No/Clock' });
  expect(timedNowhere('2024-05-25 10:00:00')).toEqual([]);
  expect(timedNowhere('2024-05-26 07:00:00')).toEqual([]);
  expect(() => timedNowhere('2024-05-26 07:00:01')).toThrow(RangeError);
});

describe('on the night of a clock change', () => {
  test('a dropoff in the hour that comes twice may be before its pickup by the clock', () => {
    expect(timed('2024-11-03 01:50:00', '2024-11-03 01:10:00')).toEqual([]);
    expect(timed('2024-11-03 02:10:00', '2024-11-03 01:50:00')).toEqual(['dropoff_before_pickup']);
    expect(timed('2024-11-02 12:50:00', '2024-11-02 12:10:00')).toEqual(['dropoff_before_pickup']);
  });

  test('a ride is timed by the hours that passed, not by those on the clock', () => {
    expect(timed('2024-03-09 12:00:00', '2024-03-10 12:59:00')).toEqual([]);
    expect(timed('2024-03-09 12:00:00', '2024-03-10 13:01:00')).toEqual(['ride_too_long']);
    expect(timed('2024-11-02 12:00:00', '2024-11-03 11:01:00')).toEqual(['ride_too_long']);
  });
});

test('rides are counted by each of their kinds', () => {
  const rides = [
    ride(),
    ride({ fareAmount: '0' }),
    ride({ fareAmount: '0', dropoffDatetime: '2024-05-24 10:00:00' }),
    ride({ fareAmount: '1001', dropoffDatetime: '2024-05-27 10:00:00' }),
  ];
  expect(countImplausible(rides, BOUNDS)).toEqual({
    dropoff_before_pickup: 1,
    ride_too_long: 1,
    fare_zero: 2,
    fare_too_high: 1,
  });
  expect(countImplausible([ride()], BOUNDS)).toEqual(NONE_IMPLAUSIBLE);
});

test('counts of parts add up to the count of the whole, in any grouping', () => {
  const some = fc.array(
    fc.record({
      pickupDatetime: fc.constantFrom('2024-05-25 10:00:00', '2024-05-25 12:00:00'),
      dropoffDatetime: fc.constantFrom('2024-05-25 11:00:00', '2024-05-27 11:00:00'),
      fareAmount: fc.constantFrom('0', '5', '5000'),
    }),
  );
  fc.assert(
    fc.property(some, some, (one, other) => {
      expect(addImplausible(countImplausible(one, BOUNDS), countImplausible(other, BOUNDS))).toEqual(
        countImplausible([...other, ...one], BOUNDS),
      );
    }),
  );
});

test('the schema has the kinds that are counted', () => {
  expect(Object.keys(implausibleSchema.properties)).toEqual([...IMPLAUSIBLE_KINDS]);
  expect(Object.keys(countImplausible([], BOUNDS))).toEqual([...IMPLAUSIBLE_KINDS]);
});

test('an item without one of the attributes is not a completed trip', () => {
  const item = { pickup_datetime: { S: 'a' }, fare_amount: { N: '1' } };
  expect(() => rideOf(item)).toThrow('A completed trip has no dropoff_datetime, which its events write.');
  expect(rideOf({ ...item, dropoff_datetime: { S: 'b' } })).toEqual({
    pickupDatetime: 'a',
    dropoffDatetime: 'b',
    fareAmount: '1',
  });
});

import { describe, expect, test } from '@jest/globals';
import { generateTrips } from '../../data/trip-days.ts';

const idsOf = (options: object): string[] =>
  Array.from(generateTrips(options), ({ start }) => start.fields.trip_id);

test('another seed and another day share no trip id with the sample', () => {
  const sample = new Set(idsOf({ trips: 2000 }));
  expect(sample.size).toBe(2000);
  for (const options of [
    { trips: 2000, seed: 1 },
    { trips: 2000, date: '2024-05-26' },
  ]) {
    expect(idsOf(options).filter((id) => sample.has(id))).toEqual([]);
  }
});

test('as many trips never end as asked for, and the requested share of the codes is blank', () => {
  const trips = [...generateTrips({ trips: 300, neverEndingStarts: 100, blankCodesShare: 1 })];
  const ends = trips.flatMap(({ end }) => (end ? [end.fields] : []));
  expect(ends).toHaveLength(200);
  expect(new Set(ends.map(({ rate_code, trip_type }) => rate_code + trip_type))).toEqual(new Set(['']));
  const none = [...generateTrips({ trips: 300, neverEndingStarts: 0, blankCodesShare: 0 })];
  expect(none.every(({ end }) => end !== null && end.fields.payment_type !== '')).toBe(true);
});

test('the share of blank codes changes nothing else', () => {
  const fares = (blankCodesShare: number) =>
    Array.from(generateTrips({ trips: 50, blankCodesShare }), ({ end }) => end?.fields.fare_amount);
  expect(fares(1)).toEqual(fares(0));
});

test('trips come in the order of their pickups, all on the day, and a leap day leads into March', () => {
  const trips = [...generateTrips({ trips: 3000, date: '2024-02-29' })];
  const pickups = trips.map(({ start }) => start.fields.pickup_datetime);
  expect(pickups).toEqual(pickups.toSorted());
  expect(new Set(pickups.map((pickup) => pickup.slice(0, 10)))).toEqual(new Set(['2024-02-29']));
  const dropoffDates = new Set(trips.map(({ end }) => end?.fields.dropoff_datetime.slice(0, 10)));
  expect(dropoffDates).toContain('2024-03-01');
});

test('the first of very many trips is there at once: nothing is generated in advance', () => {
  const { value } = generateTrips({ trips: 1_000_000_000 }).next();
  expect(value.start.fields.pickup_datetime).toBe('2024-05-25 00:00:00');
});

describe('options out of range are refused at once', () => {
  test.each([
    [{ date: '2024-02-30' }, 'date must be a real day such as 2024-05-25, got "2024-02-30"'],
    [{ date: 'yesterday' }, 'date must be a real day such as 2024-05-25, got "yesterday"'],
    [{ trips: 0 }, 'trips must be a whole number from 1 to 4294967296, got 0'],
    [{ trips: 2.5 }, 'trips must be a whole number from 1 to 4294967296, got 2.5'],
    [{ trips: 5, neverEndingStarts: 6 }, 'neverEndingStarts must be a whole number from 0 to trips, got 6'],
    [{ blankCodesShare: 11 }, 'blankCodesShare must be from 0 to 1, got 11'],
  ])('%j', (options, message) => {
    expect(() => generateTrips(options)).toThrow(new RangeError(message));
  });
});

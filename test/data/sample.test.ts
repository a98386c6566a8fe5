import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { endCsvLines, startCsvLines } from '../../data/trip-files.ts';

const committed = (name: string): string =>
  readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8');
const startsCsv = committed('trip_start.csv');
const endsCsv = committed('trip_end.csv');

const rowsOf = (csv: string): Record<string, string>[] => parse(csv, { columns: true });
const starts = rowsOf(startsCsv);
const ends = rowsOf(endsCsv);
const idsOf = (rows: Record<string, string>[]) => rows.map((row) => row.trip_id ?? '');

test('the generator writes the committed files byte for byte, and different ones for another seed', () => {
  expect([...startCsvLines()].join('') === startsCsv).toBe(true);
  expect([...endCsvLines()].join('') === endsCsv).toBe(true);
  expect([...endCsvLines({ seed: 1 })].join('') === endsCsv).toBe(false);
});

test('the columns of the starts, and of the ends with trip_id last', () => {
  expect(startsCsv.slice(0, startsCsv.indexOf('\n'))).toBe(
    'trip_id,pickup_location_id,dropoff_location_id,vendor_id,pickup_datetime,estimated_dropoff_datetime,estimated_fare_amount',
  );
  expect(endsCsv.slice(0, endsCsv.indexOf('\n'))).toBe(
    'dropoff_datetime,rate_code,passenger_count,trip_distance,fare_amount,tip_amount,payment_type,trip_type,trip_id',
  );
});

test('5,000 starts with unique ids, of which 12 never end', () => {
  const started = new Set(idsOf(starts));
  expect(starts).toHaveLength(5000);
  expect(started.size).toBe(5000);
  expect(new Set(idsOf(ends)).size).toBe(4988);
  expect(ends).toHaveLength(4988);
  expect(idsOf(ends).filter((id) => !started.has(id))).toEqual([]);
});

test('pickups on one day, dropoffs also after its midnight', () => {
  expect(new Set(starts.map((row) => row.pickup_datetime?.slice(0, 10)))).toEqual(new Set(['2024-05-25']));
  expect([...new Set(ends.map((row) => row.dropoff_datetime?.slice(0, 10)))].toSorted()).toEqual([
    '2024-05-25',
    '2024-05-26',
  ]);
  const pickups = new Map(starts.map((row) => [row.trip_id, row.pickup_datetime ?? '']));
  expect(ends.filter((row) => (row.dropoff_datetime ?? '') <= (pickups.get(row.trip_id) ?? '~'))).toEqual([]);
});

test('about 11% of the ends have all four codes blank, the others none, written as 1.0', () => {
  const codes = ends.map((row) => [row.rate_code, row.passenger_count, row.payment_type, row.trip_type]);
  const blank = codes.filter((four) => four.every((code) => code === ''));
  const written = codes.filter((four) => four.every((code) => /^[1-6]\.0$/.test(code ?? '')));
  expect(Math.abs((100 * blank.length) / ends.length - 11)).toBeLessThan(1.5);
  expect(blank.length + written.length).toBe(ends.length);
});

test('fares are realistic, some with 15 decimal places, most in cents', () => {
  const fares = ends.map((row) => row.fare_amount ?? '');
  expect(fares.filter((fare) => !/^\d+\.\d{1,15}$/.test(fare))).toEqual([]);
  expect(fares.some((fare) => /\.\d{15}$/.test(fare))).toBe(true);
  expect(fares.filter((fare) => /\.\d{1,2}$/.test(fare)).length).toBeGreaterThan(fares.length / 2);
  expect(Math.min(...fares.map(Number))).toBeGreaterThanOrEqual(3.5);
  expect(Math.max(...fares.map(Number))).toBeLessThan(125);
});

describe('events are listed in the order in which they were reported', () => {
  test('nearly in order of time, but not quite', () => {
    const late = (moments: (string | undefined)[]) =>
      moments.filter((moment, index) => (moment ?? '') < (moments[index - 1] ?? '')).length;
    for (const count of [
      late(starts.map((row) => row.pickup_datetime)),
      late(ends.map((row) => row.dropoff_datetime)),
    ]) {
      expect(count).toBeGreaterThan(50);
      expect(count).toBeLessThan(500);
    }
  });

  test('some starts follow, in their file, starts of trips that began after their own trip had ended', () => {
    const dropoffs = new Map(ends.map((row) => [row.trip_id, row.dropoff_datetime ?? '~']));
    let latestPickup = '';
    const listedAfterTheirEnd = starts.filter((row) => {
      const isAfter = (dropoffs.get(row.trip_id) ?? '~') < latestPickup;
      if ((row.pickup_datetime ?? '') > latestPickup) latestPickup = row.pickup_datetime ?? '';
      return isAfter;
    });
    expect(listedAfterTheirEnd.length).toBeGreaterThan(20);
    expect(listedAfterTheirEnd.length).toBeLessThan(200);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { oracleMetrics } from '../../checks/oracle.ts';
import { csvPieces } from '../../checks/oracle-csv.ts';
import { METRIC_ATTRIBUTES, METRICS } from '../../functions/trip/metrics.ts';
import { TRIP_END_FIELDS } from '../../functions/trip/trip-event.ts';

const START_HEADER = 'trip_id,pickup_datetime';
const END_HEADER = 'dropoff_datetime,rate_code,fare_amount,trip_id';

const startsOf = (...ids: string[]): string =>
  [START_HEADER, ...ids.map((id) => `${id},2024-05-25 10:00:00`), ''].join('\n');
const endsOf = (...rows: string[]): string => [END_HEADER, ...rows, ''].join('\n');

/** Metrics of 2024-05-25 for completed trips with these fares. */
const metricsOfFares = (...fares: string[]) => {
  const ids = fares.map((_, index) => `t${index}`);
  const ends = fares.map((fare, index) => `2024-05-25 10:30:00,1.0,${fare},t${index}`);
  return oracleMetrics({ startsCsv: startsOf(...ids), endsCsv: endsOf(...ends) }).get('2024-05-25');
};

test('the oracle computes every metric, in the order of the metrics file', () => {
  expect(Object.keys(metricsOfFares('5') ?? {})).toEqual(METRICS.map(({ name }) => name));
});

describe('money', () => {
  test('sums every digit before it rounds once', () => {
    // By hand: 40.09620692463166 + 0.00379307536834 = 40.1; a double sum of ten 0.1 would not be 1 either.
    expect(metricsOfFares('40.09620692463166', '0.00379307536834')).toEqual({
      total_fare: '40.1',
      count_trips: 2,
      average_fare: '20.05',
      max_fare: '40.1',
      min_fare: '0',
    });
    expect(metricsOfFares('0.004', '0.004', '0.004')?.total_fare).toBe('0.01');
  });

  test.each([
    ['0.005', '0.01'],
    ['0.0049999999999999999999', '0'],
    ['1.005', '1.01'],
    ['2.675', '2.68'],
    ['98.10', '98.1'],
    ['120', '120'],
    ['1.2e1', '12'],
    ['.5', '0.5'],
    ['99999999999999999999.995', '100000000000000000000'],
  ])(
    'a fare of %s is %s in the file: half rounds away from zero, trailing zeros are dropped',
    (fare, written) => {
      expect(metricsOfFares(fare)?.max_fare).toBe(written);
    },
  );

  test('the average is rounded from the exact quotient, not from the rounded total', () => {
    // 0.009 / 2 = 0.0045 → 0; the total rounds to 0.01, and half of that would round to 0.01.
    expect(metricsOfFares('0.004', '0.005')).toMatchObject({ total_fare: '0.01', average_fare: '0' });
    expect(metricsOfFares('1', '0', '1')?.average_fare).toBe('0.67');
  });
});

describe('which trips count', () => {
  test('a trip belongs to the date of its dropoff, on either side of midnight', () => {
    const endsCsv = endsOf('2024-05-26 00:00:00,,7.5,b', '2024-05-25 23:59:59,,5,a');
    const metrics = oracleMetrics({ startsCsv: startsOf('a', 'b'), endsCsv });
    expect([...metrics].map(([date, { total_fare }]) => [date, total_fare])).toEqual([
      ['2024-05-25', '5'],
      ['2024-05-26', '7.5'],
    ]);
  });

  test('only trips with a start and an end, each once however often they are listed', () => {
    const end = '2024-05-25 10:30:00,1.0,5.5,a';
    const endsCsv = endsOf(end, '2024-05-25 10:30:00,1.0,5.50,a', end, '2024-05-25 11:00:00,1.0,9,no-start');
    const metrics = oracleMetrics({ startsCsv: startsOf('a', 'no-end', 'a'), endsCsv });
    expect(metrics.get('2024-05-25')).toMatchObject({ total_fare: '5.5', count_trips: 1 });
  });

  test.each(METRIC_ATTRIBUTES.filter((attribute) => TRIP_END_FIELDS.includes(attribute)))(
    'two ends of one trip that differ in %s have no right answer',
    (attribute) => {
      const end = { trip_id: 'a', dropoff_datetime: '2024-05-25 10:30:00', fare_amount: '5' };
      const ends = ['5', '6'].map((amount) => ({ ...end, [attribute]: amount }));
      const endsCsv = [Object.keys(ends[0] ?? {}), ...ends.map(Object.values)].join('\n');
      expect(() => oracleMetrics({ startsCsv: startsOf('a'), endsCsv })).toThrow(
        'trip a has two different ends',
      );
    },
  );

  test.each([
    ['2024-05-25 10:30:00,1.0,,bad', 'no fare'],
    ['2024-05-25 10:30:00,1.0,-5,bad', 'a negative fare'],
    ['2024-05-25 10:30:00,1.0,five,bad', 'a fare that is not a number'],
    ['2024-05-25 10:30:00,1.0,NaN,bad', 'NaN'],
    ['2024-05-25 10:30:00,1.0,1234567890.12345678901234567890123456789,bad', '39 significant digits'],
    ['2024-02-30 10:30:00,1.0,5,bad', 'a day that is not in the calendar'],
    ['2023-02-29 10:30:00,1.0,5,bad', '29 February of a common year'],
    ['2024-05-25 24:00:00,1.0,5,bad', 'an hour that no clock shows'],
    ['25/05/2024 10:30,1.0,5,bad', 'another form of date'],
    ['2024-05-25 10:30:00,1.5,5,bad', 'half a code'],
    ['2024-05-25 10:30:00,1.0,5,bad id', 'a trip_id with a space'],
    ['2024-05-25 10:30:00,1.0,5,', 'no trip_id'],
  ])('%s is left out: %s', (row) => {
    const id = row.slice(row.lastIndexOf(',') + 1);
    const endsCsv = endsOf('2024-05-25 10:30:00,1.0,5,good', row);
    const metrics = oracleMetrics({ startsCsv: startsOf('good', id), endsCsv });
    expect([...metrics.values()].map(({ count_trips }) => count_trips)).toEqual([1]);
  });

  test('a bad start leaves its trip open', () => {
    const startsCsv = `${START_HEADER}\na,2024-13-01 10:00:00\nb,2024-02-29T10:00:00\n`;
    const endsCsv = endsOf('2024-05-25 10:30:00,,5,a', '2024-05-25T10:30:00,,6,b');
    expect(oracleMetrics({ startsCsv, endsCsv }).get('2024-05-25')?.total_fare).toBe('6');
  });
});

describe('CSV', () => {
  const startsCsv = startsOf('a', 'b');
  const expected = oracleMetrics({
    startsCsv,
    endsCsv: endsOf('2024-05-25 10:30:00,1.0,5.25,a', '2024-05-25 11:30:00,,7,b'),
  });

  test.each([
    [
      'CRLF line ends, and none on the last line',
      `${END_HEADER}\r\n2024-05-25 10:30:00,1.0,5.25,a\r\n2024-05-25 11:30:00,,7,b`,
    ],
    ['a byte order mark', `\uFEFF${endsOf('2024-05-25 10:30:00,1.0,5.25,a', '2024-05-25 11:30:00,,7,b')}`],
    [
      'quoted fields with commas, quotes and line ends in them',
      '"trip_id",note,fare_amount,dropoff_datetime\na,"x, ""y""\nz",5.25,"2024-05-25 10:30:00"\nb,"",7,2024-05-25 11:30:00\n',
    ],
    [
      'another column order, unknown columns, and empty lines',
      'fare_amount,trip_id,dropoff_datetime,fleet\n5.25,a,2024-05-25 10:30:00,x\n\n7,b,2024-05-25 11:30:00,\n\n',
    ],
  ])('reads %s', (_, endsCsv) => {
    expect(expected.get('2024-05-25')?.total_fare).toBe('12.25');
    expect(oracleMetrics({ startsCsv, endsCsv })).toEqual(expected);
  });

  test.each([1, 2, 7, 64])('gives the same from pieces of %i characters, wherever they end', (length) => {
    const endsCsv =
      '\uFEFF"trip_id",note,fare_amount,dropoff_datetime\r\na,"x, ""y""\r\nz",5.25,"2024-05-25 10:30:00"\r\nb,"",7,2024-05-25 11:30:00';
    const pieces = endsCsv.match(new RegExp(`[^]{1,${length}}`, 'g')) ?? [];
    expect(pieces.length).toBe(Math.ceil(endsCsv.length / length));
    expect(oracleMetrics({ startsCsv, endsCsv: pieces })).toEqual(expected);
  });

  test('reads a file piece by piece, including characters that two pieces share', () => {
    const folder = mkdtempSync(join(tmpdir(), 'tripstream-oracle-'));
    try {
      const path = join(folder, 'ends.csv');
      const note = 'é'.repeat(1_500_001); // 3 MB of an odd number of bytes before it: pieces end within characters
      const endsCsv = `trip_id,note,fare_amount,dropoff_datetime\na,${note},5.25,2024-05-25 10:30:00\nb,x${note},7,2024-05-25 11:30:00\n`;
      writeFileSync(path, endsCsv);
      expect([...csvPieces(path)].join('')).toBe(endsCsv);
      expect(oracleMetrics({ startsCsv, endsCsv: csvPieces(path) })).toEqual(expected);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test.each([
    ['dropoff_datetime,trip_id\n2024-05-25 10:30:00,a\n', 'no column fare_amount'],
    [endsOf('2024-05-25 10:30:00,5,a'), 'row 1 has 3 cells'],
    [endsOf('2024-05-25 10:30:00,1.0,5"5,a'), 'not CSV'],
    ['', 'no column trip_id, dropoff_datetime, fare_amount'],
  ])('refuses %j', (endsCsv, message) => {
    expect(() => oracleMetrics({ startsCsv, endsCsv })).toThrow(message);
  });
});

import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { selectEvents } from '../../../producer/produce/event-source.ts';
import { kindOfTripCsv, readTripCsv, type TripFields } from '../../../producer/produce/read-trip-csv.ts';
import type { TripFile } from '../../../producer/produce/trip-files.ts';
import { openCsvFolder } from './trip-files-under-test.ts';

const csv = openCsvFolder();
afterAll(csv.remove);

const rowsOf = async (file: TripFile): Promise<TripFields[]> => {
  const rows: TripFields[] = [];
  for await (const { fields } of readTripCsv(file)) rows.push(fields);
  return rows;
};

const END = { trip_id: 'a1', dropoff_datetime: '2024-05-25 00:02:03', fare_amount: '40.09620692463166' };

describe('reading trips from a CSV', () => {
  test('the header decides which column is where, and values stay as they are written', async () => {
    const file = csv.write(
      'end',
      'order.csv',
      'fare_amount,rate_code,dropoff_datetime,trip_id\n40.09620692463166,1.0,2024-05-25 00:02:03,a1\n',
    );
    expect(await rowsOf(file)).toEqual([{ ...END, rate_code: '1.0' }]);
  });

  test('a byte order mark, CRLF line ends and a missing last line end change nothing', async () => {
    const file = csv.write(
      'end',
      'windows.csv',
      '\uFEFFtrip_id,dropoff_datetime,fare_amount\r\na1,2024-05-25 00:02:03,40.09620692463166\r\na1,2024-05-25 00:02:03,40.09620692463166',
    );
    expect(await rowsOf(file)).toEqual([END, END]);
  });

  test('line ends may be mixed', async () => {
    const file = csv.write(
      'end',
      'mixed.csv',
      'trip_id,dropoff_datetime,fare_amount\na1,2024-05-25 00:02:03,40.09620692463166\r\na1,2024-05-25 00:02:03,40.09620692463166\n',
    );
    expect(await rowsOf(file)).toEqual([END, END]);
  });

  test('quoted fields may hold commas, quotes and line ends; further columns and blanks pass through', async () => {
    const file = csv.write(
      'start',
      'quoted.csv',
      'trip_id,pickup_datetime,note,vendor_id\n"a,""1""",2024-05-25 00:02:03,"two\nlines",\n',
    );
    expect(await rowsOf(file)).toEqual([
      { trip_id: 'a,"1"', pickup_datetime: '2024-05-25 00:02:03', note: 'two\nlines', vendor_id: '' },
    ]);
  });

  test('a file with only a header has no rows', async () => {
    expect(await rowsOf(csv.write('start', 'header.csv', 'trip_id,pickup_datetime\n'))).toEqual([]);
  });

  test('a ragged row is named, after all rows before it have come', async () => {
    const rows = Array.from({ length: 3000 }, (_, n) => `t${n},2024-05-25 00:00:00\n`).join('');
    const file = csv.write(
      'start',
      'ragged.csv',
      `trip_id,pickup_datetime\n${rows}t,2024-05-25 00:00:00,extra\n`,
    );
    const read: TripFields[] = [];
    const reading = (async () => {
      for await (const { fields } of readTripCsv(file)) read.push(fields);
    })();
    await expect(reading).rejects.toMatchObject({
      exitCode: 2,
      message: `${file.path}, row 3001: has 3 fields, but the header names 2 columns`,
    });
    expect(read).toHaveLength(3000);
  });

  test.each([
    ['empty.csv', '', /empty\.csv: is empty; its first line must be a header such as trip_id,/],
    [
      'lacks.csv',
      'trip_id,fare_amount\na,1\n',
      /lacks\.csv: the header lacks the column dropoff_datetime of trip ends; it names trip_id, fare_amount/,
    ],
    ['twice.csv', 'trip_id,trip_id\na,1\n', /twice\.csv: the header names the column "trip_id" twice/],
    [
      'open.csv',
      'trip_id,dropoff_datetime,fare_amount\nb,2024,1\n"a,2024,1\n',
      /open\.csv, row 2: opens a quote that is never closed/,
    ],
  ])('%s is refused with one clear line', async (name, content, message) => {
    await expect(rowsOf(csv.write('end', name, content))).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message),
    });
  });

  test('a quote left open in a large file is refused before all of it is in memory', async () => {
    const file = csv.write(
      'start',
      'open-large.csv',
      `trip_id,pickup_datetime\n"a,${'x\n'.repeat(1_500_000)}`,
    );
    await expect(rowsOf(file)).rejects.toThrow(/row 1: is longer than 1048576 bytes: is a quote left open\?/);
  });

  test('so is a header without an end', async () => {
    const file = csv.write('start', 'no-line-end.csv', 'x'.repeat(3_000_000));
    await expect(rowsOf(file)).rejects.toThrow(
      `${file.path}: the header is longer than 1048576 bytes: is a quote left open?`,
    );
  });

  test.each(['interleaved', 'shuffled'] as const)(
    '%s: what is not a file is refused by name',
    async (order) => {
      symlinkSync('loop.csv', join(csv.folder, 'loop.csv'), 'file');
      for (const [path, problem] of [
        ['loop.csv', 'is a symbolic link that leads back to itself'],
        ['x'.repeat(5_000), 'is not a valid file name: it is too long'],
        ['loop.csv/x.csv', 'is a symbolic link that leads back to itself'],
      ] as const) {
        const file = { kind: 'start' as const, path: join(csv.folder, path) };
        const events = selectEvents({ files: [file], order, seed: 1, skip: 0 });
        await expect(events.next()).rejects.toMatchObject({
          exitCode: 2,
          message: `${file.path}: ${problem}`,
        });
      }
      rmSync(join(csv.folder, 'loop.csv'));
    },
  );

  test('a missing file and a directory are refused by name', async () => {
    await expect(rowsOf({ kind: 'start', path: '/nowhere/x.csv' })).rejects.toThrow(
      '/nowhere/x.csv: no such file',
    );
    await expect(rowsOf({ kind: 'start', path: csv.folder })).rejects.toThrow(
      `${csv.folder}: is a directory`,
    );
  });
});

test('each row knows its line, whatever line ends it and the fields have', async () => {
  const text = 'h,trip_id,pickup_datetime\na,b,c\n\n"e\r\nx\r\ny",f,g\nh,i,j';
  for (const lineEnd of ['\n', '\r\n']) {
    const file = csv.write('start', 'lines.csv', text.replaceAll(/(?<!\r)\n/g, lineEnd));
    const lines: number[] = [];
    for await (const { line } of readTripCsv(file)) lines.push(line);
    expect(lines).toEqual([2, 6, 7]);
  }
});

describe('which events a CSV holds', () => {
  const kindOf = (content: string | Buffer): Promise<string> =>
    kindOfTripCsv(csv.write('start', 'kind.csv', content).path);

  test('follows from its header, also when there is no row or a ragged one', async () => {
    expect(await kindOf('pickup_datetime, trip_id \na,b\n')).toBe('start');
    expect(await kindOf('trip_id,fare_amount,dropoff_datetime\n')).toBe('end');
    expect(await kindOf('trip_id,fare_amount,dropoff_datetime\na\n')).toBe('end');
  });

  test.each([
    [
      'a,b\n1,2\n',
      /the header must have the columns of trip starts \(trip_id, pickup_datetime\) or the columns of trip ends \(trip_id, dropoff_datetime, fare_amount\); it names a, b$/,
    ],
    ['trip_id,pickup_datetime,dropoff_datetime,fare_amount\n', /split it into two files, one for each$/],
    ['', /is empty; its first line must be a header such as trip_id,pickup_datetime.* or trip_id,dropoff/],
    [Buffer.from([0x1f, 0x8b, 8, 0, 0]), /is gzip-compressed: unpack it first, with gunzip$/],
    [Buffer.from('\uFEFFtrip_id,fare_amount\n', 'utf16le'), /is UTF-16 text: save it as UTF-8$/],
  ])('cannot be told from %j', async (content, told) => {
    await expect(kindOf(content)).rejects.toThrow(told);
  });

  test('a file that does not exist is named', async () => {
    await expect(kindOfTripCsv('/nowhere/x.csv')).rejects.toThrow('/nowhere/x.csv: no such file');
  });
});

import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readTripCsv } from '../../../producer/produce/read-trip-csv.ts';
import { readRepaired } from '../../../producer/repair/repaired-file.ts';
import { openCsvFolder } from './trip-files-under-test.ts';

const csv = openCsvFolder();
afterAll(csv.remove);

const TEXT = 'trip_id,pickup_datetime\na,2024-05-25 10:00:00\n';
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

const OTHER_FILES: readonly (readonly [string, Buffer, RegExp])[] = [
  ['gzip', gzipSync(TEXT), /is gzip-compressed: unpack it first, with gunzip$/],
  ['a ZIP archive', Buffer.from('PK\u0003\u0004and so on'), /is a ZIP archive or a spreadsheet workbook/],
  ['UTF-16', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), /is UTF-16 text: save it as UTF-8$/],
  ['big-endian UTF-16', utf16be(`\ufeff${TEXT}`), /is UTF-16 text/],
  ['UTF-16 without a mark', Buffer.from(TEXT, 'utf16le'), /is UTF-16 text/],
  ['big-endian UTF-16 without a mark', utf16be(TEXT), /is UTF-16 text/],
  [
    'a binary file',
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 2, 0, 0x3e]),
    /is a binary file, not text$/,
  ],
  ['one NUL', Buffer.from([0]), /is a binary file, not text$/],
];

const firstOf = async (rows: AsyncIterable<unknown>): Promise<unknown> => {
  for await (const row of rows) return row;
  return undefined;
};

describe('a file that is not UTF-8 text', () => {
  test.each(OTHER_FILES)('%s is named', async (_name, bytes, told) => {
    const file = csv.write('start', 'trips.csv', bytes);
    await expect(firstOf(readTripCsv(file))).rejects.toThrow(told);
    await expect(firstOf(readRepaired(file.path, 'csv'))).rejects.toThrow(told);
    await expect(firstOf(readRepaired(file.path, 'jsonl'))).rejects.toThrow(told);
  });

  test("a NUL in a row is that row's problem", async () => {
    const file = csv.write('start', 'nul.csv', 'trip_id,pickup_datetime\na\0b,c\n');
    expect(await firstOf(readTripCsv(file))).toMatchObject({ fields: { trip_id: 'a\0b' } });
  });

  test('a header of 100,000 columns is refused, whatever they are called', async () => {
    const columns = Array.from({ length: 100_000 }, (_, index) => `c${index}`).join(',');
    const file = csv.write('start', 'wide.csv', `trip_id,pickup_datetime,${columns}\n`);
    await expect(firstOf(readTripCsv(file))).rejects.toThrow(
      /wide\.csv: the header names 100,002 columns, but the limit is 1,000 columns: is it a CSV with a line for each row\?$/,
    );
    const tabs = csv.write('start', 'tabs.csv', `${'\u001b[31m\t'.repeat(50_000)}\n`);
    await expect(firstOf(readTripCsv(tabs))).rejects.toThrow(/it names (\\u001b\[31m\\u0009)+/);
  });
});

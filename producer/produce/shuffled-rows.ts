import { type BigIntStats, closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { InputError } from '../terminal/command-error.ts';
import {
  CSV_OPTIONS,
  readTripCsv,
  rowFields,
  type TripEvent,
  type TripFields,
  type TripHeader,
} from './read-trip-csv.ts';
import { kindOfFile } from './text-file.ts';
import type { TripFile } from './trip-files.ts';

/** A file whose rows can be read by their place as long as it does not change. */
interface OpenFile {
  readonly header: TripHeader;
  /** Where each row ends: 8 bytes per row, whatever the row holds. */
  readonly endBytes: readonly number[];
  readonly descriptor: number;
  /** The index of its first row among the rows of all files. */
  readonly first: number;
  readonly version: string;
}

/** Rows that are read and parsed together, and so the most payloads in memory at a time. */
const WINDOW_ROWS = 512;

/** Pseudo-random numbers in [0, 1) that depend on `seed` alone: mulberry32, public domain, by Tommy Ettinger. */
const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** The numbers 0 to `count` − 1 in an order that depends on `seed` alone (Fisher-Yates). */
const seededPermutation = (count: number, seed: number): Uint32Array => {
  const random = seededRandom(seed);
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
  }
  return order;
};

const versionOf = (stats: BigIntStats): string => `${stats.dev} ${stats.ino} ${stats.size} ${stats.mtimeNs}`;

/** @throws {InputError} when a file is no longer the one whose rows were counted */
const checkUnchanged = (path: string, version: string, stats: BigIntStats): void => {
  if (versionOf(stats) === version) return;
  throw new InputError(
    `${path}: was changed while it was being read, so its rows are no longer where they were: shuffle a copy that nobody writes to`,
  );
};

const indexRows = async (file: TripFile): Promise<Pick<OpenFile, 'header' | 'endBytes'>> => {
  if (kindOfFile(file.path)?.isFIFO() === true) {
    throw new InputError(`${file.path}: a pipe cannot be shuffled, since it can be read only once`);
  }
  const headers: TripHeader[] = [];
  const endBytes: number[] = [];
  for await (const { endByte } of readTripCsv(file, (header) => headers.push(header))) endBytes.push(endByte);
  const [header] = headers;
  if (header === undefined) throw new Error(`${file.path} was read without a header`);
  return { header, endBytes };
};

/** Reads rows by their index, in the order asked for; synchronously, as reading from the page cache costs less than a promise. */
const readRows = (
  { header, endBytes, descriptor, version }: OpenFile,
  indices: readonly number[],
): TripFields[] => {
  const slices = indices.map((index) => {
    const start = endBytes[index - 1] ?? header.endByte;
    // One more byte for a line end: the last row of a file may lack one, and an empty line is skipped.
    const slice = Buffer.alloc((endBytes[index] ?? start) - start + 1, '\n');
    readSync(descriptor, slice, 0, slice.length - 1, start);
    return slice;
  });
  // Checked after the reads: a file that is unchanged now was unchanged during them.
  checkUnchanged(header.file.path, version, fstatSync(descriptor, { bigint: true }));
  const rows: string[][] = parse(Buffer.concat(slices), CSV_OPTIONS);
  if (rows.length !== indices.length)
    throw new Error(`${header.file.path} gave ${rows.length} rows instead of ${indices.length}`);
  return rows.map((values, at) =>
    rowFields(header.file.path, header.columns, values, (indices[at] ?? 0) + 1),
  );
};

/** The rows of one window in its order: each file's rows are read together, then put in their places. */
const readWindow = (files: readonly OpenFile[], window: Uint32Array): TripEvent[] => {
  const rows: TripEvent[] = new Array(window.length);
  for (const file of files) {
    const places = [...window.keys()].filter((place) => {
      const index = (window[place] ?? 0) - file.first;
      return index >= 0 && index < file.endBytes.length;
    });
    const indices = places.map((place) => (window[place] ?? 0) - file.first);
    readRows(file, indices).forEach((fields, at) => {
      rows[places[at] ?? 0] = { file: file.header.file, row: (indices[at] ?? 0) + 1, fields };
    });
  }
  return rows;
};

/**
 * All rows of `files` in a shuffled order that depends only on the files and `seed`. A first pass over the files notes
 * only where rows end; rows are then read by their place.
 *
 * @throws {InputError} as `readTripCsv`, always before the first row
 */
export async function* shuffledRows(files: readonly TripFile[], seed: number): AsyncGenerator<TripEvent> {
  const opened: OpenFile[] = [];
  let count = 0;
  try {
    for (const file of files) {
      const readable = kindOfFile(file.path) !== undefined;
      const version = readable ? versionOf(statSync(file.path, { bigint: true })) : 'none';
      const index = await indexRows(file);
      const descriptor = openSync(file.path, 'r');
      opened.push({ ...index, descriptor, first: count, version });
      checkUnchanged(file.path, version, fstatSync(descriptor, { bigint: true }));
      count += index.endBytes.length;
    }
    const order = seededPermutation(count, seed);
    for (let start = 0; start < count; start += WINDOW_ROWS) {
      yield* readWindow(opened, order.subarray(start, start + WINDOW_ROWS));
    }
  } finally {
    for (const { descriptor } of opened) closeSync(descriptor);
  }
}

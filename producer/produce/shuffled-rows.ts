import { closeSync, openSync, readSync, statSync } from 'node:fs';
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
import { seededPermutation } from './seeded-shuffle.ts';
import type { TripFile } from './trip-files.ts';

/** Where every row of a file ends: 8 bytes a row, whatever the row holds. */
interface RowIndex {
  readonly header: TripHeader;
  readonly endBytes: readonly number[];
}

/** Rows that are read and parsed together: as many payloads are in memory at a time. */
const WINDOW_ROWS = 512;

const indexRows = async (file: TripFile): Promise<RowIndex> => {
  if (statSync(file.path, { throwIfNoEntry: false })?.isFIFO() === true) {
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
  { header, endBytes }: RowIndex,
  descriptor: number,
  indices: readonly number[],
): TripFields[] => {
  const slices = indices.map((index) => {
    const start = endBytes[index - 1] ?? header.endByte;
    // One more byte for a line end: the last row of a file may lack one, and an empty line is skipped.
    const slice = Buffer.alloc((endBytes[index] ?? start) - start + 1, '\n');
    readSync(descriptor, slice, 0, slice.length - 1, start);
    return slice;
  });
  const rows: string[][] = parse(Buffer.concat(slices), CSV_OPTIONS);
  if (rows.length !== indices.length)
    throw new InputError(`${header.file.path}: changed while it was being read`);
  return rows.map((values, at) =>
    rowFields(header.file.path, header.columns, values, (indices[at] ?? 0) + 1),
  );
};

/** The rows of one window in its order: each file's rows are read together, then put in their places. */
const readWindow = (
  files: readonly (RowIndex & { readonly descriptor: number; readonly first: number })[],
  window: Uint32Array,
): TripEvent[] => {
  const rows: TripEvent[] = new Array(window.length);
  for (const file of files) {
    const places = [...window.keys()].filter((place) => {
      const index = (window[place] ?? 0) - file.first;
      return index >= 0 && index < file.endBytes.length;
    });
    const indices = places.map((place) => (window[place] ?? 0) - file.first);
    readRows(file, file.descriptor, indices).forEach((fields, at) => {
      rows[places[at] ?? 0] = { file: file.header.file, row: (indices[at] ?? 0) + 1, fields };
    });
  }
  return rows;
};

/**
 * All rows of `files` in a shuffled order that depends on the files and `seed` alone. A first pass over the files keeps
 * only where rows end; rows are then read by their place.
 *
 * @throws {InputError} as `readTripCsv`, always before the first row
 */
export async function* shuffledRows(files: readonly TripFile[], seed: number): AsyncGenerator<TripEvent> {
  const opened: (RowIndex & { descriptor: number; first: number })[] = [];
  let count = 0;
  try {
    for (const file of files) {
      const index = await indexRows(file);
      opened.push({ ...index, descriptor: openSync(file.path, 'r'), first: count });
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

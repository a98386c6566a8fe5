import { CsvError, type Options, parse } from 'csv-parse';
import { InputError, oneLine } from '../terminal/command-error.ts';
import { counted, printable } from '../terminal/text.ts';
import { fileProblem, openTextFile } from './text-file.ts';
import { COLUMNS, type EventKind, KINDS, type TripFile } from './trip-files.ts';

/** One event of a CSV: column → the text of the field, unchanged. */
export type TripFields = Readonly<Record<string, string>>;

/** One row of a CSV on its way to a stream. */
export interface TripEvent {
  readonly file: TripFile;
  /** 1 for the first row under the header. */
  readonly row: number;
  readonly fields: TripFields;
}

/** A row, and where it ends in the file, including its line end. */
export interface TripRow extends TripEvent {
  readonly endByte: number;
  /** The line of the file, from 1, on which it ends. */
  readonly line: number;
}

export interface TripHeader {
  readonly file: TripFile;
  readonly columns: readonly string[];
  readonly endByte: number;
}

/** A row longer than a Kinesis record probably has an unclosed quote, and must not be collected in memory. */
const MAX_ROW_BYTES = 1024 * 1024;

/** None of our CSVs has more than 20. A header with very many is another kind of file, or one without line ends. */
const MAX_COLUMNS = 1_000;

/** How every CSV is read: rows as arrays, any line end; `rowFields` refuses a ragged row, after the rows before it. */
export const CSV_OPTIONS = {
  columns: false,
  relax_column_count: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n', '\r'],
  max_record_size: MAX_ROW_BYTES,
} satisfies Options;

/** Gives the values of a row their column names. @throws {InputError} if there are more or fewer values than columns */
export const rowFields = (
  path: string,
  columns: readonly string[],
  values: readonly string[],
  row: number,
): TripFields => {
  if (values.length !== columns.length) {
    throw new InputError(
      `${path}, row ${row}: has ${counted(values.length, 'field')}, but the header names ${counted(columns.length, 'column')}`,
    );
  }
  return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
};

const checkWidth = (path: string, { length }: readonly string[]): void => {
  if (length <= MAX_COLUMNS) return;
  throw new InputError(
    `${path}: the header names ${counted(length, 'column')}, but the limit is ${counted(MAX_COLUMNS, 'column')}: is it a CSV with a line for each row?`,
  );
};

/** @throws {InputError} when a header names a column twice */
export const checkNames = (path: string, columns: readonly string[]): void => {
  const twice = columns.find((name, index) => columns.indexOf(name) < index);
  if (twice === undefined) return;
  throw new InputError(`${path}: the header names the column "${printable(twice, SHOWN_CHARACTERS)}" twice`);
};

/**
 * Returns the line on which a record ends. csv-parse counts a line end of two characters twice if it is inside quotes.
 */
const lineCounter = () => {
  let counted = 0;
  let countedTwice = 0;
  return (record: readonly string[], lines: number): number => {
    if (lines - counted > 1) countedTwice += record.join().split('\r\n').length - 1;
    counted = lines;
    return lines - countedTwice;
  };
};

/** Reads the rows of a CSV one after the other, in constant memory; `columnsOf` reads, and may refuse, the header. */
export async function* readCsvRows(
  path: string,
  columnsOf: (names: readonly string[], endByte: number) => readonly string[],
  options: Options = {},
): AsyncGenerator<Omit<TripRow, 'file'>> {
  const { source, bytes } = openTextFile(path);
  const parser = bytes.pipe(parse({ ...CSV_OPTIONS, bom: true, info: true, ...options }));
  bytes.once('error', (error) => parser.destroy(error));
  const lineOf = lineCounter();
  let columns: readonly string[] | undefined;
  let row = 0;
  try {
    for await (const item of parser) {
      const { record, info }: { record: string[]; info: { bytes: number; lines: number } } = item;
      const line = lineOf(record, info.lines);
      if (columns === undefined) {
        checkWidth(path, record);
        columns = columnsOf(record, info.bytes);
      } else {
        row += 1;
        const fields = rowFields(path, columns, record, row);
        yield { row, fields, endByte: info.bytes, line };
      }
    }
  } finally {
    source.destroy();
  }
}

const SHOWN_CHARACTERS = 200;

const parseHeader = (file: TripFile, names: readonly string[], endByte: number): TripHeader => {
  const columns = names.map((name) => name.trim());
  checkNames(file.path, columns);
  const missing = COLUMNS[file.kind].required.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    const found = printable(columns.join(', '), SHOWN_CHARACTERS);
    throw new InputError(
      `${file.path}: the header lacks the column${missing.length === 1 ? '' : 's'} ${missing.join(', ')} of trip ${file.kind}s; it names ${found}`,
    );
  }
  return { file, columns, endByte };
};

const CSV_REASONS: Readonly<Record<string, string>> = {
  CSV_MAX_RECORD_SIZE: `is longer than ${MAX_ROW_BYTES} bytes: is a quote left open?`,
  CSV_QUOTE_NOT_CLOSED: 'opens a quote that is never closed',
};

const readingFailure = (path: string, error: unknown, row: number): unknown => {
  if (!(Error.isError(error) && 'code' in error && typeof error.code === 'string')) return error;
  if (!(error instanceof CsvError)) return new InputError(`${path}: ${fileProblem(error)}`, error);
  // CsvError counts the rows that it has parsed, header included, which may be ahead of the rows handed out.
  const at = Number(error.records ?? row);
  const place = at === 0 ? `${path}: the header` : `${path}, row ${at}:`;
  return new InputError(`${place} ${CSV_REASONS[error.code] ?? oneLine(error)}`, error);
};

const isEmpty = (path: string, kinds: readonly EventKind[]): InputError => {
  const headers = kinds.map((kind) => COLUMNS[kind].known.join(','));
  return new InputError(`${path}: is empty; its first line must be a header such as ${headers.join(' or ')}`);
};

const kindOfColumns = (path: string, columns: readonly string[]): EventKind => {
  const fitting = KINDS.filter((kind) => COLUMNS[kind].required.every((name) => columns.includes(name)));
  const [kind, another] = fitting;
  if (kind !== undefined && another === undefined) return kind;
  const wanted = KINDS.map((one) => `the columns of trip ${one}s (${COLUMNS[one].required.join(', ')})`);
  throw new InputError(
    another === undefined
      ? `${path}: the header must have ${wanted.join(' or ')}; it names ${printable(columns.join(', '), SHOWN_CHARACTERS)}`
      : `${path}: the header has all columns of trip starts and of trip ends: split it into two files, one for each`,
  );
};

/** Which events a CSV holds, according to its header. @throws {InputError} */
export const kindOfTripCsv = async (path: string): Promise<EventKind> => {
  let named: readonly string[] | undefined;
  const columnsOf = (names: readonly string[]): readonly string[] => {
    named = names.map((name) => name.trim());
    return named;
  };
  try {
    for await (const _ of readCsvRows(path, columnsOf)) break;
  } catch (error) {
    // A problem in the first row is left to whoever reads the rows.
    if (named === undefined) throw readingFailure(path, error, 1);
  }
  if (named === undefined) throw isEmpty(path, KINDS);
  return kindOfColumns(path, named);
};

/**
 * Reads the rows of a CSV one after the other, in constant memory; the header decides which column is where.
 *
 * @throws {InputError} naming the file and the row, when it cannot be read or is not well-formed
 */
export async function* readTripCsv(
  file: TripFile,
  onHeader?: (header: TripHeader) => void,
): AsyncGenerator<TripRow> {
  let isEmptyFile = true;
  let read = 0;
  const columnsOf = (names: readonly string[], endByte: number): readonly string[] => {
    const header = parseHeader(file, names, endByte);
    isEmptyFile = false;
    onHeader?.(header);
    return header.columns;
  };
  try {
    for await (const row of readCsvRows(file.path, columnsOf)) {
      read = row.row;
      yield { file, ...row };
    }
  } catch (error) {
    throw readingFailure(file.path, error, read + 1);
  }
  if (isEmptyFile) throw isEmpty(file.path, [file.kind]);
}

import { extname } from 'node:path';
import {
  payloadBytes,
  readQuarantineMessage,
  streamNameOf,
} from '../../functions/contracts/quarantine-message.ts';
import { checkNames, readCsvRows } from '../produce/read-trip-csv.ts';
import { fileProblem, openTextFile } from '../produce/text-file.ts';
import { jsonOf } from '../stack/json-field.ts';
import { InputError } from '../terminal/command-error.ts';
import { printable } from '../terminal/text.ts';
import { exportedCell, QUARANTINE_COLUMNS, rowPayload } from './quarantine-csv.ts';
import { positionOf } from './quarantine-scan.ts';

export const FILE_FORMATS = ['csv', 'jsonl'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export interface RepairedRecord {
  /** The file and the place in it, such as `refused.csv, row 3`. */
  readonly place: string;
  readonly streamName: string;
  /** As `positionOf`. */
  readonly position: string;
  readonly data: Uint8Array;
  readonly arrivedAt: string;
}

const POSITION = /^shardId-\d+:\d+$/;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
/** The largest record that a stream can be configured to take, with all its quotes doubled. */
const MAX_ROW_BYTES = 24 * 1024 * 1024;

const FORMAT_BY_ENDING: Readonly<Record<string, FileFormat>> = {
  '': 'jsonl',
  '.csv': 'csv',
  '.json': 'jsonl',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.txt': 'jsonl',
};
/** Endings of other formats: not even --format overrides them. */
const NEITHER = /^\.(xls[xmb]?|ods|numbers|parquet|avro|gz|zip|bz2|xz|zst)$/;

/** The given format, or else the one that the file's name implies. @throws {InputError} for another kind of file */
export const fileFormat = (path: string, format: FileFormat | undefined): FileFormat => {
  const ending = extname(path).toLowerCase();
  const found = NEITHER.test(ending) ? undefined : (format ?? FORMAT_BY_ENDING[ending]);
  if (found !== undefined) return found;
  throw new InputError(
    `${path}: an export is CSV or JSON lines, and "${ending}" is neither: name it .csv or .jsonl`,
  );
};

const checkPlace = (place: string, position: string, arrivedAt: string): void => {
  if (!POSITION.test(position)) {
    throw new InputError(
      `${place}: "${printable(position, 80)}" is not a position such as shardId-000000000000:4958…: put back what was exported`,
    );
  }
  if (!ISO_TIME.test(arrivedAt) || Number.isNaN(Date.parse(arrivedAt))) {
    throw new InputError(
      `${place}: arrived_at is "${printable(arrivedAt, 40)}": put back what was exported, such as 2024-05-25T10:00:00.000Z`,
    );
  }
};

/** Unlike `readline`, does not end a line at U+2028, which JSON leaves as it is. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  const { source, bytes } = openTextFile(path);
  try {
    for await (const chunk of bytes.setEncoding('utf8')) {
      const [first, ...others]: string[] = String(chunk).split('\n');
      rest += first;
      const last = others.pop();
      if (last !== undefined) {
        yield rest;
        yield* others;
        rest = last;
      }
      if (rest.length > MAX_ROW_BYTES)
        throw new InputError(
          `${path}: has a line of more than ${MAX_ROW_BYTES} characters: is it JSON lines?`,
        );
    }
  } finally {
    source.destroy();
  }
  yield rest;
}

type OnProblem = (problem: InputError) => void;

const throwIt: OnProblem = (problem) => {
  throw problem;
};

/** What `read` returns; undefined if it throws an InputError, which goes to `onProblem`. */
export const readOr = <Made>(onProblem: OnProblem, read: () => Made): Made | undefined => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    onProblem(error);
    return undefined;
  }
};

const lineRecord = (place: string, text: string): RepairedRecord => {
  const record = readQuarantineMessage(jsonOf(text));
  if (record === undefined || !('payload' in record)) {
    throw new InputError(`${place}: is not a line of JSON as "tripstream quarantine export" writes it`);
  }
  checkPlace(place, `${record.shard_id}:${record.sequence_number}`, record.arrived_at);
  return {
    place,
    streamName: streamNameOf(record.stream_arn) ?? '',
    position: positionOf(record),
    data: payloadBytes(record),
    arrivedAt: record.arrived_at,
  };
};

async function* jsonRecords(path: string, onProblem: OnProblem): AsyncGenerator<RepairedRecord> {
  let number = 0;
  for await (const line of linesOf(path)) {
    number += 1;
    const text = line.replace(/^\uFEFF/, '').trim();
    if (text === '') continue;
    const record = readOr(onProblem, () => lineRecord(`${path}, line ${number}`, text));
    if (record !== undefined) yield record;
  }
}

const headerOf = (path: string, names: readonly string[]): readonly string[] => {
  // A spreadsheet may add columns without a name.
  const named = names.filter((name) => name !== '');
  checkNames(path, named);
  const missing = QUARANTINE_COLUMNS.find((name) => !names.includes(name));
  if (missing === undefined) return names;
  throw new InputError(
    `${path}: the header lacks the column ${missing} that "tripstream quarantine export" writes`,
  );
};

/** Parses a repaired row, its cells by column. @throws {InputError} naming `place` if it lost what was exported */
export const rowRecord = (place: string, cells: Readonly<Record<string, string>>): RepairedRecord => {
  const { position = '', arrived_at: arrivedAt = '', stream: streamName = '' } = cells;
  checkPlace(place, position, arrivedAt);
  const data = rowPayload(cells);
  if (data === undefined) {
    throw new InputError(
      `${place}: other_fields is not a JSON object: clear it or put back what was exported`,
    );
  }
  return { place, streamName, position: `${streamName} ${position}`, data, arrivedAt };
};

const asExported = (fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fields).map(([name, cell]) => [name, exportedCell(cell)]));

async function* csvRecords(path: string, onProblem: OnProblem): AsyncGenerator<RepairedRecord> {
  const columnsOf = (names: readonly string[]): readonly string[] => headerOf(path, names);
  const rows = readCsvRows(path, columnsOf, { max_record_size: MAX_ROW_BYTES });
  for await (const { row, fields } of rows) {
    const record = readOr(onProblem, () => rowRecord(`${path}, row ${row}`, asExported(fields)));
    if (record !== undefined) yield record;
  }
}

/**
 * Reads the records of a repaired file one after the other. A record that does not have the form of an export is an
 * error unless there is an `onProblem` to take it.
 *
 * @throws {InputError} naming the file and, if there is one, the place in it
 */
export async function* readRepaired(
  path: string,
  format: FileFormat,
  onProblem: OnProblem = throwIt,
): AsyncGenerator<RepairedRecord> {
  try {
    yield* format === 'csv' ? csvRecords(path, onProblem) : jsonRecords(path, onProblem);
  } catch (error) {
    if (error instanceof InputError || !(Error.isError(error) && 'code' in error)) throw error;
    throw new InputError(`${path}: ${fileProblem(error)}`, error);
  }
}

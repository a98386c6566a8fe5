import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { jsonOf } from '../../functions/trip/json-field.ts';
import { CSV_OPTIONS } from '../produce/read-trip-csv.ts';
import { InputError, oneLine } from '../terminal/command-error.ts';
import { counted } from '../terminal/counted.ts';
import { printable } from '../terminal/printable.ts';
import { streamNameOf } from './dead-letter.ts';
import { QUARANTINE_COLUMNS, rowPayload } from './quarantine-csv.ts';
import { payloadBytes, positionOf, quarantineMessageOf } from './quarantine-message.ts';

export const FILE_FORMATS = ['csv', 'jsonl'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** A record of a repaired file. */
export interface RepairedRecord {
  /** Its place in the file, such as `line 3`. */
  readonly place: string;
  readonly streamName: string;
  /** As `positionOf`. */
  readonly position: string;
  readonly data: Uint8Array;
  readonly arrivedAt: string;
}

const POSITION = /^shardId-\d+:\d+$/;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
/** A record of the largest size that a stream can be set to take, all its quotes doubled. */
const MAX_ROW_BYTES = 24 * 1024 * 1024;

/** The format that an option says, or else the file's name. */
export const fileFormat = (path: string, format: FileFormat | undefined): FileFormat =>
  format ?? (path.toLowerCase().endsWith('.csv') ? 'csv' : 'jsonl');

const checkPlace = (place: string, position: string, arrivedAt: string): void => {
  if (!POSITION.test(position)) {
    throw new InputError(
      `${place}: "${printable(position, 80)}" is no position such as shardId-000000000000:4958…: put back what was exported`,
    );
  }
  if (!ISO_TIME.test(arrivedAt) || Number.isNaN(Date.parse(arrivedAt))) {
    throw new InputError(
      `${place}: arrived_at is "${printable(arrivedAt, 40)}": put back what was exported, such as 2024-05-25T10:00:00.000Z`,
    );
  }
};

/** Not `readline`: that also ends a line at U+2028, which JSON leaves as it is. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

async function* jsonRecords(path: string): AsyncGenerator<RepairedRecord> {
  let number = 0;
  for await (const line of linesOf(path)) {
    number += 1;
    const text = line.replace(/^\uFEFF/, '').trim();
    if (text === '') continue;
    const place = `${path}, line ${number}`;
    const message = quarantineMessageOf(jsonOf(text));
    if (message === undefined || !('payload' in message.content)) {
      throw new InputError(`${place}: is not a line of JSON as "tripstream quarantine export" writes it`);
    }
    const { record, content } = message;
    checkPlace(place, `${record.shard_id}:${record.sequence_number}`, record.arrived_at);
    yield {
      place,
      streamName: streamNameOf(record.stream_arn) ?? '',
      position: positionOf(record),
      data: payloadBytes(content),
      arrivedAt: record.arrived_at,
    };
  }
}

const headerOf = (path: string, names: readonly string[]): readonly string[] => {
  const missing = QUARANTINE_COLUMNS.find((name) => !names.includes(name));
  if (missing === undefined) return names;
  throw new InputError(
    `${path}: the header lacks the column ${missing} that "tripstream quarantine export" writes`,
  );
};

const rowRecord = (place: string, columns: readonly string[], values: readonly string[]): RepairedRecord => {
  if (values.length !== columns.length) {
    throw new InputError(
      `${place}: has ${counted(values.length, 'field')}, but the header names ${counted(columns.length, 'column')}`,
    );
  }
  const cells = new Map(columns.map((name, index) => [name, values[index] ?? '']));
  const position = cells.get('position') ?? '';
  const arrivedAt = cells.get('arrived_at') ?? '';
  checkPlace(place, position, arrivedAt);
  const data = rowPayload(cells);
  if (data === undefined) {
    throw new InputError(`${place}: other_fields is no JSON object: clear it or put back what was exported`);
  }
  const streamName = cells.get('stream') ?? '';
  return { place, streamName, position: `${streamName} ${position}`, data, arrivedAt };
};

async function* csvRecords(path: string): AsyncGenerator<RepairedRecord> {
  const source = createReadStream(path);
  const parser = source.pipe(parse({ ...CSV_OPTIONS, bom: true, max_record_size: MAX_ROW_BYTES }));
  source.once('error', (error) => parser.destroy(error));
  let columns: readonly string[] | undefined;
  let row = 0;
  try {
    for await (const item of parser) {
      const values: string[] = item;
      if (columns === undefined) {
        columns = headerOf(path, values);
        continue;
      }
      row += 1;
      yield rowRecord(`${path}, row ${row}`, columns, values);
    }
  } finally {
    source.destroy();
  }
}

/**
 * Reads the records of a repaired file one after the other.
 *
 * @throws {InputError} naming the file and the first place that is not as an export writes it
 */
export async function* readRepaired(path: string, format: FileFormat): AsyncGenerator<RepairedRecord> {
  try {
    yield* format === 'csv' ? csvRecords(path) : jsonRecords(path);
  } catch (error) {
    if (error instanceof InputError || !(Error.isError(error) && 'code' in error)) throw error;
    throw new InputError(`${path}: ${error.code === 'ENOENT' ? 'no such file' : oneLine(error)}`, error);
  }
}

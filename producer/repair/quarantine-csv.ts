import {
  payloadBytes,
  type QuarantinedRecord,
  streamNameOf,
} from '../../functions/contracts/quarantine-message.ts';
import { parseExact } from '../../functions/trip/decimal.ts';
import { MARKER_FIELDS, TRIP_END_FIELDS, TRIP_START_FIELDS } from '../../functions/trip/trip-event.ts';
import { isJsonObject, jsonOf } from '../stack/json-field.ts';
import { firstArrival, payloadFields } from './redrive-marker.ts';

/** The columns that hold the fields of an event, of either half. */
export const EVENT_FIELDS: readonly string[] = [...new Set([...TRIP_START_FIELDS, ...TRIP_END_FIELDS])];

/**
 * The columns of an export. `other_fields` holds, as JSON, the fields that the pipeline does not know. A spreadsheet
 * would turn a bare sequence number into a number and lose most of its digits, so `position` puts the shard before it.
 */
export const QUARANTINE_COLUMNS: readonly string[] = [
  ...EVENT_FIELDS,
  'other_fields',
  'reasons',
  'stream',
  'position',
  'arrived_at',
];

/**
 * A spreadsheet takes a cell that begins like this for a formula, which could read other cells and send them elsewhere.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** Puts an apostrophe before a cell that a spreadsheet would take for a formula, even if it already begins with one. */
const withoutFormula = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** Undoes {@link withoutFormula}. */
export const exportedCell = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;

const quoted = (cell: string): string =>
  /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

const csvRow = (cells: readonly string[]): string =>
  `${cells.map((cell) => quoted(withoutFormula(cell))).join(',')}\n`;

export const QUARANTINE_CSV_HEADER = csvRow(QUARANTINE_COLUMNS);

const cellOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

const cellsOf = (record: QuarantinedRecord, fields: object): Readonly<Record<string, string>> => {
  const values = new Map<string, unknown>(Object.entries(fields));
  const others = [...values].filter(
    ([name]) => !EVENT_FIELDS.includes(name) && !MARKER_FIELDS.includes(name),
  );
  return {
    ...Object.fromEntries(EVENT_FIELDS.map((name) => [name, cellOf(values.get(name))])),
    other_fields: others.length === 0 ? '' : JSON.stringify(Object.fromEntries(others)),
    reasons: record.reasons.join('; '),
    stream: streamNameOf(record.stream_arn) ?? '',
    position: `${record.shard_id}:${record.sequence_number}`,
    arrived_at: firstArrival({ data: payloadBytes(record), arrivedAt: record.arrived_at }),
  };
};

/**
 * A record as the cells of its row, by column. If its payload is not a JSON object, the cells of the fields are blank.
 */
export const quarantineCells = (record: QuarantinedRecord): Readonly<Record<string, string>> =>
  cellsOf(record, payloadFields(payloadBytes(record)) ?? {});

/** A record as a row; undefined when its payload is not a JSON object. */
export const quarantineCsvRow = (record: QuarantinedRecord): string | undefined => {
  const fields = payloadFields(payloadBytes(record));
  if (fields === undefined) return undefined;
  const cells = cellsOf(record, fields);
  return csvRow(QUARANTINE_COLUMNS.map((name) => cells[name] ?? ''));
};

/** The payload of a repaired row; undefined when its `other_fields` are not a JSON object. */
export const rowPayload = (cells: Readonly<Record<string, string>>): Uint8Array | undefined => {
  const others = jsonOf(cells.other_fields || '{}', parseExact);
  if (!isJsonObject(others)) return undefined;
  const known = EVENT_FIELDS.map((name) => [name, cells[name] ?? ''] as const);
  const present = known.filter(([, value]) => value !== '');
  return Buffer.from(JSON.stringify({ ...others, ...Object.fromEntries(present) }));
};

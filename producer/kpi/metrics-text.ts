import { parseExact, rawNumber } from '../../functions/trip/decimal.ts';
import { jsonOf, textOf } from '../stack/json-field.ts';
import { CommandError } from '../terminal/command-error.ts';
import { printFile } from '../terminal/print.ts';
import { alignedLines } from '../terminal/text.ts';

/** Every value with the names that lead to it; an empty value is `-`. Metrics have their own names alone. */
const rowsOf = (value: unknown, name: string): (readonly [name: string, text: string])[] => {
  if (typeof value !== 'object' || value === null) return [[name, value === null ? '-' : String(value)]];
  const prefix = name === '' || name === 'metrics' ? '' : `${name}.`;
  return Object.entries(value).flatMap(([member, inner]) => rowsOf(inner, `${prefix}${member}`));
};

/**
 * A metrics file as a table for a terminal: a heading with the date, then one field per line, every digit as in the
 * file.
 * @throws {CommandError} if `file` is not JSON
 */
export const metricsTable = (file: string): string => {
  const content = jsonOf(file, parseExact);
  if (content === undefined) throw new CommandError('the metrics file is not JSON');
  const rows = rowsOf(content, '').filter(([name]) => name !== 'date');
  return `${[`Daily KPI of ${textOf(content, 'date')}`, ...alignedLines(rows)].join('\n')}\n`;
};

/** Prints a metrics file to stdout: itself with --json, else as a table. @throws as `metricsTable` */
export const printMetrics = (options: { readonly json?: boolean }, file: Uint8Array): void =>
  printFile(options, file, metricsTable);

/** A metrics file as a value of which `JSON.stringify` writes every number with the file's own digits. */
export const splicedMetrics = (file: string): unknown =>
  JSON.parse(file, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? rawNumber(source) : value,
  );

/**
 * The number of trips in a metrics file, and the digits of its total.
 *
 * @throws {CommandError} when it has no such fields
 */
export const totalsOf = (file: string): { readonly trips: number; readonly totalFare: string } => {
  const content = parseExact(file);
  const trips = textOf(content, 'metrics', 'count_trips');
  const totalFare = textOf(content, 'metrics', 'total_fare');
  if (trips === undefined || totalFare === undefined)
    throw new CommandError('the metrics file has no count_trips and total_fare');
  return { trips: Number(trips), totalFare };
};

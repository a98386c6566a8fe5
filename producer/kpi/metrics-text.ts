import { parseExact, rawNumber } from '../../functions/trip/decimal.ts';
import { METRICS, type Metric } from '../../functions/trip/metrics.ts';
import { jsonOf, textOf } from '../stack/json-field.ts';
import { CommandError } from '../terminal/command-error.ts';
import { alignedLines, localTime, money } from '../terminal/text.ts';

const AMOUNTS: ReadonlySet<string> = new Set(
  METRICS.filter(({ kind }) => kind !== 'count').map(({ name }) => name),
);

/** Metrics with the number of trips first, as every table shows them. */
export const countsFirst = <Shown extends Metric>(metrics: readonly Shown[]): readonly Shown[] =>
  metrics.toSorted((one, other) => Number(other.kind === 'count') - Number(one.kind === 'count'));

/** A count or an amount; `-` for none. */
export const metricCell = (value: number | string | null | undefined): string => {
  if (typeof value === 'number') return value.toLocaleString('en-US');
  return typeof value === 'string' ? money(value) : '-';
};

/** Fields that are not rows: the heading and `lacking` of {@link MetricsContext} show them in words. */
const IN_WORDS = ['date', 'data_quality.incomplete', 'data_quality.waiting', 'data_quality.implausible'];

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const shown = (name: string, value: unknown, timeZone: string): string => {
  if (value === null) return '-';
  const text = String(value);
  if (AMOUNTS.has(name.split('.').at(-1) ?? '')) return money(text);
  if (INSTANT.test(text)) return localTime(text, timeZone);
  return name !== 'revision' && /^\d+$/.test(text) ? Number(text).toLocaleString('en-US') : text;
};

/** Every value with its path of field names; null is `-`. Metrics go by their bare names. */
const rowsOf = (
  value: unknown,
  name: string,
  timeZone: string,
): (readonly [name: string, text: string])[] => {
  if (IN_WORDS.includes(name)) return [];
  if (typeof value !== 'object' || value === null) return [[name, shown(name, value, timeZone)]];
  const prefix = name === '' || name === 'metrics' ? '' : `${name}.`;
  return Object.entries(value).flatMap(([member, inner]) => rowsOf(inner, `${prefix}${member}`, timeZone));
};

export interface MetricsContext {
  readonly timeZone: string;
  /** What the day lacks, in words. */
  readonly lacking?: readonly (readonly [name: string, text: string])[];
}

/**
 * A metrics file as a table for a terminal: a heading with the date, then one field per line. Amounts have at least two
 * decimals and every digit of the file.
 * @throws {CommandError} if `file` is not JSON
 */
export const metricsTable = (file: string, { timeZone, lacking = [] }: MetricsContext): string => {
  const content = jsonOf(file, parseExact);
  if (content === undefined) throw new CommandError('the metrics file is not JSON');
  const date = textOf(content, 'date');
  const isEmpty = textOf(content, 'metrics', 'count_trips') === '0';
  const lines = [
    `Daily KPI of ${date} (${timeZone})`,
    ...alignedLines(rowsOf(content, '', timeZone)),
    ...(isEmpty ? [`No trip was completed on ${date}.`] : []),
    ...(lacking.length === 0 ? [] : ['What the day may lack', ...alignedLines(lacking)]),
  ];
  return `${lines.join('\n')}\n`;
};

/** A metrics file as a value that `JSON.stringify` writes with the digits that the file has. */
export const splicedMetrics = (file: string): unknown =>
  JSON.parse(file, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? rawNumber(source) : value,
  );

/** `totalFare` keeps the digits of the file. @throws {CommandError} if the file lacks either field */
export const totalsOf = (file: string): { readonly trips: number; readonly totalFare: string } => {
  const content = parseExact(file);
  const trips = textOf(content, 'metrics', 'count_trips');
  const totalFare = textOf(content, 'metrics', 'total_fare');
  if (trips === undefined || totalFare === undefined)
    throw new CommandError('the metrics file has no count_trips and total_fare');
  return { trips: Number(trips), totalFare };
};

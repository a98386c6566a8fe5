import { METRIC_KINDS, METRICS } from '../../../functions/trip/metrics.ts';
import type { DayOfRange } from './published-days.ts';

/** The type of a column's values: only counts are numbers, and amounts are decimal text. */
export type ColumnType = 'date' | 'text' | 'count' | 'amount';

type Cell = string | number | null;

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly cellOf: (day: DayOfRange) => Cell;
}

const fromFile =
  (value: (file: NonNullable<DayOfRange['file']>) => Cell | undefined): Column['cellOf'] =>
  ({ file }) =>
    (file && value(file)) ?? null;

/** The columns of an export: the date and status, the metrics in the order of the file, and the run they come from. */
export const COLUMNS: readonly Column[] = [
  { name: 'date', type: 'date', cellOf: ({ date }) => date },
  {
    name: 'status',
    type: 'text',
    cellOf: ({ file }) => (file === undefined ? 'not published' : 'published'),
  },
  ...METRICS.map(({ name, kind }): Column => {
    const type = METRIC_KINDS[kind].athenaType === 'bigint' ? 'count' : 'amount';
    return { name, type, cellOf: fromFile(({ day }) => day.metrics[name]) };
  }),
  { name: 'revision', type: 'count', cellOf: fromFile(({ day }) => day.revision) },
  { name: 'generated_at', type: 'text', cellOf: fromFile(({ day }) => day.generated_at) },
  { name: 'run_id', type: 'text', cellOf: fromFile(({ day }) => day.run_id) },
];

const csvCell = (cell: Cell): string => {
  const text = String(cell ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** One row per day; unknown values are empty. */
export const csvOf = (days: readonly DayOfRange[]): string => {
  const rows = days.map((day) => COLUMNS.map(({ cellOf }) => csvCell(cellOf(day))).join(','));
  return `${[COLUMNS.map(({ name }) => name).join(','), ...rows].join('\n')}\n`;
};

/** One JSON object per day, each on its own line. Amounts are text, and unknown values are null. */
export const jsonLinesOf = (days: readonly DayOfRange[]): string =>
  days
    .map((day) => Object.fromEntries(COLUMNS.map(({ name, cellOf }) => [name, cellOf(day)])))
    .map((row) => `${JSON.stringify(row)}\n`)
    .join('');

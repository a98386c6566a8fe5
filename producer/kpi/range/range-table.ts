import { greatest, least, sum } from '../../../functions/trip/decimal.ts';
import { METRICS, type Metric } from '../../../functions/trip/metrics.ts';
import { alignedLines } from '../../terminal/text.ts';
import { datesText } from '../dates.ts';
import { countsFirst, metricCell, splicedMetrics } from '../metrics-text.ts';
import { type DayOfRange, unpublishedDates } from './published-days.ts';

const BAR_CELLS = 20;
/** A character cell filled by none to all eight of its eighths. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/** A bar whose length is the share of `value` in `most`; anything above 0 is visible. */
export const bar = (value: number, most: number): string => {
  if (value <= 0 || most <= 0) return '';
  const eighths = Math.max(1, Math.round((value / most) * BAR_CELLS * 8));
  return `${'█'.repeat(Math.floor(eighths / 8))}${EIGHTHS[eighths % 8]}`;
};

type Value = string | number | null | undefined;

const SHOWN: readonly Metric[] = countsFirst(METRICS);

/**
 * A metric over the published days of a range; undefined if one of them lacks it. An average cannot be computed from
 * rounded totals, so it has none.
 */
export const totalOf = ({ kind, name }: Metric, days: readonly DayOfRange[]): Value => {
  const published = days.flatMap(({ file }) => (file === undefined ? [] : [file.day.metrics]));
  const values = published.map((metrics): Value => metrics[name]);
  if (values.includes(undefined)) return undefined;
  if (kind === 'count') return values.reduce<number>((total, value) => total + Number(value ?? 0), 0);
  const amounts = values.filter((value) => typeof value === 'string');
  if (kind === 'sum') return sum(amounts);
  if (kind === 'average') return undefined;
  return kind === 'greatest' ? greatest(amounts) : least(amounts);
};

const rowOf = ({ date, file }: DayOfRange, most: number): readonly string[] => {
  if (file === undefined) return [date, 'not published'];
  const { metrics } = file.day;
  return [date, ...SHOWN.map(({ name }) => metricCell(metrics[name])), bar(metrics.count_trips, most)];
};

const emptyDates = (days: readonly DayOfRange[]): readonly string[] =>
  days.filter(({ file }) => file?.day.metrics.count_trips === 0).map(({ date }) => date);

/** A range of days as a table for a terminal, with a total and a bar for the trips of each day. */
export const rangeTable = (days: readonly DayOfRange[], timeZone: string): string => {
  const most = Math.max(...days.map(({ file }) => file?.day.metrics.count_trips ?? 0));
  const heading = ['date', ...SHOWN.map(({ label }) => label)];
  const total = ['total', ...SHOWN.map((metric) => metricCell(totalOf(metric, days)).replace(/^-$/, ''))];
  const numbers = SHOWN.map((_, index) => index + 1);
  const [empty, unpublished] = [emptyDates(days), unpublishedDates(days)];
  return [
    `Daily KPI of ${days.at(0)?.date} to ${days.at(-1)?.date} (${timeZone})`,
    ...alignedLines([heading, ...days.map((day) => rowOf(day, most)), total], numbers),
    ...(empty.length === 0 ? [] : [`No trip was completed on ${datesText(empty)}.`]),
    ...(unpublished.length === 0 ? [] : [`Nothing is published for ${datesText(unpublished)}.`]),
    '',
  ].join('\n');
};

/** The same for JSON: the files as they are, every number with its own digits. */
export const rangeReport = (days: readonly DayOfRange[]) => ({
  days: days.map(({ date, file }) => ({
    date,
    published: file !== undefined,
    file: file === undefined ? null : splicedMetrics(file.text),
  })),
});

import { auditKey } from '../../../functions/contracts/audit-file.ts';
import { currentKey } from '../../../functions/contracts/metrics-file.ts';
import {
  dateDaysBefore,
  dateInTimeZone,
  dayBefore,
  daysSinceMonday,
  isCalendarDate,
} from '../../../functions/trip/business-time.ts';
import { METRICS } from '../../../functions/trip/metrics.ts';
import type { DailyKpi } from '../../../producer/kpi/daily-kpi.ts';
import { checkDate, datesBetween } from '../../../producer/kpi/dates.ts';
import type { DayOfRange } from '../../../producer/kpi/range/published-days.ts';
import { totalOf } from '../../../producer/kpi/range/range-table.ts';
import type { DayRange, DaySummary, MetricDigits, RangeParams, WholeRange } from '../../api/days.ts';
import type { DailyFile, DailyFiles } from './daily-files.ts';
import { METRIC_COLUMNS, type ReadDay, readableDays, readDay, summaryOf } from './day-summary.ts';

const USUAL_DAYS = 35;
/** A longer range is too much for one chart and too many requests: each day is a file to read. */
const MOST_DAYS = 400;
/** After this time, a page shows what is known while the rest is read. */
const SHOW_AFTER_MS = 1_000;

interface Sources {
  readonly kpi: Pick<DailyKpi, 's3' | 'bucketName' | 'timeZone'>;
  readonly files: DailyFiles;
}

const endingWith = (to: string): WholeRange => ({ from: dateDaysBefore(to, USUAL_DAYS - 1), to });

/**
 * Five weeks that end with the newest published day, or with yesterday if there is none. If they do not include `date`,
 * the five weeks around it, or those that end with it if it is later.
 */
const usualRange = (date: string | undefined, newest: string | undefined, timeZone: string): WholeRange => {
  const newestWeeks = endingWith(newest ?? dayBefore(dateInTimeZone(new Date(), timeZone)));
  if (date === undefined || !isCalendarDate(date)) return newestWeeks;
  if (date > newestWeeks.to) return endingWith(date);
  return date < newestWeeks.from
    ? endingWith(dateDaysBefore(date, -Math.floor(USUAL_DAYS / 2)))
    : newestWeeks;
};

/** @throws {InputError} if `from` or `to` is not a date */
const wholeRange = (
  { from, to, date }: RangeParams,
  newest: string | undefined,
  timeZone: string,
): WholeRange => {
  if (from !== undefined) checkDate(from);
  if (to !== undefined) checkDate(to);
  if (from !== undefined) return { from, to: to ?? dateDaysBefore(from, 1 - USUAL_DAYS) };
  return to === undefined ? usualRange(date, newest, timeZone) : endingWith(to);
};

interface FilesOfDay {
  readonly date: string;
  readonly metrics: DailyFile | undefined;
  readonly audit: DailyFile | undefined;
}

const filesOfDays = async (
  { kpi, files }: Sources,
  dates: readonly string[],
): Promise<readonly FilesOfDay[]> => {
  const [from = ''] = dates;
  const listed = await files.list(kpi, from, dates.at(-1) ?? from);
  const byKey = new Map(listed.map((file) => [file.key, file]));
  return dates.map((date) => ({
    date,
    metrics: byKey.get(currentKey(date)),
    audit: byKey.get(auditKey(date)),
  }));
};

const present = (files: readonly (DailyFile | undefined)[]): readonly DailyFile[] =>
  files.filter((file) => file !== undefined);

/**
 * Drops the weeks before the first day that is published or looked at, so that a new stack does not show weeks of empty
 * days. For ranges that the user did not choose. Weeks begin on Monday.
 */
const withoutEmptyWeeks = (
  days: readonly FilesOfDay[],
  looked: string | undefined,
): readonly FilesOfDay[] => {
  const first = days.findIndex(({ date, metrics }) => metrics !== undefined || date === looked);
  const day = days[first];
  return day === undefined ? days : days.slice(Math.max(0, first - daysSinceMonday(day.date)));
};

/** Newest days first: most people look for these. */
const inOrderOfReading = (days: readonly FilesOfDay[]): readonly DailyFile[] =>
  present(days.toReversed().flatMap(({ metrics, audit }) => [metrics, audit]));

const totalsOf = (days: readonly ReadDay[]): MetricDigits => {
  const published = days.filter((day): day is DayOfRange => 'file' in day);
  return Object.fromEntries(
    METRICS.flatMap((metric) => {
      const total = totalOf(metric, published);
      return total === undefined ? [] : [[metric.name, total === null ? null : String(total)]];
    }),
  );
};

/** The days of a range, as far as they can be read in a second. @throws {InputError} if the range is not valid */
export const readRange = async (sources: Sources, given: RangeParams): Promise<DayRange> => {
  const { kpi, files } = sources;
  const newest = await files.newestDay(kpi);
  const whole = wholeRange(given, newest, kpi.timeZone);
  const all = await filesOfDays(sources, datesBetween(whole.from, whole.to, MOST_DAYS));
  const isChosen = given.from !== undefined || given.to !== undefined;
  const days = isChosen ? all : withoutEmptyWeeks(all, given.date);
  const startedAt = performance.now();
  await files.read(kpi, inOrderOfReading(days), () => performance.now() - startedAt < SHOW_AFTER_MS);
  const isUnread = (file: DailyFile | undefined): boolean =>
    file !== undefined && files.known(file) === undefined;
  const unread = days.filter(({ metrics, audit }) => isUnread(metrics) || isUnread(audit));
  const read = new Map(days.map(({ date, metrics }) => [date, readDay(date, files.known(metrics))]));
  return {
    ...{
      from: days[0]?.date ?? whole.from,
      to: whole.to,
      newest,
      columns: METRIC_COLUMNS,
      unread: unread.length,
    },
    days: days.map((day): DaySummary => {
      const { date, audit } = day;
      if (unread.includes(day)) return { date, standing: 'unread' };
      return summaryOf(read.get(date) ?? { date }, files.known(audit));
    }),
    totals: totalsOf([...read.values()]),
  };
};

/** All days of a range, with the files of the published ones. @throws {CommandError} if a file cannot be read */
export const readWholeRange = async (
  sources: Sources,
  { from, to }: WholeRange,
): Promise<readonly DayOfRange[]> => {
  const { kpi, files } = sources;
  const days = await filesOfDays(sources, datesBetween(from, to, MOST_DAYS));
  await files.read(kpi, present(days.map(({ metrics }) => metrics)));
  return readableDays(days.map(({ date, metrics }) => readDay(date, files.known(metrics))));
};

/** The `dates` that are already published. */
export const publishedAmong = async (
  sources: Sources,
  dates: readonly string[],
): Promise<readonly string[]> =>
  (await filesOfDays(sources, dates)).filter(({ metrics }) => metrics !== undefined).map(({ date }) => date);

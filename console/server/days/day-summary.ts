import { parseAuditFile, type StoredAuditFile } from '../../../functions/contracts/audit-file.ts';
import {
  currentKey,
  type PublishedDay,
  parseMetricsFileAt,
} from '../../../functions/contracts/metrics-file.ts';
import { METRICS, type Metrics } from '../../../functions/trip/metrics.ts';
import type { DayOfRange } from '../../../producer/kpi/range/published-days.ts';
import { CommandError, oneLine } from '../../../producer/terminal/command-error.ts';
import type { AuditStanding, DaySummary, MetricColumn, MetricDigits } from '../../api/days.ts';

/** The trip count comes first, as in other tables. */
export const METRIC_COLUMNS: readonly MetricColumn[] = METRICS.toSorted(
  (one, other) => Number(other.kind === 'count') - Number(one.kind === 'count'),
).map(({ name, label, kind }) => ({ name, label, isAmount: kind !== 'count' }));

const digitsOf = (value: unknown): string | null => (value === null ? null : String(value));

/** Metrics as text; unknown metrics are left out. */
export const metricDigits = (metrics: Partial<Metrics>): MetricDigits =>
  Object.fromEntries(
    METRICS.flatMap(({ name }) => (metrics[name] === undefined ? [] : [[name, digitsOf(metrics[name])]])),
  );

/** A day and its file. An unreadable file is kept as `trouble`, so that the other days can still be shown. */
export type ReadDay = DayOfRange | { readonly date: string; readonly trouble: string };

export const readDay = (date: string, text: string | undefined): ReadDay => {
  if (text === undefined) return { date };
  try {
    return { date, file: { day: parseMetricsFileAt(currentKey(date), text), text } };
  } catch (error) {
    return { date, trouble: oneLine(error) };
  }
};

export const fileIn = (day: ReadDay): DayOfRange['file'] => ('file' in day ? day.file : undefined);

const storedAudit = (text: string): StoredAuditFile | undefined => {
  try {
    return parseAuditFile(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** Whether an audit compared the metrics that are published now. */
const isOfRevision = ({ published }: StoredAuditFile, { revised_at, generated_at }: PublishedDay): boolean =>
  published?.generated_at !== undefined &&
  Date.parse(published.generated_at) >= Date.parse(revised_at ?? generated_at);

/** What an audit file says about the metrics that are published now. */
export const auditStanding = (text: string, day: PublishedDay | undefined): AuditStanding => {
  const file = storedAudit(text);
  if (file?.agreement === undefined) return 'not-known';
  return day === undefined || isOfRevision(file, day) ? file.agreement : 'outdated';
};

/** A day's summary, from its metrics file and the text of its audit file. */
export const summaryOf = (day: ReadDay, audit: string | undefined): DaySummary => {
  const file = fileIn(day);
  const audited = audit === undefined ? {} : { audit: auditStanding(audit, file?.day) };
  const { date } = day;
  if ('trouble' in day) return { date, standing: 'unreadable', ...audited };
  if (file === undefined) return { date, standing: 'unpublished', ...audited };
  const { metrics, revision } = file.day;
  return {
    ...{ date, standing: 'published', metrics: metricDigits(metrics), ...audited },
    ...(revision === null ? {} : { revision }),
  };
};

/** The days with their files. @throws {CommandError} for the first day whose file cannot be read */
export const readableDays = (days: readonly ReadDay[]): readonly DayOfRange[] =>
  days.map((day) => {
    if ('trouble' in day) throw new CommandError(day.trouble);
    return day;
  });

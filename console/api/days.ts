import { change, type Endpoint, type Nothing, nothing, read, type Topic, topic } from './endpoint.ts';
import type { Fields } from './fields.ts';

/** A metric in the metrics files, as a table column. */
export interface MetricColumn {
  readonly name: string;
  readonly label: string;
  /** Whether it is an amount of money; otherwise it is a count. */
  readonly isAmount: boolean;
}

/** The digits of each metric, by name; null if the day has no trips. Unknown metrics are left out. */
export type MetricDigits = Readonly<Record<string, string | null>>;

/**
 * The verdict of a day's last audit: the one in its file, `outdated` if the metrics have changed since, or `not-known`
 * if the file does not say.
 */
export type AuditStanding =
  | 'agrees'
  | 'disagrees'
  | 'run-due'
  | 'republished'
  | 'unpublished'
  | 'outdated'
  | 'not-known';

/** A day in a range. */
export interface DaySummary {
  readonly date: string;
  /** `unread`: its file is yet to be read; `unreadable`: its file is not a metrics file. */
  readonly standing: 'unread' | 'unpublished' | 'unreadable' | 'published';
  /** Only on a published day. */
  readonly metrics?: MetricDigits | undefined;
  readonly revision?: number | undefined;
  /** Left out if the day was never audited. */
  readonly audit?: AuditStanding | undefined;
}

/** The days of a range, in order. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
  /** The newest published day; undefined if there is none. */
  readonly newest?: string | undefined;
  readonly columns: readonly MetricColumn[];
  readonly days: readonly DaySummary[];
  /** Over the days read so far. Averages are left out: they cannot be computed from other averages. */
  readonly totals: MetricDigits;
  /** How many days have files that are still to be read. */
  readonly unread: number;
}

/** Without `from` and `to`, the range ends with the newest published day, unless `date` is outside that range. */
export type RangeParams = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly date?: string | undefined;
};

export const dayRange: Topic<RangeParams, DayRange> = topic('days', (fields) => ({
  from: fields.optionalText('from'),
  to: fields.optionalText('to'),
  date: fields.optionalText('date'),
}));

/** One revision of a day's metrics. */
export interface RevisionSummary {
  readonly revision: number;
  /** The execution that made it. */
  readonly runName: string;
  /** ISO 8601 UTC. */
  readonly generatedAt: string;
  /** Why that run was started; null for the first revision. */
  readonly because: string | null;
  /** How many runs produced these metrics. */
  readonly runs: number;
  readonly metrics: MetricDigits;
  /** The difference from the revision before; null for the first. */
  readonly change: MetricDigits | null;
}

/** A name and its value. */
export type NamedText = readonly [name: string, text: string];

/** What an audit found. */
export interface AuditSummary {
  readonly standing: AuditStanding;
  /** How the published metrics compared with the table, and what to do about it. */
  readonly verdict: string;
  readonly rows: readonly NamedText[];
  /** Some incomplete or implausible trips, grouped by what is wrong with them. */
  readonly examples: readonly (readonly [matter: string, tripIds: readonly string[]])[];
}

/** Everything known about one day. */
export interface DayDetail extends DaySummary {
  readonly columns: readonly MetricColumn[];
  /** Why its file cannot be read. */
  readonly trouble?: string | undefined;
  /** The run that wrote its file, and when that run started: ISO 8601 UTC. */
  readonly runName?: string | undefined;
  readonly generatedAt?: string | undefined;
  /** Oldest first. */
  readonly revisions: readonly RevisionSummary[];
  /** How many runs changed nothing, and how many a newer run had overtaken. */
  readonly unchanged: number;
  readonly overtaken: number;
  /** What the numbers are based on, and what the day may lack. */
  readonly quality: readonly NamedText[];
  readonly auditFound?: AuditSummary | undefined;
}

type DayParams = { readonly date: string };

export const dayDetail: Topic<DayParams, DayDetail> = topic('day', (fields) => ({
  date: fields.text('date'),
}));

/** A text file for the browser to save. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** Both days included. */
export interface WholeRange {
  readonly from: string;
  readonly to: string;
}

const wholeRange = (fields: Fields): WholeRange => ({ from: fields.text('from'), to: fields.text('to') });

/** The days as `tripstream kpi export` writes them. */
export const exportDays: Endpoint<WholeRange, TextFile> = read('days/export', wholeRange);

/** The days that a backfill would sum, and which of them are already published. */
export interface BackfillPlan {
  readonly dates: readonly string[];
  readonly published: readonly string[];
}

export const backfillPlan: Endpoint<WholeRange, BackfillPlan> = read('days/backfill-plan', wholeRange);

export const startBackfill: Endpoint<WholeRange, Nothing> = change('days/backfill', wholeRange);

/** Starts no more runs; those already running continue. */
export const stopBackfill: Endpoint<Nothing, Nothing> = change('days/stop-backfill', nothing);

/** A day of a backfill. */
export interface BackfillDay {
  readonly date: string;
  /** The execution's status; `NOT_STARTED` before there is an execution. */
  readonly status: string;
  readonly runName?: string | undefined;
  /** Only once the day is summed. */
  readonly metrics?: { readonly trips: number; readonly totalFare: string } | undefined;
  /** Why the day was not summed, on one line. */
  readonly error?: string | undefined;
}

/** The last backfill that this console started; it has no days if there was none. */
export interface BackfillProgress {
  readonly isRunning: boolean;
  readonly days: readonly BackfillDay[];
}

export const backfillProgress: Topic<Nothing, BackfillProgress> = topic('backfill', nothing);

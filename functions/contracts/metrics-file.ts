import type { FromSchema } from 'json-schema-to-ts';
import { parseExact, rawNumber } from '../trip/decimal.ts';
import type { ImplausibleCounts } from '../trip/implausible.ts';
import { areEqual, type Metrics, metricsFromText, storedMetricsSchema } from '../trip/metrics.ts';
import * as validators from './generated/validators.mjs';
import { RUN_REASONS, type RunReason } from './run-input.ts';

/**
 * A metrics file as read back: every number is text. Files written before revisions existed lack the fields about them.
 */
export const metricsFileSchema = {
  type: 'object',
  properties: {
    date: { type: 'string' },
    run_id: { type: 'string' },
    generated_at: { type: 'string' },
    metrics: storedMetricsSchema,
    revision: { type: ['string', 'null'] },
    revised_at: { type: ['string', 'null'] },
    restated_because: { enum: [...RUN_REASONS, null] },
    previous: { anyOf: [storedMetricsSchema, { type: 'null' }] },
  },
  required: ['date', 'run_id', 'generated_at', 'metrics'],
} as const;

type StoredMetricsFile = FromSchema<typeof metricsFileSchema>;

/** What a metrics file says besides the metrics: which day it is for, and which run wrote it. */
export interface RunOfDay {
  readonly date: string;
  /** The execution's name. */
  readonly run_id: string;
  /** When the run started, ISO 8601 UTC. It includes the trips that were complete by then. */
  readonly generated_at: string;
}

/** How often the metrics of a day have changed, and why they last did. */
export interface Revision {
  /** Starts at 1 and grows by one each time the metrics change. Null in the copy of a run that was overtaken. */
  readonly revision: number | null;
  /** The `generated_at` of the run that made this revision. */
  readonly revised_at: string | null;
  /** Why that run was started; null for the first revision. */
  readonly restated_because: RunReason | null;
  /** The metrics of the previous revision; null for the first. */
  readonly previous: Metrics | null;
}

/** The events that waited for a person when a run published the day. SQS's counts are approximate. */
export interface WaitingEvents {
  readonly in_quarantine: number;
  readonly in_dead_letters: number;
  /** ISO 8601 UTC. */
  readonly counted_at: string;
}

/** What the last audit of a date found about its incomplete trips. */
export interface IncompleteTrips {
  readonly ends_without_start: number;
  readonly starts_without_end: number;
  readonly audited_at: string;
}

/** What the numbers are based on. */
export interface DataQuality {
  readonly completed_trips: number;
  readonly partitions_read: number;
  readonly pages_read: number;
  /** Null until someone audits the date. */
  readonly incomplete: IncompleteTrips | null;
  /** Null if the queues could not be queried: the day is published anyway. */
  readonly waiting: WaitingEvents | null;
  /** How many of the completed trips are implausible, by kind; null only in files that an earlier version wrote. */
  readonly implausible: ImplausibleCounts | null;
}

/** What a run has published for a day. */
export interface PublishedDay extends RunOfDay, Revision {
  readonly metrics: Metrics;
}

/** A file as it was read. `version` is its ETag, which changes whenever the file does. */
export interface StoredFile {
  readonly text: string;
  readonly version: string;
}

/** The prefix of all files of all days. */
export const KEY_PREFIX = 'daily/';

/** The key of a day's current metrics file. */
export const currentKey = (date: string): string => `${KEY_PREFIX}${date}/metrics.json`;

/** The day whose current metrics file has this key; undefined for the key of any other file. */
export const dateOfCurrentKey = (key: string): string | undefined => {
  const date = key.split('/')[1] ?? '';
  return key === currentKey(date) ? date : undefined;
};

/** The prefix of the copies that the runs of a day leave. */
export const runsPrefix = (date: string): string => `${KEY_PREFIX}${date}/runs/`;

/** The key of the copy that one run writes and no later run touches. */
export const runKey = ({ date, run_id }: Pick<RunOfDay, 'date' | 'run_id'>): string =>
  `${runsPrefix(date)}${run_id}.json`;

/** Metrics in a form that makes `JSON.stringify` write every amount digit for digit. */
export const asNumbers = (metrics: Partial<Metrics>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(metrics).map(([name, value]) => [
      name,
      typeof value === 'string' ? rawNumber(value) : value,
    ]),
  );

/** One line of JSON, because Athena reads line by line; equal content gives equal bytes. */
export const metricsFileText = (day: PublishedDay, data_quality: DataQuality): string => {
  const { date, run_id, generated_at, metrics, revision, revised_at, restated_because, previous } = day;
  const file = {
    date,
    metrics: asNumbers(metrics),
    generated_at,
    trip_count: metrics.count_trips,
    run_id,
    revision,
    revised_at,
    restated_because,
    previous: previous === null ? null : asNumbers(previous),
    data_quality,
  };
  return `${JSON.stringify(file)}\n`;
};

/** A file written before revisions existed is the first revision of its day. */
const revisionIn = ({ generated_at, ...file }: StoredMetricsFile): Revision => {
  const { revision = '1', revised_at = generated_at, restated_because = null, previous = null } = file;
  return {
    revision: revision === null ? null : Number(revision),
    revised_at,
    restated_because,
    previous: previous === null ? null : metricsFromText(previous),
  };
};

/**
 * Reads a metrics file back, with every amount as text.
 * @throws {SyntaxError} if the text is not JSON
 * @throws {Error} if it is not a metrics file
 */
export const parseMetricsFile = (text: string): PublishedDay => {
  const file = parseExact(text);
  if (!validators.validateMetricsFile(file)) throw new Error('it does not have the fields of a metrics file');
  const { date, run_id, generated_at, metrics } = file;
  return { date, run_id, generated_at, metrics: metricsFromText(metrics), ...revisionIn(file) };
};

/**
 * Like {@link parseMetricsFile}, for the file at a key.
 * @throws {Error} that names the key and what to do
 */
export const parseMetricsFileAt = (key: string, text: string): PublishedDay => {
  try {
    return parseMetricsFile(text);
  } catch (error) {
    throw new Error(`${key} cannot be read: move it away and run the day again`, { cause: error });
  }
};

/** What a run did to a day's metrics. */
export type RevisionStatus = 'first' | 'restated' | 'unchanged' | 'overtaken';

const OVERTAKEN: Revision = {
  revision: null,
  revised_at: null,
  restated_because: null,
  previous: null,
};

/**
 * The revision that a run gives a day: the first, the same one if no metric has changed, or the next. The file of a run
 * that started later stays: this run is overtaken.
 */
export const revise = (
  current: PublishedDay | undefined,
  { generated_at }: RunOfDay,
  metrics: Metrics,
  reason: RunReason,
): Revision => {
  if (current === undefined)
    return { revision: 1, revised_at: generated_at, restated_because: null, previous: null };
  if (Date.parse(generated_at) < Date.parse(current.generated_at)) return OVERTAKEN;
  if (areEqual(metrics, current.metrics)) {
    const { revision, revised_at, restated_because, previous } = current;
    return { revision, revised_at, restated_because, previous };
  }
  return {
    revision: (current.revision ?? 0) + 1,
    revised_at: generated_at,
    restated_because: reason,
    previous: current.metrics,
  };
};

/** What the run that wrote a file did to its day. */
export const statusOf = ({ revision, revised_at, generated_at, previous }: PublishedDay): RevisionStatus => {
  if (revision === null) return 'overtaken';
  if (revised_at !== generated_at) return 'unchanged';
  return previous === null ? 'first' : 'restated';
};

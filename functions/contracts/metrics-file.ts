import { parseExact, rawNumber } from '../trip/exact-json.ts';
import type { Metrics } from '../trip/metrics.ts';
import type { StoredMetricsFile } from './file-schemas.ts';
import { validateMetricsFile } from './generated/validators.mjs';
import type { RunReason } from './request-schemas.ts';

/** What a metrics file says beside the metrics: which day, and which run stands behind it. */
export interface RunOfDay {
  readonly date: string;
  /** The execution's name. */
  readonly run_id: string;
  /** When the run started, ISO 8601 UTC: the trips that were complete by then are in it. */
  readonly generated_at: string;
}

/** How often the metrics of a day have changed, and why they last did. */
export interface Revision {
  /** 1 for the first; one more whenever the metrics changed. Null in the copy of a run that a newer one had overtaken. */
  readonly revision: number | null;
  /** The `generated_at` of the run that brought this revision. */
  readonly revised_at: string | null;
  /** Why that run was made; null for the first revision. */
  readonly restated_because: RunReason | null;
  /** The metrics of the revision before; null for the first. */
  readonly previous: Metrics | null;
}

/** What the last audit of a date found of its trips that are not complete. */
export interface IncompleteTrips {
  readonly ends_without_start: number;
  readonly starts_without_end: number;
  readonly audited_at: string;
}

/** What the numbers rest on. */
export interface DataQuality {
  readonly completed_trips: number;
  readonly partitions_read: number;
  readonly pages_read: number;
  /** Null until the date is audited. */
  readonly incomplete: IncompleteTrips | null;
}

/** What a run has published of a day. */
export interface PublishedDay extends RunOfDay, Revision {
  readonly metrics: Metrics;
}

/** The key of a day's current metrics file. */
export const currentKey = (date: string): string => `daily/${date}/metrics.json`;

/** Under what the copies of a day's single runs stand. */
export const runsPrefix = (date: string): string => `daily/${date}/runs/`;

/** The key of the copy that one run leaves and no later run touches. */
export const runKey = ({ date, run_id }: Pick<RunOfDay, 'date' | 'run_id'>): string =>
  `${runsPrefix(date)}${run_id}.json`;

/** The key of what the last audit of a day found. */
export const auditKey = (date: string): string => `daily/${date}/audit.json`;

const asNumber = (decimal: string | null): object | null => (decimal === null ? null : rawNumber(decimal));

/** Metrics as `JSON.stringify` is to write them, each amount with its own digits. */
export const asNumbers = ({ total_fare, count_trips, average_fare, max_fare, min_fare }: Metrics) => ({
  total_fare: asNumber(total_fare),
  count_trips,
  average_fare: asNumber(average_fare),
  max_fare: asNumber(max_fare),
  min_fare: asNumber(min_fare),
});

/** The text of a metrics file: one line, as Athena reads JSON, and the same bytes for the same content. */
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

const metricsIn = ({ count_trips, ...amounts }: StoredMetricsFile['metrics']): Metrics => ({
  ...amounts,
  count_trips: Number(count_trips),
});

/** A file of before there were revisions was its day's first. */
const revisionIn = ({ generated_at, ...file }: StoredMetricsFile): Revision => {
  const { revision = '1', revised_at = generated_at, restated_because = null, previous = null } = file;
  return {
    revision: revision === null ? null : Number(revision),
    revised_at,
    restated_because,
    previous: previous === null ? null : metricsIn(previous),
  };
};

/**
 * Reads a metrics file back, every amount as its digits.
 *
 * @throws {SyntaxError} when it is not JSON
 * @throws {Error} when it is no metrics file
 */
export const parseMetricsFile = (text: string): PublishedDay => {
  const file = parseExact(text);
  if (!validateMetricsFile(file)) throw new Error('it has not the fields of a metrics file');
  const { date, run_id, generated_at, metrics } = file;
  return { date, run_id, generated_at, metrics: metricsIn(metrics), ...revisionIn(file) };
};

/** As {@link parseMetricsFile}, of the file at a key. @throws {Error} that names the key and what to do */
export const parseMetricsFileAt = (key: string, text: string): PublishedDay => {
  try {
    return parseMetricsFile(text);
  } catch (error) {
    throw new Error(`${key} cannot be read: move it away and run the day again`, { cause: error });
  }
};

import { TransientAwsError } from '../contracts/agreed.ts';
import { auditKey, parseAuditFile } from '../contracts/audit-file.ts';
import type { PublishedMetrics, PublishRequest } from '../contracts/kpi-run.ts';
import {
  currentKey,
  type DataQuality,
  type IncompleteTrips,
  metricsFileText,
  type PublishedDay,
  parseMetricsFile,
  parseMetricsFileAt,
  revise,
  runKey,
  type StoredFile,
  statusOf,
  type WaitingEvents,
} from '../contracts/metrics-file.ts';
import { dayBefore, hasSeen } from '../trip/business-time.ts';
import { addImplausible, NONE_IMPLAUSIBLE } from '../trip/implausible.ts';
import { changeFrom, type Metrics, mergeAggregates, metricsOf, NO_TRIPS } from '../trip/metrics.ts';

export interface PublishPorts {
  readonly read: (key: string) => Promise<StoredFile | undefined>;
  /**
   * Writes a file if it has not changed since it was read as `before` or, without `before`, if it does not exist.
   * Returns whether it was written.
   */
  readonly replace: (key: string, text: string, before: StoredFile | undefined) => Promise<boolean>;
  /** What the last audit of a date found; null if there was none. */
  readonly readAudit: (date: string) => Promise<IncompleteTrips | null>;
  /** How many events wait in the queues for a person; null if that is unknown. */
  readonly countWaiting: () => Promise<WaitingEvents | null>;
  /** Removes a date's late-completion mark, unless the date was marked again since. */
  readonly forgetLate: (date: string, touchedAt: string) => Promise<void>;
}

/** At most a few runs of one day publish at the same moment. */
const MOST_TRIES = 5;

const qualityOf = (
  { lanes }: PublishRequest,
  { count_trips }: Metrics,
): Omit<DataQuality, 'incomplete' | 'waiting'> => ({
  completed_trips: count_trips,
  partitions_read: lanes.reduce((sum, { partitions_read }) => sum + partitions_read, 0),
  pages_read: lanes.reduce((sum, { pages }) => sum + pages, 0),
  implausible: lanes.reduce((sum, { implausible }) => addImplausible(sum, implausible), NONE_IMPLAUSIBLE),
});

/** Writes a run's own copy. If there is one already, an earlier attempt wrote it, and it stays. */
const keepCopy = async ({ replace }: PublishPorts, day: PublishedDay, text: string): Promise<void> => {
  await replace(runKey(day), text, undefined);
};

/**
 * Makes these the day's current metrics, unless a newer run has published, and returns the text for the run's own copy.
 * Before that it makes sure that the run it replaces has its own copy, without which a run does not count as published.
 */
const publishCurrent = async (
  request: PublishRequest,
  metrics: Metrics,
  ports: PublishPorts,
): Promise<{ readonly day: PublishedDay; readonly text: string }> => {
  const { date, run_id, generated_at, reason } = request;
  const run = { date, run_id, generated_at };
  const key = currentKey(date);
  const quality: DataQuality = {
    ...qualityOf(request, metrics),
    incomplete: await ports.readAudit(date),
    waiting: await ports.countWaiting(),
  };
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const file = await ports.read(key);
    const current = file === undefined ? undefined : parseMetricsFileAt(key, file.text);
    if (file !== undefined && current?.run_id === run_id) return { day: current, text: file.text };
    const day = { ...run, metrics, ...revise(current, run, metrics, reason) };
    const text = metricsFileText(day, quality);
    if (day.revision === null) return { day, text };
    if (file !== undefined && current !== undefined) await keepCopy(ports, current, file.text);
    if (await ports.replace(key, text, file)) return { day, text };
  }
  throw new TransientAwsError(`${key} was written by others ${MOST_TRIES} times in a row`);
};

const publishOnce = async (request: PublishRequest, ports: PublishPorts): Promise<PublishedDay> => {
  const copyKey = runKey(request);
  const copy = await ports.read(copyKey);
  if (copy !== undefined) return parseMetricsFileAt(copyKey, copy.text);
  const metrics = metricsOf(
    request.lanes.map(({ aggregate }) => aggregate).reduce(mergeAggregates, NO_TRIPS),
  );
  const { day, text } = await publishCurrent(request, metrics, ports);
  await keepCopy(ports, day, text);
  return day;
};

/**
 * Reduces the sums of a day's lanes to its metrics and writes them. A retry changes nothing once the run has published.
 * The late-completion mark is removed once the metrics certainly include those trips.
 */
export const publishMetrics = async (
  request: PublishRequest,
  ports: PublishPorts,
): Promise<PublishedMetrics> => {
  const { date, reason, late_marker, generated_at } = request;
  const day = await publishOnce(request, ports);
  if (late_marker !== null && hasSeen(generated_at, late_marker)) await ports.forgetLate(date, late_marker);
  const { metrics, previous, revision } = day;
  const status = statusOf(day);
  const change = status === 'restated' && previous !== null ? changeFrom(previous, metrics) : null;
  return { date, reason, status, revision, metrics, change, key: currentKey(date), run_key: runKey(day) };
};

/**
 * Whether yesterday was just published without any trips although the day before had some. A file that cannot be read
 * is reported and counts as having trips: someone has to look.
 */
export const isEmptyAfterTrips = async (
  { date, reason, metrics }: PublishedMetrics,
  { read, reportUnreadable }: AuditPorts,
): Promise<boolean> => {
  if (reason !== 'daily' || metrics.count_trips > 0) return false;
  const key = currentKey(dayBefore(date));
  const file = await read(key);
  if (file === undefined) return false;
  try {
    return parseMetricsFile(file.text).metrics.count_trips > 0;
  } catch {
    reportUnreadable(key);
    return true;
  }
};

/** For what a day can be published without: an error is reported, and the answer is null. */
export const orUnknown =
  <Answer>(ask: () => Promise<Answer>, report: (error: Error) => void) =>
  async (): Promise<Answer | null> => {
    try {
      return await ask();
    } catch (error) {
      report(error instanceof Error ? error : new Error(String(error)));
      return null;
    }
  };

export interface AuditPorts {
  readonly read: (key: string) => Promise<{ readonly text: string } | undefined>;
  readonly reportUnreadable: (key: string) => void;
}

/**
 * What the last audit of a date found; null if there was none. A file that cannot be read is reported, and gives null
 * too.
 */
export const readAudit =
  ({ read, reportUnreadable }: AuditPorts) =>
  async (date: string): Promise<IncompleteTrips | null> => {
    const key = auditKey(date);
    const file = await read(key);
    if (file === undefined) return null;
    try {
      const { ends_without_start, starts_without_end, audited_at } = parseAuditFile(file.text);
      return {
        ends_without_start: Number(ends_without_start),
        starts_without_end: Number(starts_without_end),
        audited_at,
      };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      reportUnreadable(key);
      return null;
    }
  };

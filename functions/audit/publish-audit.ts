import { type Audit, auditFileText, auditKey, type PublishedAudit } from '../contracts/audit-file.ts';
import { auditedMetrics, type PublishAuditRequest, type PublishedRun } from '../contracts/audit-run.ts';
import { currentKey, parseMetricsFileAt } from '../contracts/metrics-file.ts';
import { hasSeen } from '../trip/business-time.ts';
import { agreementOf, mergeCounts, NO_COUNTS } from './count-trips.ts';

export interface PublishAuditPorts {
  readonly read: (key: string) => Promise<{ readonly text: string } | undefined>;
  /** Writes a file, replacing any earlier one. */
  readonly write: (key: string, text: string) => Promise<void>;
  /** When each date was last marked for late completions; dates without a mark are left out. */
  readonly readLateMarks: (dates: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** If a run publishes while the table is read, the counts cannot be compared with either file. */
const wasRepublished = async (
  date: string,
  published: PublishedRun | null,
  { read }: PublishAuditPorts,
): Promise<boolean> => {
  const key = currentKey(date);
  const file = await read(key);
  const current = file === undefined ? null : parseMetricsFileAt(key, file.text).run_id;
  return current !== (published?.run_id ?? null);
};

/** Called after the scan: by now, a correction that moved a trip away during the scan has left its mark. */
const wasMarkedSince = async (
  date: string,
  published: PublishedRun | null,
  { readLateMarks }: PublishAuditPorts,
): Promise<boolean> => {
  const touchedAt = (await readLateMarks([date])).get(date);
  return touchedAt !== undefined && published !== null && !hasSeen(published.generated_at, touchedAt);
};

/** Merges the counts of all segments, compares them with the published metrics, and writes the audit file. */
export const publishAudit = async (
  { partials, published, ...request }: PublishAuditRequest,
  ports: PublishAuditPorts,
): Promise<PublishedAudit> => {
  const { date, run_id, audited_at, started_before } = request;
  const counts = partials.map((partial) => partial.counts).reduce(mergeCounts, NO_COUNTS);
  // Read the mark first: a run removes it only after it has published the date.
  const isMarked = await wasMarkedSince(date, published, ports);
  const agreement = (await wasRepublished(date, published, ports))
    ? 'republished'
    : agreementOf(published?.metrics ?? null, counts, isMarked);
  const metrics = auditedMetrics(counts);
  const audit: Audit = {
    ...{ date, run_id, audited_at, started_before, counts, metrics, agreement, published },
    segments_read: partials.length,
    pages_read: partials.reduce((sum, { pages }) => sum + pages, 0),
    items_read: partials.reduce((sum, { items }) => sum + items, 0),
  };
  const key = auditKey(date);
  await ports.write(key, auditFileText(audit));
  const { count_trips: completed_trips, total_fare } = metrics;
  const ends_without_start = counts.ends_without_start.count;
  const starts_without_end = counts.starts_without_end.count;
  return { date, agreement, completed_trips, total_fare, ends_without_start, starts_without_end, key };
};

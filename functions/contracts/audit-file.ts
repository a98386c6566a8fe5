import { type Agreement, type AuditCounts, auditedMetrics } from '../audit/audit-counts.ts';
import { rawNumber } from '../trip/exact-json.ts';
import type { PublishedRun } from './audit-schemas.ts';

/** What an audit has to say of a date. */
export interface Audit {
  readonly date: string;
  /** The execution's name. */
  readonly run_id: string;
  /** When the audit started, ISO 8601 UTC. */
  readonly audited_at: string;
  /** Business-local: a start without an end counts from this age on. */
  readonly started_before: string;
  readonly counts: AuditCounts;
  readonly agreement: Agreement;
  /** The metrics that it was held against; null when nothing was published. */
  readonly published: PublishedRun | null;
  readonly segments_read: number;
  readonly pages_read: number;
  /** Of all dates. */
  readonly items_read: number;
}

const publishedNumbers = ({ run_id, generated_at, revision, metrics }: PublishedRun) => ({
  run_id,
  generated_at,
  revision,
  count_trips: metrics.count_trips,
  total_fare: rawNumber(metrics.total_fare),
});

/** The text of an audit file: one line, as Athena reads JSON, since it stands beside metrics files. */
export const auditFileText = ({ date, run_id, counts, agreement, published, ...audit }: Audit): string => {
  const { ends_without_start: ends, starts_without_end: starts } = counts;
  const { count_trips, total_fare } = auditedMetrics(counts);
  const file = {
    date,
    ends_without_start: ends.count,
    starts_without_end: starts.count,
    completed_trips: count_trips,
    total_fare: rawNumber(total_fare),
    agreement,
    written_since: counts.since.count,
    published: published === null ? null : publishedNumbers(published),
    examples: { ends_without_start: ends.examples, starts_without_end: starts.examples },
    ...audit,
    run_id,
  };
  return `${JSON.stringify(file)}\n`;
};

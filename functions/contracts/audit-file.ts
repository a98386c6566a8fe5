import type { FromSchema } from 'json-schema-to-ts';
import { parseExact, rawNumber } from '../trip/decimal.ts';
import { perKind } from '../trip/implausible.ts';
import { differingMetrics, type Metrics } from '../trip/metrics.ts';
import type { AuditCounts, PublishedRun } from './audit-run.ts';
import * as validators from './generated/validators.mjs';

/**
 * How the published metrics compare with the table. `agrees`; `run-due`: trips written since explain the difference;
 * `disagrees`: nothing explains it; `unpublished`: there are none; `republished`: a run published during the audit.
 */
export type Agreement = 'agrees' | 'run-due' | 'disagrees' | 'unpublished' | 'republished';

/** What an audit found about a date. */
export interface Audit {
  readonly date: string;
  /** The execution's name. */
  readonly run_id: string;
  /** When the audit started, ISO 8601 UTC. */
  readonly audited_at: string;
  /** Business-local. A start before this moment counts as having no end. */
  readonly started_before: string;
  readonly counts: AuditCounts;
  /** The metrics of all its completed trips, as a run that sees all of them would publish them. */
  readonly metrics: Metrics;
  readonly agreement: Agreement;
  /** The metrics that the table was compared with; null if nothing was published. */
  readonly published: PublishedRun | null;
  readonly segments_read: number;
  readonly pages_read: number;
  /** Items of all dates. */
  readonly items_read: number;
}

/** An execution's output. It goes into logs, so it has no trip ids. */
export interface PublishedAudit {
  readonly date: string;
  readonly agreement: Agreement;
  readonly completed_trips: number;
  /** Decimal text, rounded as in a metrics file. */
  readonly total_fare: string;
  readonly ends_without_start: number;
  readonly starts_without_end: number;
  readonly key: string;
}

/** The key of a day's audit file. */
export const auditKey = (date: string): string => `daily/${date}/audit.json`;

const publishedNumbers = ({ run_id, generated_at, revision, metrics }: PublishedRun, inTable: Metrics) => ({
  run_id,
  generated_at,
  revision,
  count_trips: metrics.count_trips,
  total_fare: rawNumber(metrics.total_fare),
  differs_in: differingMetrics(metrics, inTable),
});

/** One line of JSON, because the file lies next to metrics files, which Athena reads line by line. */
export const auditFileText = ({
  date,
  run_id,
  counts,
  metrics,
  agreement,
  published,
  ...audit
}: Audit): string => {
  const { ends_without_start: ends, starts_without_end: starts } = counts;
  const file = {
    date,
    ends_without_start: ends.count,
    starts_without_end: starts.count,
    completed_trips: metrics.count_trips,
    total_fare: rawNumber(metrics.total_fare),
    agreement,
    written_since: counts.since.count,
    published: published === null ? null : publishedNumbers(published, metrics),
    implausible: perKind((kind) => counts.implausible[kind].count),
    examples: {
      ends_without_start: ends.examples,
      starts_without_end: starts.examples,
      implausible: perKind((kind) => counts.implausible[kind].examples),
    },
    ...audit,
    run_id,
  };
  return `${JSON.stringify(file)}\n`;
};

/** An audit file as read back: every number is text. Earlier versions wrote fewer fields. */
export const auditFileSchema = {
  type: 'object',
  properties: {
    ends_without_start: { type: 'string' },
    starts_without_end: { type: 'string' },
    audited_at: { type: 'string' },
    started_before: { type: 'string' },
    completed_trips: { type: 'string' },
    total_fare: { type: 'string' },
    items_read: { type: 'string' },
    written_since: { type: 'string' },
    agreement: { enum: ['agrees', 'run-due', 'disagrees', 'unpublished', 'republished'] },
    published: {
      type: ['object', 'null'],
      properties: {
        run_id: { type: 'string' },
        generated_at: { type: 'string' },
        count_trips: { type: 'string' },
        total_fare: { type: 'string' },
        differs_in: { type: 'array', items: { type: 'string' } },
      },
    },
    implausible: { type: 'object', additionalProperties: { type: 'string' } },
    examples: {
      type: 'object',
      properties: {
        implausible: {
          type: 'object',
          additionalProperties: { type: 'array', items: { type: 'string' } },
        },
        ends_without_start: { type: 'array', items: { type: 'string' } },
        starts_without_end: { type: 'array', items: { type: 'string' } },
      },
    },
  },
  required: ['ends_without_start', 'starts_without_end', 'audited_at'],
} as const;

export type StoredAuditFile = FromSchema<typeof auditFileSchema>;

/** Reads an audit file back, with every number as text. Throws if the text is not an audit file. */
export const parseAuditFile = (text: string): StoredAuditFile => {
  const file = parseExact(text);
  if (!validators.validateAuditFile(file))
    throw new SyntaxError('it does not have the fields of an audit file');
  return file;
};

import type { FromSchema } from 'json-schema-to-ts';
import { aggregateSchema, type Metrics, mergeAggregates, metricsOf, metricsSchema } from '../trip/metrics.ts';

/** The published metrics as they were when the audit began. */
const publishedRunSchema = {
  type: 'object',
  properties: {
    run_id: { type: 'string' },
    generated_at: { type: 'string' },
    revision: { type: ['integer', 'null'] },
    metrics: metricsSchema,
  },
  required: ['run_id', 'generated_at', 'revision', 'metrics'],
} as const;

export type PublishedRun = FromSchema<typeof publishedRunSchema>;

/** What plan-audit answers: how the table is read, and what it is compared with. */
export interface AuditPlan {
  readonly run_id: string;
  readonly audited_at: string;
  readonly date: string;
  /** Business-local: a start without an end counts from this age on. */
  readonly started_before: string;
  readonly published: PublishedRun | null;
  /** The `generated_at` of `published`, on its own because a path in the state machine finds nothing in null. */
  readonly published_at: string | null;
  readonly segments: readonly number[];
  readonly total_segments: number;
}

/** How many trips there are of a kind, and a few of their ids for whoever looks into them. */
const foundTrips = {
  type: 'object',
  properties: {
    count: { type: 'integer' },
    examples: { type: 'array', items: { type: 'string' } },
  },
  required: ['count', 'examples'],
  additionalProperties: false,
} as const;

const counts = {
  type: 'object',
  properties: {
    /** Completed trips that the published run has surely seen as they are. */
    seen: aggregateSchema,
    /** The other completed trips: written since, or so shortly before that the index may not have shown them. */
    since: aggregateSchema,
    ends_without_start: foundTrips,
    starts_without_end: foundTrips,
  },
  required: ['seen', 'since', 'ends_without_start', 'starts_without_end'],
  additionalProperties: false,
} as const;

/** What audit-segment is invoked with, and, with everything present, what it answers. */
export const auditSegmentRequestSchema = {
  type: 'object',
  properties: {
    date: { type: 'string' },
    segment: { type: 'integer' },
    total_segments: { type: 'integer' },
    started_before: { type: 'string' },
    published_at: { type: ['string', 'null'] },
    /** What was counted so far; absent at first, as are the three below. */
    counts,
    /** Pages and items read, the items of all dates. */
    pages: { type: 'integer' },
    items: { type: 'integer' },
    /** Where the last call stopped; null once the segment is read to its end. */
    cursor: { type: ['string', 'null'] },
  },
  required: ['date', 'segment', 'total_segments', 'started_before', 'published_at'],
} as const;

/** What publish-audit is invoked with. */
export const publishAuditRequestSchema = {
  type: 'object',
  properties: {
    date: { type: 'string' },
    run_id: { type: 'string' },
    audited_at: { type: 'string' },
    started_before: { type: 'string' },
    published: { anyOf: [publishedRunSchema, { type: 'null' }] },
    partials: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          segment: { type: 'integer' },
          counts,
          pages: { type: 'integer' },
          items: { type: 'integer' },
          cursor: { type: 'null' },
        },
        required: ['segment', 'counts', 'pages', 'items', 'cursor'],
      },
    },
  },
  required: ['date', 'run_id', 'audited_at', 'started_before', 'published', 'partials'],
} as const;

export type FoundTrips = FromSchema<typeof foundTrips>;
/** What is known of some trips of a date: mergeable in any grouping and order. */
export type AuditCounts = FromSchema<typeof counts>;
export type AuditSegmentRequest = FromSchema<typeof auditSegmentRequestSchema>;
export type AuditedSegment = Required<AuditSegmentRequest>;
export type PublishAuditRequest = FromSchema<typeof publishAuditRequestSchema>;

/** The metrics of all completed trips, as a run that saw them all would publish them. */
export const auditedMetrics = ({ seen, since }: AuditCounts): Metrics =>
  metricsOf(mergeAggregates(seen, since));

import type { FromSchema } from 'json-schema-to-ts';
import { IMPLAUSIBLE_KINDS, perKind } from '../trip/implausible.ts';
import { aggregateSchema, type Metrics, mergeAggregates, metricsOf, metricsSchema } from '../trip/metrics.ts';

/** The published metrics, as they were when the audit began. */
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

/** The output of plan-audit: how to read the table, and what to compare it with. */
export interface AuditPlan {
  readonly run_id: string;
  readonly audited_at: string;
  readonly date: string;
  /** Business-local. A start before this moment counts as having no end. */
  readonly started_before: string;
  readonly published: PublishedRun | null;
  /** The `generated_at` of `published`, repeated because a path in the state machine cannot reach into null. */
  readonly published_at: string | null;
  readonly segments: readonly number[];
  readonly total_segments: number;
}

/** How many trips of a kind there are, and the ids of a few of them. */
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
    /** Completed trips that the published run certainly saw in their current state. */
    seen: aggregateSchema,
    /** The other completed trips: written since, or so shortly before that the index may not have shown them yet. */
    since: aggregateSchema,
    ends_without_start: foundTrips,
    starts_without_end: foundTrips,
    /** How many of the completed trips are implausible, by kind. */
    implausible: {
      type: 'object',
      properties: /* @__PURE__ */ perKind(() => foundTrips),
      required: IMPLAUSIBLE_KINDS,
      additionalProperties: false,
    },
  },
  required: ['seen', 'since', 'ends_without_start', 'starts_without_end', 'implausible'],
  additionalProperties: false,
} as const;

/** The input of audit-segment. With every field present it is also the output. */
export const auditSegmentRequestSchema = {
  type: 'object',
  properties: {
    date: { type: 'string' },
    segment: { type: 'integer' },
    total_segments: { type: 'integer' },
    started_before: { type: 'string' },
    published_at: { type: ['string', 'null'] },
    /** The counts so far. This field and the three below are absent at first. */
    counts,
    /** Pages and items read so far; the items are of all dates. */
    pages: { type: 'integer' },
    items: { type: 'integer' },
    /** Where the last call stopped; null at the end of the segment. */
    cursor: { type: ['string', 'null'] },
  },
  required: ['date', 'segment', 'total_segments', 'started_before', 'published_at'],
} as const;

/** The input of publish-audit. */
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
/** The counts of a set of trips. They can be merged in any grouping and order. */
export type AuditCounts = FromSchema<typeof counts>;
export type AuditSegmentRequest = FromSchema<typeof auditSegmentRequestSchema>;
export type AuditedSegment = Required<AuditSegmentRequest>;
export type PublishAuditRequest = FromSchema<typeof publishAuditRequestSchema>;

/** The metrics of all completed trips, as a run that sees all of them would publish them. */
export const auditedMetrics = ({ seen, since }: AuditCounts): Metrics =>
  metricsOf(mergeAggregates(seen, since));

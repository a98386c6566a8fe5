import type { FromSchema } from 'json-schema-to-ts';
import { aggregate } from './request-schemas.ts';

/** What the functions of an audit are invoked with by the states of `statemachines/audit.asl.json`. */

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
    seen: aggregate,
    since: aggregate,
    ends_without_start: foundTrips,
    starts_without_end: foundTrips,
  },
  required: ['seen', 'since', 'ends_without_start', 'starts_without_end'],
  additionalProperties: false,
} as const;

export const auditSegmentRequestSchema = {
  $id: 'auditSegmentRequest',
  type: 'object',
  properties: {
    date: { type: 'string' },
    segment: { type: 'integer' },
    total_segments: { type: 'integer' },
    started_before: { type: 'string' },
    published_at: { type: ['string', 'null'] },
    /** What was counted so far; absent at first, as are the two below. */
    counts,
    pages: { type: 'integer' },
    items: { type: 'integer' },
    /** Where the last call stopped; absent at first, null once the segment is read to its end. */
    cursor: { type: ['string', 'null'] },
  },
  required: ['date', 'segment', 'total_segments', 'started_before', 'published_at'],
} as const;

const amount = { type: ['string', 'null'] } as const;

/** The published metrics as they were when the audit began. */
const published = {
  type: 'object',
  properties: {
    run_id: { type: 'string' },
    generated_at: { type: 'string' },
    revision: { type: ['integer', 'null'] },
    metrics: {
      type: 'object',
      properties: {
        total_fare: { type: 'string' },
        count_trips: { type: 'integer' },
        average_fare: amount,
        max_fare: amount,
        min_fare: amount,
      },
      required: ['total_fare', 'count_trips', 'average_fare', 'max_fare', 'min_fare'],
    },
  },
  required: ['run_id', 'generated_at', 'revision', 'metrics'],
} as const;

export const publishAuditRequestSchema = {
  $id: 'publishAuditRequest',
  type: 'object',
  properties: {
    date: { type: 'string' },
    run_id: { type: 'string' },
    audited_at: { type: 'string' },
    started_before: { type: 'string' },
    published: { anyOf: [published, { type: 'null' }] },
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

export type AuditSegmentRequest = FromSchema<typeof auditSegmentRequestSchema>;
export type PublishedRun = FromSchema<typeof published>;
export type PublishAuditRequest = FromSchema<typeof publishAuditRequestSchema>;

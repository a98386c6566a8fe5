import type { FromSchema } from 'json-schema-to-ts';
import { RUN_REASONS } from './request-schemas.ts';

/** The files in the metrics bucket as they are read back: JSON in which every number is the text of its digits. */

const amount = { type: ['string', 'null'] } as const;

const metrics = {
  type: 'object',
  properties: {
    total_fare: { type: 'string' },
    count_trips: { type: 'string' },
    average_fare: amount,
    max_fare: amount,
    min_fare: amount,
  },
  required: ['total_fare', 'count_trips', 'average_fare', 'max_fare', 'min_fare'],
} as const;

/** What later runs and the command line read of a metrics file; files of before there were revisions lack them. */
export const metricsFileSchema = {
  $id: 'metricsFile',
  type: 'object',
  properties: {
    date: { type: 'string' },
    run_id: { type: 'string' },
    generated_at: { type: 'string' },
    metrics,
    revision: { type: ['string', 'null'] },
    revised_at: { type: ['string', 'null'] },
    restated_because: { enum: [...RUN_REASONS, null] },
    previous: { anyOf: [metrics, { type: 'null' }] },
  },
  required: ['date', 'run_id', 'generated_at', 'metrics'],
} as const;

/** What an audit of a date has left behind, as far as a metrics file repeats it. */
export const auditFileSchema = {
  $id: 'auditFile',
  type: 'object',
  properties: {
    ends_without_start: { type: 'string' },
    starts_without_end: { type: 'string' },
    audited_at: { type: 'string' },
  },
  required: ['ends_without_start', 'starts_without_end', 'audited_at'],
} as const;

export type StoredMetricsFile = FromSchema<typeof metricsFileSchema>;
export type StoredAuditFile = FromSchema<typeof auditFileSchema>;

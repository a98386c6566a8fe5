import type { FromSchema } from 'json-schema-to-ts';
import { aggregateSchema } from '../trip/metrics.ts';

/** What aggregate-partition is invoked with: a partition, and what an earlier call has answered for it. */
export const aggregateRequestSchema = {
  type: 'object',
  properties: {
    partition: { type: 'string' },
    aggregate: aggregateSchema,
    /** Pages of the index read so far; absent at first. */
    pages: { type: 'integer' },
    /** Where the last call stopped; absent at first, null once the partition is read to its end. */
    cursor: { type: ['string', 'null'] },
  },
  required: ['partition'],
} as const;

const partialProperties = {
  partition: { type: 'string' },
  aggregate: aggregateSchema,
  pages: { type: 'integer' },
} as const;
const required = ['partition', 'aggregate', 'pages', 'cursor'] as const;

/** What it answers: the sums so far, and where to go on. */
export const partialSchema = {
  type: 'object',
  properties: { ...partialProperties, cursor: { type: ['string', 'null'] } },
  required,
} as const;

/** The partial aggregate of a partition that was read to its end. */
export const finishedPartialSchema = {
  type: 'object',
  properties: { ...partialProperties, cursor: { type: 'null' } },
  required,
} as const;

export type AggregateRequest = FromSchema<typeof aggregateRequestSchema>;
export type PartialAggregate = FromSchema<typeof partialSchema>;

import type { FromSchema } from 'json-schema-to-ts';

/** Why a run sums a day: it is the day before; trips of it were completed late; someone asked for it. */
export const RUN_REASONS = ['daily', 'late-completions', 'requested'] as const;

export type RunReason = (typeof RUN_REASONS)[number];

/** What each function is invoked with: by a pipe, or by a state of `statemachines/daily-kpi.asl.json`. */

/** A pipe's Kinesis record. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-kinesis.html */
const pipeRecord = {
  type: 'object',
  properties: {
    eventID: { type: 'string' },
    eventSource: { const: 'aws:kinesis' },
    eventSourceARN: { type: 'string' },
    partitionKey: { type: 'string' },
    sequenceNumber: { type: 'string' },
    approximateArrivalTimestamp: { type: 'number' },
    data: { type: 'string' },
  },
  required: [
    'eventID',
    'eventSource',
    'eventSourceARN',
    'partitionKey',
    'sequenceNumber',
    'approximateArrivalTimestamp',
    'data',
  ],
} as const;

export const pipeBatchSchema = { $id: 'pipeBatch', type: 'array', items: pipeRecord } as const;

/** `input` is whatever the execution was started with: its reasons for refusal are worded by the use case. */
export const planRequestSchema = {
  $id: 'planRequest',
  type: 'object',
  properties: {
    input: {},
    execution_name: { type: 'string' },
    execution_start_time: { type: 'string' },
  },
  required: ['input', 'execution_name', 'execution_start_time'],
} as const;

export const aggregate = {
  type: 'object',
  properties: {
    count: { type: 'integer' },
    sum: { type: 'string' },
    min: { type: ['string', 'null'] },
    max: { type: ['string', 'null'] },
  },
  required: ['count', 'sum', 'min', 'max'],
  additionalProperties: false,
} as const;

export const aggregateRequestSchema = {
  $id: 'aggregateRequest',
  type: 'object',
  properties: {
    partition: { type: 'string' },
    aggregate,
    /** Pages of the index read so far; absent at first. */
    pages: { type: 'integer' },
    /** Where the last call stopped; absent at first, null once the partition is read to its end. */
    cursor: { type: ['string', 'null'] },
  },
  required: ['partition'],
} as const;

export const publishRequestSchema = {
  $id: 'publishRequest',
  type: 'object',
  properties: {
    date: { type: 'string' },
    reason: { enum: RUN_REASONS },
    /** When the date was last marked for late completions, as the run was planned; null if it was not. */
    late_marker: { type: ['string', 'null'] },
    run_id: { type: 'string' },
    generated_at: { type: 'string' },
    partials: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          partition: { type: 'string' },
          aggregate,
          pages: { type: 'integer' },
          cursor: { type: 'null' },
        },
        required: ['partition', 'aggregate', 'pages', 'cursor'],
      },
    },
  },
  required: ['date', 'reason', 'late_marker', 'run_id', 'generated_at', 'partials'],
} as const;

export type PipeRecord = FromSchema<typeof pipeRecord>;
export type PlanRequest = FromSchema<typeof planRequestSchema>;
export type AggregateRequest = FromSchema<typeof aggregateRequestSchema>;
export type PublishRequest = FromSchema<typeof publishRequestSchema>;

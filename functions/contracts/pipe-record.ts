import type { FromSchema } from 'json-schema-to-ts';

/**
 * A Kinesis record as a pipe delivers it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-kinesis.html
 */
const pipeRecord = {
  type: 'object',
  properties: {
    eventID: { type: 'string' },
    eventSource: { const: 'aws:kinesis' },
    eventSourceARN: { type: 'string' },
    partitionKey: { type: 'string' },
    sequenceNumber: { type: 'string' },
    /** Seconds since 1970, with a fraction. */
    approximateArrivalTimestamp: { type: 'number' },
    /** Base64. */
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

/** What a pipe invokes its function with: a bare array, without `Records`. */
export const pipeBatchSchema = { type: 'array', items: pipeRecord } as const;

export type PipeRecord = FromSchema<typeof pipeRecord>;

/** The field by which a pipe identifies a failed record. AWS documents `eventID`. */
export type FailureIdentifier = 'eventID' | 'sequenceNumber';

/**
 * The answer that makes a pipe deliver these records again.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html
 */
export interface PipeBatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

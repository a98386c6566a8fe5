import type middy from '@middy/core';
import type { ParseEvent } from '../domain/parse-trip-event.ts';
import type { PipeRecord } from '../domain/request-schemas.ts';
import type { DecodedRecord, SettledRecord } from './settle-records.ts';

/** What a pipe understands as "deliver these again". https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html */
export interface PipeBatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** Where the one line about each batch goes; it never holds a payload. */
export interface BatchLog {
  info(message: string, fields: Readonly<Record<string, number>>): void;
  warn(message: string, fields: { readonly eventID: string; readonly error: Error }): void;
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const decode = <Event>(record: PipeRecord, parse: ParseEvent<Event>): DecodedRecord<Event> =>
  BASE64.test(record.data)
    ? { record, parsed: parse(Buffer.from(record.data, 'base64')) }
    : { record, parsed: { reasons: ['the data of the record is not base64'] } };

const count = (settled: readonly SettledRecord[], fate: SettledRecord['fate']): number =>
  settled.filter((record) => record.fate === fate).length;

/**
 * The middy middleware for what an EventBridge pipe delivers from Kinesis: a bare array of flat records, not an object
 * with `Records`. Before the handler it decodes every record on its own; after it, it names to the pipe, by `eventID`,
 * the records that have to come again. Use it behind a validator of the envelope, so that any other event throws.
 *
 * @param parse reads one payload; what it refuses reaches the handler with its reasons
 */
export const kinesisPipeBatch = <Event>(options: {
  readonly parse: ParseEvent<Event>;
  readonly log: BatchLog;
}): middy.MiddlewareObj<readonly PipeRecord[], readonly SettledRecord[] | PipeBatchResponse> => {
  const startedAt = new WeakMap<object, number>();
  return {
    before: (request) => {
      startedAt.set(request, performance.now());
      Object.assign(request, { event: request.event.map((record) => decode(record, options.parse)) });
    },
    after: (request) => {
      const settled: readonly SettledRecord[] = request.response;
      const failed = settled.filter(({ fate }) => fate === 'failed');
      for (const { record, error } of failed) {
        if (error !== undefined) options.log.warn('record failed', { eventID: record.eventID, error });
      }
      options.log.info('batch settled', {
        received: settled.length,
        stored: count(settled, 'stored'),
        quarantined: count(settled, 'quarantined'),
        failed: failed.length,
        milliseconds: Math.round(performance.now() - (startedAt.get(request) ?? 0)),
      });
      const response: PipeBatchResponse = {
        batchItemFailures: failed.map(({ record }) => ({ itemIdentifier: record.eventID })),
      };
      request.response = response;
    },
  };
};

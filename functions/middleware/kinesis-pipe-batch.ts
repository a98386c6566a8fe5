import type middy from '@middy/core';
import type { PipeRecord } from '../domain/request-schemas.ts';
import { validatePipeBatch } from '../domain/validators.generated.mjs';
import type { SettledRecord } from './settle-records.ts';
import { validated } from './validated.ts';

/** What a pipe understands as "deliver these again". https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html */
export interface PipeBatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** Where the one line about each batch goes, and one about each failure; neither ever holds a payload. */
export interface BatchLog {
  info(message: string, fields: Readonly<Record<string, number>>): void;
  warn(message: string, fields: { readonly eventID: string; readonly error: Error }): void;
}

const responseTo = (settled: readonly SettledRecord[]): PipeBatchResponse => ({
  batchItemFailures: settled
    .filter(({ fate }) => fate === 'failed')
    .map(({ record }) => ({ itemIdentifier: record.eventID })),
});

const report = (settled: readonly SettledRecord[], milliseconds: number, log: BatchLog): void => {
  const fates = { stored: 0, quarantined: 0, failed: 0 };
  for (const { record, fate, error } of settled) {
    fates[fate] += 1;
    if (error !== undefined) log.warn('record failed', { eventID: record.eventID, error });
  }
  log.info('batch settled', { received: settled.length, ...fates, milliseconds: Math.round(milliseconds) });
};

/**
 * The middy middleware for what an EventBridge pipe delivers from Kinesis: a bare array of flat records, not an object
 * with `Records`; any other event throws. Its handler settles the records; it reports on them, and names to the pipe,
 * by `eventID`, those that have to come again.
 */
export const kinesisPipeBatch = (log: BatchLog): middy.MiddlewareObj<readonly PipeRecord[]>[] => {
  const startedAt = new WeakMap<object, number>();
  return [
    validated<readonly PipeRecord[]>(validatePipeBatch),
    {
      before: ({ internal }) => {
        startedAt.set(internal, performance.now());
      },
      after: (request) => {
        const settled: readonly SettledRecord[] = request.response;
        report(settled, performance.now() - (startedAt.get(request.internal) ?? 0), log);
        request.response = responseTo(settled);
      },
    },
  ];
};

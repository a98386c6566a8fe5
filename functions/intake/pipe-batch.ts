import type middy from '@middy/core';
import { validated } from '../aws/handler.ts';
import { validatePipeBatch } from '../contracts/generated/validators.mjs';
import type { RefusalKind } from '../contracts/parse-trip-event.ts';
import type { PipeRecord } from '../contracts/pipe-record.ts';
import type { SettledRecord } from './settle-batch.ts';

/** What became of a batch, in numbers. */
export interface BatchSummary {
  readonly received: number;
  readonly stored: number;
  /** Handled without a write: a later record of the same half of the trip was there before. */
  readonly superseded: number;
  readonly quarantined: number;
  /** Given up, because they alone make the function fail. */
  readonly deadLettered: number;
  readonly failed: number;
  /** Of the stored ones: those of completed trips of a day that should have been summed before. */
  readonly late: number;
  readonly quarantinedByKind: Readonly<Partial<Record<RefusalKind, number>>>;
  readonly milliseconds: number;
}

/** What a pipe understands as "deliver these again". https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html */
export interface PipeBatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** Reports every batch and every failure, never a payload. */
export interface BatchReport {
  batchSettled(summary: BatchSummary): void;
  recordFailed(eventID: string, error: { readonly name: string; readonly message: string }): void;
}

/** What a pipe takes for the name of a record; AWS's pages say `eventID`. */
export type FailureIdentifier = 'eventID' | 'sequenceNumber';

const responseTo = (settled: readonly SettledRecord[], identifier: FailureIdentifier): PipeBatchResponse => ({
  batchItemFailures: settled
    .filter(({ fate }) => fate === 'failed')
    .map(({ record }) => ({ itemIdentifier: record[identifier] })),
});

const summaryOf = (settled: readonly SettledRecord[], milliseconds: number): BatchSummary => {
  const fates = { stored: 0, superseded: 0, quarantined: 0, deadLettered: 0, failed: 0, late: 0 };
  const quarantinedByKind: Partial<Record<RefusalKind, number>> = {};
  for (const record of settled) {
    fates[record.fate] += 1;
    if (record.fate === 'stored' && record.late) fates.late += 1;
    if (record.fate === 'quarantined') {
      quarantinedByKind[record.kind] = (quarantinedByKind[record.kind] ?? 0) + 1;
    }
  }
  return { received: settled.length, ...fates, quarantinedByKind, milliseconds: Math.round(milliseconds) };
};

const report = (settled: readonly SettledRecord[], milliseconds: number, to: BatchReport): void => {
  for (const settledRecord of settled) {
    const { record, fate } = settledRecord;
    if (fate === 'failed' && settledRecord.error) to.recordFailed(record.eventID, settledRecord.error);
    if (fate === 'deadLettered') to.recordFailed(record.eventID, settledRecord.error);
  }
  to.batchSettled(summaryOf(settled, milliseconds));
};

/**
 * The middy middleware for what an EventBridge pipe delivers from Kinesis: a bare array of flat records, not an object
 * with `Records`; any other event throws. Its handler settles the records; it reports on them, and names to the pipe
 * those that have to come again.
 */
export const kinesisPipeBatch = (
  reportTo: BatchReport,
  identifier: FailureIdentifier,
): middy.MiddlewareObj<readonly PipeRecord[]>[] => {
  const startedAt = new WeakMap<object, number>();
  return [
    validated<readonly PipeRecord[]>(validatePipeBatch),
    {
      before: ({ internal }) => {
        startedAt.set(internal, performance.now());
      },
      after: (request) => {
        const settled: readonly SettledRecord[] = request.response;
        report(settled, performance.now() - (startedAt.get(request.internal) ?? 0), reportTo);
        request.response = responseTo(settled, identifier);
      },
    },
  ];
};

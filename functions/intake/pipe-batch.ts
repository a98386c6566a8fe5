import type middy from '@middy/core';
import { validated } from '../aws/validated.ts';
import { validatePipeBatch } from '../contracts/generated/validators.mjs';
import type { RefusalKind } from '../contracts/parse-trip-event.ts';
import type { PipeRecord } from '../contracts/request-schemas.ts';
import type { BatchSummary } from './batch-summary.ts';
import type { SettledRecord } from './settled-record.ts';

/** What a pipe understands as "deliver these again". https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html */
export interface PipeBatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** Who is told of every batch and of every failure; never of a payload. */
export interface BatchReport {
  batchSettled(summary: BatchSummary): void;
  recordFailed(eventID: string, error: Error): void;
}

/** What a pipe takes for the name of a record; AWS's pages say `eventID`. */
export type FailureIdentifier = 'eventID' | 'sequenceNumber';

const responseTo = (settled: readonly SettledRecord[], identifier: FailureIdentifier): PipeBatchResponse => ({
  batchItemFailures: settled
    .filter(({ fate }) => fate === 'failed')
    .map(({ record }) => ({ itemIdentifier: record[identifier] })),
});

const summaryOf = (settled: readonly SettledRecord[], milliseconds: number): BatchSummary => {
  const fates = { stored: 0, superseded: 0, quarantined: 0, failed: 0, late: 0 };
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

const tell = (settled: readonly SettledRecord[], milliseconds: number, report: BatchReport): void => {
  for (const record of settled) {
    if (record.fate === 'failed' && record.error) report.recordFailed(record.record.eventID, record.error);
  }
  report.batchSettled(summaryOf(settled, milliseconds));
};

/**
 * The middy middleware for what an EventBridge pipe delivers from Kinesis: a bare array of flat records, not an object
 * with `Records`; any other event throws. Its handler settles the records; it reports on them, and names to the pipe
 * those that have to come again.
 */
export const kinesisPipeBatch = (
  report: BatchReport,
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
        tell(settled, performance.now() - (startedAt.get(request.internal) ?? 0), report);
        request.response = responseTo(settled, identifier);
      },
    },
  ];
};

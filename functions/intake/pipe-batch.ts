import type middy from '@middy/core';
import { validated } from '../aws/handler.ts';
import { TransientAwsError } from '../contracts/agreed.ts';
import { validatePipeBatch } from '../contracts/generated/validators.mjs';
import type { RefusalKind } from '../contracts/parse-trip-event.ts';
import type { FailureIdentifier, PipeBatchResponse, PipeRecord } from '../contracts/pipe-record.ts';
import { latenessOf, type SummingSchedule } from '../trip/business-time.ts';
import {
  giveUpIfItCrashes,
  type Handled,
  type RecordPorts,
  type SettledRecord,
  settleRecord,
} from './settle-record.ts';

/** How many trips of a batch are written at once: enough to hide the latency of one write behind the others. */
const CONCURRENT_TRIPS = 32;

/** Handles the records of one trip in turn. Once one has failed, the later ones have to wait for it. */
const handleTrip = async <Event>(
  records: readonly PipeRecord[],
  ports: RecordPorts<Event>,
  signal: AbortSignal,
  handled: Handled[],
): Promise<void> => {
  let hasFailed = false;
  for (const record of records) {
    const blocked: boolean = hasFailed || signal.aborted;
    const outcome: Handled = blocked ? { record, fate: 'failed' } : await settleRecord(record, ports, signal);
    hasFailed = outcome.fate === 'failed';
    handled.push(outcome);
  }
};

/** Whether each date was late and is now marked, or why it could not be marked this time. */
const markLateDates = async (
  batch: readonly Handled[],
  markIfLate: RecordPorts<unknown>['markIfLate'],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, boolean | TransientAwsError>> => {
  const dates = new Set(batch.flatMap((record) => (record.fate === 'written' ? record.completionDates : [])));
  const markings = new Map<string, boolean | TransientAwsError>();
  const mark = async (date: string): Promise<void> => {
    try {
      markings.set(date, await markIfLate(date, signal));
    } catch (error) {
      if (!(error instanceof TransientAwsError)) throw error;
      markings.set(date, error);
    }
  };
  await Promise.all([...dates].map(mark));
  return markings;
};

/**
 * If a record's date could not be marked, the record has failed, and so have the later ones of its trip: they are
 * delivered again, in order.
 */
const settle = (
  batch: readonly Handled[],
  markings: ReadonlyMap<string, boolean | TransientAwsError>,
): SettledRecord[] => {
  const failedTrips = new Set<string>();
  const settleOne = (handled: Handled): SettledRecord => {
    if (handled.fate !== 'written') return handled;
    const { record, isRepeat } = handled;
    const isNewlyStored = !isRepeat;
    if (failedTrips.has(record.partitionKey)) return { record, fate: 'failed', isNewlyStored };
    const outcomes = handled.completionDates.map((date) => markings.get(date));
    const error = outcomes.find((outcome) => outcome instanceof TransientAwsError);
    return error === undefined
      ? { record, fate: isRepeat ? 'redelivered' : 'stored', late: outcomes.includes(true) }
      : { record, fate: 'failed', error, isNewlyStored };
  };
  return batch.map((handled) => {
    const settled = settleOne(handled);
    if (settled.fate === 'failed') failedTrips.add(settled.record.partitionKey);
    return settled;
  });
};

/**
 * The handler for a pipe's batch. Trips are handled in parallel; the records of one trip (one partition key) are
 * handled in order. Then the late dates are marked. If `signal` aborts because the deadline is near, whatever is
 * unfinished counts as failed.
 * @throws the first error that would affect every record, once every record under way has settled
 */
export const settleBatch =
  <Event>(ports: RecordPorts<Event>) =>
  async (
    batch: readonly PipeRecord[],
    _context: unknown,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<SettledRecord[]> => {
    const [alone] = batch.length === 1 ? batch : [];
    const givenUp = alone && (await giveUpIfItCrashes(alone, ports, signal));
    if (givenUp !== undefined) return settle([givenUp], new Map());
    const trips = Map.groupBy(batch, ({ partitionKey }) => partitionKey).values();
    const handled: Handled[] = [];
    // The workers share one iterator: each takes the next trip as soon as it has finished its last.
    const worker = async () => {
      for (const records of trips) await handleTrip(records, ports, signal, handled);
    };
    const workers = await Promise.allSettled(Array.from({ length: CONCURRENT_TRIPS }, worker));
    for (const outcome of workers) if (outcome.status === 'rejected') throw outcome.reason;
    return settle(handled, await markLateDates(handled, ports.markIfLate, signal));
  };

export interface LatenessPorts {
  readonly now: () => Date;
  /** Marks a date, so that the next nightly run sums it again. */
  readonly mark: (date: string, signal: AbortSignal) => Promise<void>;
  /** Reports a date that no nightly run will sum again. */
  readonly reportBeyondLookBack: (date: string) => void;
}

/** Marks a date with completed trips if it should have been summed by now; returns whether it should have been. */
export const markIfLate =
  (schedule: SummingSchedule, { now, mark, reportBeyondLookBack }: LatenessPorts) =>
  async (date: string, signal: AbortSignal): Promise<boolean> => {
    const lateness = latenessOf(date, now(), schedule);
    if (lateness === 'late') await mark(date, signal);
    if (lateness === 'beyond-look-back') reportBeyondLookBack(date);
    return lateness !== 'on-time';
  };

/**
 * middy options that let the handler itself answer near the deadline: middy aborts the signal this long before it, and
 * never sends its own early answer, which would compete with the handler's.
 */
export const answerBeforeDeadline = {
  timeoutEarlyInMillis: 3_000,
  timeoutEarlyResponse: () => new Promise<never>(() => {}),
};

/** What happened to the records of a batch, in numbers. */
export interface BatchSummary {
  readonly received: number;
  /** Written for the first time, including those to be delivered again because a date could not be marked. */
  readonly stored: number;
  /** Settled by an earlier delivery, and not counted again under the fate that they had then. */
  readonly redelivered: number;
  /** Handled without a write: the item already has the same half from a later record. */
  readonly superseded: number;
  readonly quarantined: number;
  /** Given up on, because each of them alone makes the function fail. */
  readonly deadLettered: number;
  readonly failed: number;
  /** Written records that completed a trip of a day that should already have been summed. */
  readonly late: number;
  readonly quarantinedByKind: Readonly<Partial<Record<RefusalKind, number>>>;
  readonly milliseconds: number;
}

/** Reports every batch and every failure, but never a payload. */
export interface BatchReport {
  batchSettled(summary: BatchSummary): void;
  recordFailed(eventID: string, error: { readonly name: string; readonly message: string }): void;
}

const responseTo = (settled: readonly SettledRecord[], identifier: FailureIdentifier): PipeBatchResponse => ({
  batchItemFailures: settled
    .filter(({ fate }) => fate === 'failed')
    .map(({ record }) => ({ itemIdentifier: record[identifier] })),
});

/** How many settled records an environment remembers: the last twenty batches of a pipe, about a megabyte. */
const REMEMBERED_RECORDS = 10_000;

/** Whether this environment has settled and counted a record before. Remembers the record for the next time. */
type IsCounted = (eventID: string) => boolean;

/** For refused and superseded records: no item in the table says that they were settled before. */
const rememberCounted = (): IsCounted => {
  const counted = new Set<string>();
  return (eventID) => {
    const isCounted = counted.delete(eventID);
    counted.add(eventID);
    const [oldest = eventID] = counted;
    if (counted.size > REMEMBERED_RECORDS) counted.delete(oldest);
    return isCounted;
  };
};

const summaryOf = (
  settled: readonly SettledRecord[],
  milliseconds: number,
  isCounted: IsCounted,
): BatchSummary => {
  const fates = {
    stored: 0,
    redelivered: 0,
    superseded: 0,
    quarantined: 0,
    deadLettered: 0,
    failed: 0,
    late: 0,
  };
  const quarantinedByKind: Partial<Record<RefusalKind, number>> = {};
  for (const record of settled) {
    if ('late' in record && record.late) fates.late += 1;
    if (record.fate === 'failed') {
      fates.failed += 1;
      if (record.isNewlyStored === true) fates.stored += 1;
    } else if (isCounted(record.record.eventID)) {
      fates.redelivered += 1;
    } else {
      fates[record.fate] += 1;
      if (record.fate === 'quarantined')
        quarantinedByKind[record.kind] = (quarantinedByKind[record.kind] ?? 0) + 1;
    }
  }
  return { received: settled.length, ...fates, quarantinedByKind, milliseconds: Math.round(milliseconds) };
};

/**
 * The middy middleware for a pipe's batch; any other event throws. The handler settles the records; the middleware
 * reports on them, and tells the pipe which ones to deliver again.
 */
export const kinesisPipeBatch = (
  reportTo: BatchReport,
  identifier: FailureIdentifier,
): middy.MiddlewareObj<readonly PipeRecord[]>[] => {
  const startedAt = new WeakMap<object, number>();
  const isCounted = rememberCounted();
  return [
    validated<readonly PipeRecord[]>(validatePipeBatch),
    {
      before: ({ internal }) => {
        startedAt.set(internal, performance.now());
      },
      after: (request) => {
        const settled: readonly SettledRecord[] = request.response;
        for (const one of settled)
          if ('error' in one && one.error !== undefined) reportTo.recordFailed(one.record.eventID, one.error);
        const milliseconds = performance.now() - (startedAt.get(request.internal) ?? 0);
        reportTo.batchSettled(summaryOf(settled, milliseconds, isCounted));
        request.response = responseTo(settled, identifier);
      },
    },
  ];
};

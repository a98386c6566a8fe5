import middy from '@middy/core';
import { TransientAwsError } from '../../../functions/contracts/agreed.ts';
import { parseTripStart } from '../../../functions/contracts/parse-trip-event.ts';
import type { FailureIdentifier, PipeRecord } from '../../../functions/contracts/pipe-record.ts';
import {
  answerBeforeDeadline,
  type BatchSummary,
  kinesisPipeBatch,
  settleBatch,
} from '../../../functions/intake/pipe-batch.ts';
import type { RecordPorts } from '../../../functions/intake/settle-record.ts';
import type { SavedHalf } from '../../../functions/trip/trip.ts';
import { neverGivesUp } from './giving-up-under-test.ts';

type Start = { readonly trip_id: string; readonly pickup_datetime: string };

/** The ports of an intake of starts; a store that returns only dates has written each record for the first time. */
type PortsUnderTest = Omit<Partial<RecordPorts<Start>>, 'store'> & {
  readonly store?: (
    ...given: Parameters<RecordPorts<Start>['store']>
  ) => Promise<readonly string[] | SavedHalf>;
};

const isSavedHalf = (saved: readonly string[] | SavedHalf): saved is SavedHalf => 'isRepeat' in saved;

export const record = (id: string, sequence: number, data?: string): PipeRecord => ({
  kinesisSchemaVersion: '1.0',
  eventID: `shardId-000000000000:${sequence}`,
  eventSource: 'aws:kinesis',
  eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/trip-starts',
  partitionKey: id,
  sequenceNumber: String(sequence),
  approximateArrivalTimestamp: 1_716_600_000.5,
  data: data ?? payload({ trip_id: id, pickup_datetime: '2024-05-25 10:00:00' }),
});

export const payload = (fields: object): string => Buffer.from(JSON.stringify(fields)).toString('base64');

/** The handler of a pipe of starts, and what became of the records that were delivered to it. */
export const intake = (
  { store, ...ports }: PortsUnderTest = {},
  identifier: FailureIdentifier = 'eventID',
) => {
  const stored: string[] = [];
  const marked: string[] = [];
  const quarantined: { readonly sequence: string; readonly reasons: readonly string[] }[] = [];
  const summaries: BatchSummary[] = [];
  const failed: string[] = [];
  const report = {
    batchSettled: (summary: BatchSummary) => summaries.push(summary),
    recordFailed: (eventID: string, { name }: { readonly name: string }) => failed.push(`${eventID} ${name}`),
  };
  const storeByDefault = async ({ trip_id, pickup_datetime }: Start): Promise<readonly string[]> => {
    stored.push(trip_id);
    return trip_id.startsWith('open') ? [] : [pickup_datetime.slice(0, 10)];
  };
  const handler = middy(answerBeforeDeadline)
    .use(kinesisPipeBatch(report, identifier))
    .handler(
      settleBatch<Start>({
        parse: parseTripStart,
        timeZone: 'America/New_York',
        ...neverGivesUp,
        store: async (...given) => {
          const saved = await (store ?? storeByDefault)(...given);
          return isSavedHalf(saved) ? saved : { completionDates: saved, isRepeat: false };
        },
        markIfLate: async (date) => {
          marked.push(date);
          return date < '2024-05-20';
        },
        quarantine: async ({ sequenceNumber }, reasons) => {
          quarantined.push({ sequence: sequenceNumber, reasons });
        },
        ...ports,
      }),
    );
  const deliver = (event: unknown, remainingMillis = 60_000): Promise<unknown> =>
    // The context of an invocation, reduced to what middy and the handler read of it.
    Reflect.apply(handler, undefined, [event, { getRemainingTimeInMillis: () => remainingMillis }]);
  return { deliver, stored, marked, quarantined, summaries, failed };
};

/** The answer that names these records. */
export const failures = (...sequences: number[]) => ({
  batchItemFailures: sequences.map((sequence) => ({ itemIdentifier: `shardId-000000000000:${sequence}` })),
});

export const throttled = () => new TransientAwsError('ThrottlingException: slow down');

/** The records that an answer names as failed. */
export const identifiers = (answer: unknown): string[] => {
  const { batchItemFailures }: { batchItemFailures: { itemIdentifier: string }[] } = JSON.parse(
    JSON.stringify(answer),
  );
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
};

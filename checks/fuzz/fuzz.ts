import middy from '@middy/core';
import fc from 'fast-check';
import {
  MAX_REASON_LENGTH,
  parseTripEnd,
  parseTripStart,
} from '../../functions/contracts/parse-trip-event.ts';
import type { PipeRecord } from '../../functions/contracts/pipe-record.ts';
import { quarantineMessage } from '../../functions/contracts/quarantine-message.ts';
import {
  answerBeforeDeadline,
  type BatchSummary,
  kinesisPipeBatch,
  settleBatch,
} from '../../functions/intake/pipe-batch.ts';
import type { RecordPorts } from '../../functions/intake/settle-record.ts';
import { endHalf, type HalfTrip, type SavedHalf, startHalf } from '../../functions/trip/trip.ts';
import { TRIP_END_FIELDS, TRIP_START_FIELDS } from '../../functions/trip/trip-event.ts';
import { neverGivesUp } from '../../test/functions/intake/giving-up-under-test.ts';
import { hostileData } from './hostile-payloads.ts';

/** No event has more fields, and each field has at most one reason. */
const MOST_REASONS = Math.max(TRIP_START_FIELDS.length, TRIP_END_FIELDS.length);
/** Processor time: hundreds of times what the slowest payload takes; anything slower is not linear. */
const MOST_MILLISECONDS = 5_000;

/** Throws unless `holds`. */
const insist = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

const recordOf = (data: string, partitionKey: string, sequenceNumber: string): PipeRecord => ({
  eventID: `shardId-000000000000:${sequenceNumber}`,
  eventSource: 'aws:kinesis',
  eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/trips',
  partitionKey,
  sequenceNumber,
  approximateArrivalTimestamp: 1_716_600_000.5,
  data,
});

/** What a function stored and quarantined of one delivery. */
interface Outcome {
  readonly stored: HalfTrip[];
  readonly messages: string[];
  readonly reasons: (readonly string[])[];
}

const MOMENT = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d$/;

/** What every stored half has, whatever was sent: an id, valid times, and numbers that DynamoDB can hold. */
const insistOnHalf = ({ tripId, text, numbers }: HalfTrip): void => {
  insist(/^[A-Za-z0-9_-]{1,64}$/.test(tripId), 'an id with other characters was stored');
  for (const [field, value] of Object.entries(text)) {
    insist(!field.endsWith('_datetime') || MOMENT.test(value), `${field} was stored as ${value}`);
  }
  for (const [field, value] of Object.entries(numbers)) {
    const digits = value.replace(/^-|\./g, '').replace(/^0+|0+$/g, '');
    insist(/^-?\d+(\.\d+)?$/.test(value) && digits.length <= 38, `${field} was stored as ${value}`);
  }
};

const bytesIn = ({ payload, payload_encoding }: Record<string, unknown>): Buffer =>
  Buffer.from(String(payload), payload_encoding === 'base64' ? 'base64' : 'utf8');

/** A message of valid characters, with few and short reasons, from which the original payload can be restored. */
const insistOnMessage = (message: string, reasons: readonly string[], data: string): void => {
  insist(reasons.length >= 1 && reasons.length <= MOST_REASONS, `${reasons.length} reasons`);
  insist(
    reasons.every(({ length }) => length >= 1 && length <= MAX_REASON_LENGTH),
    'a reason too long',
  );
  insist(/^[\u0020-\ud7ff\ue000-\ufffd]*$/.test(message), 'the message has characters that a queue refuses');
  const parsed: Record<string, unknown> = JSON.parse(message);
  const sent = Buffer.from(data, parsed.payload_encoding === 'verbatim' ? 'utf8' : 'base64');
  // Text with a lone surrogate has no bytes; only data that is not base64 can be such text.
  insist(
    parsed.payload === data || bytesIn(parsed).equals(sent),
    'the payload in the message is not what was sent',
  );
};

/** A function wired as in its composition root, except for its stores. */
const functionUnderTest = <Event>(
  ports: Pick<RecordPorts<Event>, 'parse'>,
  store: (saved: HalfTrip[]) => RecordPorts<Event>['store'],
) => {
  let outcome: Outcome = { stored: [], messages: [], reasons: [] };
  const summaries: BatchSummary[] = [];
  const report = {
    batchSettled: (summary: BatchSummary) => summaries.push(summary),
    recordFailed: () => undefined,
  };
  const handler = middy(answerBeforeDeadline)
    .use(kinesisPipeBatch(report, 'eventID'))
    .handler(
      settleBatch<Event>({
        ...ports,
        timeZone: 'America/New_York',
        ...neverGivesUp,
        store: (event, signal, position) => store(outcome.stored)(event, signal, position),
        markIfLate: async () => false,
        quarantine: async (record, reasons) => {
          outcome.messages.push(quarantineMessage(record, reasons, new Date(0)));
          outcome.reasons.push(reasons);
        },
      }),
    );
  return async (record: PipeRecord): Promise<Outcome> => {
    outcome = { stored: [], messages: [], reasons: [] };
    summaries.length = 0;
    const answer: unknown = await Reflect.apply(handler, undefined, [
      [record],
      { getRemainingTimeInMillis: () => 60_000 },
    ]);
    insist(
      JSON.stringify(answer) === '{"batchItemFailures":[]}',
      `the pipe was answered ${JSON.stringify(answer)}`,
    );
    const { stored = 0, quarantined = 0, failed = 0 } = summaries[0] ?? {};
    insist(stored + quarantined === 1 && failed === 0, 'the record does not have exactly one fate');
    insist(
      outcome.stored.length === stored && outcome.messages.length === quarantined,
      'a fate without a write',
    );
    return outcome;
  };
};

const save =
  (saved: HalfTrip[]) =>
  async (half: HalfTrip): Promise<SavedHalf> => {
    saved.push(half);
    return { completionDates: [], isRepeat: false };
  };

/** What became of the payloads, to show that a run tried both outcomes. */
export interface FuzzCounts {
  stored: number;
  quarantined: number;
}

/**
 * Hands `runs` generated payloads to both functions: each ends stored or quarantined, in bounded time and size, and
 * nothing throws.
 *
 * @throws {Error} from fast-check, with the seed and the path that repeat the failure
 */
export const fuzz = async (runs: number, seed: number, path?: string): Promise<FuzzCounts> => {
  const recordStart = functionUnderTest(
    { parse: parseTripStart },
    (saved) => (start, _, position) => save(saved)(startHalf(start, position)),
  );
  const recordEnd = functionUnderTest(
    { parse: parseTripEnd },
    (saved) => (end, _, position) => save(saved)(endHalf(end, 16, position)),
  );
  const counts: FuzzCounts = { stored: 0, quarantined: 0 };
  let records = 0;
  const partitionKeys = fc.oneof(
    fc.constantFrom('a1', '__proto__', '\ud800', '🚕'),
    fc.string({ maxLength: 256 }),
  );
  const property = fc.asyncProperty(hostileData, partitionKeys, async (data, partitionKey) => {
    records += 1;
    const before = process.cpuUsage();
    for (const deliver of [recordStart, recordEnd]) {
      const { stored, messages, reasons } = await deliver(recordOf(data, partitionKey, String(records)));
      stored.forEach(insistOnHalf);
      for (const [index, message] of messages.entries()) insistOnMessage(message, reasons[index] ?? [], data);
      counts.stored += stored.length;
      counts.quarantined += messages.length;
    }
    const { user, system } = process.cpuUsage(before);
    const milliseconds = (user + system) / 1_000;
    insist(milliseconds < MOST_MILLISECONDS, `it took ${Math.round(milliseconds)} ms`);
  });
  await fc.assert(property, { numRuns: runs, seed, ...(path === undefined ? {} : { path }) });
  return counts;
};

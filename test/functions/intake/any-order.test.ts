import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import middy from '@middy/core';
import fc from 'fast-check';
import { parseTripEnd, parseTripStart } from '../../../functions/contracts/parse-trip-event.ts';
import type { PipeRecord } from '../../../functions/contracts/pipe-record.ts';
import { completedTrips } from '../../../functions/daily-kpi/day-reads.aws.ts';
import {
  answerBeforeDeadline,
  type BatchSummary,
  kinesisPipeBatch,
  settleBatch,
} from '../../../functions/intake/pipe-batch.ts';
import { tripTable } from '../../../functions/intake/record-destinations.aws.ts';
import { aggregateTrips, metricsOf } from '../../../functions/trip/metrics.ts';
import { endHalf, startHalf } from '../../../functions/trip/trip.ts';
import { neverGivesUp } from './giving-up-under-test.ts';
import { openTrips } from './trips-under-test.ts';

const RUNS = 15;
const DATE = '2024-05-25';
const tableOf = (run: number, order: number) => `run-${run}-${order}`;
let trips: Awaited<ReturnType<typeof openTrips>>;

beforeAll(async () => {
  const names = Array.from({ length: RUNS }, (_, run) => [tableOf(run, 0), tableOf(run, 1)]).flat();
  trips = await openTrips(names, (listener) => listener);
});

afterAll(async () => {
  await trips.close();
});

interface Sent {
  readonly half: 'start' | 'end';
  readonly trip: number;
  readonly minute: number;
  readonly cents: number;
  /** Whether the event has its optional fields. */
  readonly full: boolean;
  /** Few, so that many records share one and only their sequence numbers tell them apart. */
  readonly arrivalMillisecond: number;
}

const events = fc.record<Sent>({
  half: fc.constantFrom('start', 'end'),
  trip: fc.integer({ min: 0, max: 3 }),
  minute: fc.integer({ min: 10, max: 59 }),
  cents: fc.integer({ min: 0, max: 99_999 }),
  full: fc.boolean(),
  arrivalMillisecond: fc.integer({ min: 0, max: 2 }),
});

const eventOf = ({ half, trip, minute, cents, full }: Sent): object =>
  half === 'start'
    ? { trip_id: `t${trip}`, pickup_datetime: `${DATE} 10:${minute}:00`, ...(full && { vendor_id: minute }) }
    : {
        trip_id: `t${trip}`,
        dropoff_datetime: `${DATE} 11:${minute}:00`,
        fare_amount: `${cents}e-2`,
        ...(full && { tip_amount: '1.5' }),
      };

const recordOf = (sent: Sent, index: number): PipeRecord => ({
  eventID: `shardId-000000000000:${index}`,
  eventSource: 'aws:kinesis',
  eventSourceARN: `arn:aws:kinesis:us-east-1:000000000000:stream/${sent.half}s`,
  partitionKey: `t${sent.trip}`,
  sequenceNumber: String(index),
  approximateArrivalTimestamp: 1_716_600_000 + sent.arrivalMillisecond / 1_000,
  data: Buffer.from(JSON.stringify(eventOf(sent))).toString('base64'),
});

/** The two functions over a table, as their composition roots wire them. */
const functionsOver = (tableName: string) => {
  const { saveHalfTrip } = tripTable(tableName);
  const summaries: BatchSummary[] = [];
  const report = {
    batchSettled: (summary: BatchSummary) => summaries.push(summary),
    recordFailed: () => undefined,
  };
  const batch = () => middy(answerBeforeDeadline).use(kinesisPipeBatch(report, 'eventID'));
  const markIfLate = async () => false;
  const quarantine = async () => undefined;
  const handlers = {
    start: batch().handler(
      settleBatch({
        parse: parseTripStart,
        timeZone: 'America/New_York',
        ...neverGivesUp,
        store: (start, signal, position) => saveHalfTrip(startHalf(start, position), signal),
        markIfLate,
        quarantine,
      }),
    ),
    end: batch().handler(
      settleBatch({
        parse: parseTripEnd,
        timeZone: 'America/New_York',
        ...neverGivesUp,
        store: (end, signal, position) => saveHalfTrip(endHalf(end, 1, position), signal),
        markIfLate,
        quarantine,
      }),
    ),
  };
  const deliver = (half: Sent['half'], records: readonly PipeRecord[]): Promise<unknown> =>
    Reflect.apply(handlers[half], undefined, [records, { getRemainingTimeInMillis: () => 60_000 }]);
  return { deliver, summaries };
};

/** Delivers the records in this order, in batches of `size`, and returns the resulting items and metrics. */
const outcomeOf = async (
  tableName: string,
  sent: readonly Sent[],
  order: readonly number[],
  size: number,
) => {
  const { deliver, summaries } = functionsOver(tableName);
  for (let from = 0; from < order.length; from += size) {
    const batch = order.slice(from, from + size).flatMap((index) => {
      const event = sent[index];
      return event === undefined ? [] : [{ half: event.half, record: recordOf(event, index) }];
    });
    for (const [half, records] of Map.groupBy(batch, (delivered) => delivered.half)) {
      await deliver(
        half,
        records.map(({ record }) => record),
      );
    }
  }
  const handled = summaries.reduce(
    (sum, { stored, redelivered, superseded }) => sum + stored + redelivered + superseded,
    0,
  );
  expect(handled).toBe(order.length);
  const { Items = [] } = await trips.client.send(new ScanCommand({ TableName: tableName }));
  const items = Items.map(({ creation_timestamp, update_timestamp, ...item }) => item);
  const page = await completedTrips(tableName).readTripPage(`${DATE}#00`, null);
  return {
    items: items.toSorted((a, b) => String(a.trip_id?.S).localeCompare(String(b.trip_id?.S))),
    metrics: metricsOf(aggregateTrips(page.trips.map(({ amounts }) => amounts))),
  };
};

test('records at fixed positions give the same items and metrics in any order, batching and repetition', async () => {
  const plans = fc.array(events, { minLength: 1, maxLength: 16 }).chain((sent) => {
    const all = sent.map((_, index) => index);
    const whole = { minLength: sent.length, maxLength: sent.length };
    return fc.record({
      sent: fc.constant(sent),
      inOrder: fc.constant(all),
      shuffled: fc.shuffledSubarray(all, whole),
      again: fc.shuffledSubarray(all),
      size: fc.integer({ min: 1, max: 8 }),
    });
  });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(plans, async ({ sent, inOrder, shuffled, again, size }) => {
      const first = await outcomeOf(tableOf(run, 0), sent, inOrder, 8);
      const second = await outcomeOf(tableOf(run, 1), sent, [...shuffled, ...again], size);
      run += 1;
      expect(second).toEqual(first);
    }),
    // Each run has tables of its own, so a failure is reported as it was found, not shrunk.
    { numRuns: RUNS, endOnFailure: true },
  );
});

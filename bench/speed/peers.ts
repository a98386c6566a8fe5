import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import middy from '@middy/core';
import type { KinesisStreamEvent, KinesisStreamRecord } from 'aws-lambda';
import { z } from 'zod';
import { parseTripEnd } from '../../functions/contracts/parse-trip-event.ts';
import type { PipeRecord } from '../../functions/contracts/pipe-record.ts';
import { answerBeforeDeadline, kinesisPipeBatch, settleBatch } from '../../functions/intake/pipe-batch.ts';
import { neverGivesUp } from '../../test/functions/intake/giving-up-under-test.ts';
import { type Contest, processorTime } from './compared.ts';
import { recordsOfEnds } from './records-of-ends.ts';

/** A batch takes about a millisecond, too short to time on its own. */
const BATCHES = 20;

/** The part of the invocation context that middy reads. */
const CONTEXT = { getRemainingTimeInMillis: () => 60_000 };

/** Our handler as deployed, except for stores that do nothing and reports that nobody reads. */
const ourHandler = () =>
  middy(answerBeforeDeadline)
    .use(kinesisPipeBatch({ batchSettled: () => undefined, recordFailed: () => undefined }, 'eventID'))
    .handler(
      settleBatch({
        parse: parseTripEnd,
        timeZone: 'America/New_York',
        ...neverGivesUp,
        store: async () => ({ completionDates: [], isRepeat: false }),
        markIfLate: async () => false,
        quarantine: async () => {
          throw new Error('The sample holds no refused event.');
        },
      }),
    );

const blankable = (schema: z.ZodString) =>
  z
    .union([schema, z.literal('')])
    .nullish()
    .transform((value) => (value === '' || value === null ? undefined : value));

const MOMENT = z.string().regex(/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}$/);
const DECIMAL = z.string().regex(/^(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/);
const INTEGER = z.string().regex(/^\d{1,18}(\.0*)?$/);

/** What a team would write with the usual libraries: decimals stay text, and the calendar is not checked. */
const tripEnd = z.object({
  trip_id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  dropoff_datetime: MOMENT,
  fare_amount: DECIMAL,
  tip_amount: blankable(DECIMAL),
  trip_distance: blankable(DECIMAL),
  rate_code: blankable(INTEGER),
  passenger_count: blankable(INTEGER),
  payment_type: blankable(INTEGER),
  trip_type: blankable(INTEGER),
});

/** The same records as an event source mapping delivers them, which is the form that Powertools reads. */
const streamEvent = (records: readonly PipeRecord[]): KinesisStreamEvent => ({
  Records: records.map(
    (record): KinesisStreamRecord => ({
      awsRegion: 'us-east-1',
      eventID: record.eventID,
      eventName: 'aws:kinesis:record',
      eventSource: 'aws:kinesis',
      eventSourceARN: record.eventSourceARN,
      eventVersion: '1.0',
      invokeIdentityArn: 'arn:aws:iam::000000000000:role/bench',
      kinesis: {
        approximateArrivalTimestamp: record.approximateArrivalTimestamp,
        data: record.data,
        kinesisSchemaVersion: '1.0',
        partitionKey: record.partitionKey,
        sequenceNumber: record.sequenceNumber,
      },
    }),
  ),
});

const repeatedly = (work: () => unknown) =>
  processorTime(async () => {
    for (let batch = 0; batch < BATCHES; batch += 1) await work();
  });

type Store = (trip: z.infer<typeof tripEnd>) => Promise<unknown>;

/** Runs the records through Powertools. Each is parsed with zod and passed to `store`. */
export const withPowertools = (records: readonly PipeRecord[], store: Store) => {
  const event = streamEvent(records);
  const processor = new BatchProcessor(EventType.KinesisDataStreams);
  const handle = async ({ kinesis }: KinesisStreamRecord) =>
    store(tripEnd.parse(JSON.parse(Buffer.from(kinesis.data, 'base64').toString('utf8'))));
  return () => processPartialResponse(event, handle, processor);
};

/** A batch of 500 ends with stores that do nothing, against other common ways to wrap a handler. */
export const peerComparisons = (): Contest[] => {
  const records = recordsOfEnds();
  const handler = ourHandler();
  const bare = () =>
    records.map(({ data }) => JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as unknown);
  const contest = {
    name: 'handle a batch of 500 ends',
    items: records.length * BATCHES,
    ours: repeatedly(() => Reflect.apply(handler, undefined, [records, CONTEXT])),
  };
  return [
    {
      ...contest,
      baseline: "Powertools' BatchProcessor with zod",
      least: repeatedly(withPowertools(records, async () => undefined)),
    },
    { ...contest, baseline: 'base64 and JSON.parse in a loop', least: repeatedly(bare) },
  ];
};

import { generateTrips, SAMPLE } from '../../data/trip-days.ts';
import type { PipeRecord } from '../../functions/contracts/pipe-record.ts';

/** The number of records in a full pipe batch. */
export const BATCH = 500;

/** A pipe batch of {@link BATCH} trip ends, each of a different trip. */
export const recordsOfEnds = (): PipeRecord[] =>
  [...generateTrips({ ...SAMPLE, trips: BATCH, neverEndingStarts: 0 })].flatMap(({ end }, index) =>
    end === null
      ? []
      : [
          {
            eventID: `shardId-000000000000:${index}`,
            eventSource: 'aws:kinesis',
            eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/ends',
            partitionKey: end.fields.trip_id,
            sequenceNumber: String(index),
            // After the sample's day: events from the future are refused.
            approximateArrivalTimestamp: Date.parse('2024-06-01T12:00:00Z') / 1_000 + index / 100,
            data: Buffer.from(JSON.stringify(end.fields)).toString('base64'),
          },
        ],
  );

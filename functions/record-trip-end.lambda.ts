import middy from '@middy/core';
import { pipeFailureIdentifier, requiredVariable } from './adapters/environment.ts';
import { payloadBucket } from './adapters/payload-bucket.ts';
import { quarantineQueue } from './adapters/quarantine-queue.ts';
import { batchReport } from './adapters/telemetry.ts';
import { tripTable } from './adapters/trip-table.ts';
import { dateOf, latestSummedDate } from './domain/business-time.ts';
import type { TripEnd } from './domain/event-schemas.ts';
import { parseTripEnd } from './domain/parse-trip-event.ts';
import { kinesisPipeBatch } from './middleware/kinesis-pipe-batch.ts';
import { answerBeforeDeadline, settleRecords } from './middleware/settle-records.ts';
import { recordTripEnd } from './record-trip-end.ts';

const { saveHalfTrip } = tripTable(requiredVariable('TRIPS_TABLE_NAME'));
const { keepPayload } = payloadBucket(requiredVariable('METRICS_BUCKET_NAME'));
const { quarantine } = quarantineQueue(requiredVariable('QUARANTINE_QUEUE_URL'), keepPayload);

const timeZone = requiredVariable('BUSINESS_TIME_ZONE');
const scheduleHour = Number(requiredVariable('SCHEDULE_HOUR'));
const partitionCount = Number(requiredVariable('PARTITION_COUNT'));

const isLate = (end: TripEnd): boolean =>
  dateOf(end.dropoff_datetime) <= latestSummedDate(new Date(), timeZone, scheduleHour);

export const handler = middy(answerBeforeDeadline)
  .use(kinesisPipeBatch(batchReport, pipeFailureIdentifier()))
  .handler(
    settleRecords({
      parse: parseTripEnd,
      isLate,
      store: recordTripEnd({ saveHalfTrip, partitionCount }),
      quarantine,
    }),
  );

import middy from '@middy/core';
import { pipeFailureIdentifier, requiredVariable, summingSchedule } from './adapters/environment.ts';
import { lateMarkers } from './adapters/late-markers.ts';
import { payloadBucket } from './adapters/payload-bucket.ts';
import { quarantineQueue } from './adapters/quarantine-queue.ts';
import { batchReport, completedBeyondLookBack } from './adapters/telemetry.ts';
import { tripTable } from './adapters/trip-table.ts';
import { parseTripStart } from './domain/parse-trip-event.ts';
import { markLateCompletions } from './mark-late-completions.ts';
import { kinesisPipeBatch } from './middleware/kinesis-pipe-batch.ts';
import { answerBeforeDeadline, settleRecords } from './middleware/settle-records.ts';
import { recordTripStart } from './record-trip-start.ts';

const tableName = requiredVariable('TRIPS_TABLE_NAME');
const { saveHalfTrip } = tripTable(tableName);
const { touch } = lateMarkers(tableName);
const { keepPayload } = payloadBucket(requiredVariable('METRICS_BUCKET_NAME'));
const { quarantine } = quarantineQueue(requiredVariable('QUARANTINE_QUEUE_URL'), keepPayload);

const markIfLate = markLateCompletions(summingSchedule(), {
  now: () => new Date(),
  mark: touch,
  tellBeyondLookBack: completedBeyondLookBack,
});

export const handler = middy(answerBeforeDeadline)
  .use(kinesisPipeBatch(batchReport, pipeFailureIdentifier()))
  .handler(
    settleRecords({
      parse: parseTripStart,
      store: recordTripStart({ saveHalfTrip }),
      markIfLate,
      quarantine,
    }),
  );

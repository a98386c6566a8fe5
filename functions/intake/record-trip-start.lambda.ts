import middy from '@middy/core';
import { pipeFailureIdentifier, requiredVariable, summingSchedule } from '../aws/environment.ts';
import { lateMarkers } from '../aws/late-marks.aws.ts';
import { batchReport, completedBeyondLookBack } from '../aws/telemetry.ts';
import { parseTripStart } from '../contracts/parse-trip-event.ts';
import { markLateCompletions } from './mark-late-completions.ts';
import { payloadBucket } from './payload-bucket.aws.ts';
import { kinesisPipeBatch } from './pipe-batch.ts';
import { quarantineQueue } from './quarantine.aws.ts';
import { recordTripStart } from './record-trip-start.ts';
import { answerBeforeDeadline, settleRecords } from './settle-batch.ts';
import { tripTable } from './trip-table.aws.ts';

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

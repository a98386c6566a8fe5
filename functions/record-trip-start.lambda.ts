import middy from '@middy/core';
import { pipeFailureIdentifier, requiredVariable } from './adapters/environment.ts';
import { payloadBucket } from './adapters/payload-bucket.ts';
import { quarantineQueue } from './adapters/quarantine-queue.ts';
import { batchReport } from './adapters/telemetry.ts';
import { tripTable } from './adapters/trip-table.ts';
import { parseTripStart } from './domain/parse-trip-event.ts';
import { kinesisPipeBatch } from './middleware/kinesis-pipe-batch.ts';
import { answerBeforeDeadline, settleRecords } from './middleware/settle-records.ts';
import { recordTripStart } from './record-trip-start.ts';

const { saveHalfTrip } = tripTable(requiredVariable('TRIPS_TABLE_NAME'));
const { keepPayload } = payloadBucket(requiredVariable('METRICS_BUCKET_NAME'));
const { quarantine } = quarantineQueue(requiredVariable('QUARANTINE_QUEUE_URL'), keepPayload);

export const handler = middy(answerBeforeDeadline)
  .use(kinesisPipeBatch(batchReport, pipeFailureIdentifier()))
  .handler(
    settleRecords({
      parse: parseTripStart,
      isLate: () => false,
      store: recordTripStart({ saveHalfTrip }),
      quarantine,
    }),
  );

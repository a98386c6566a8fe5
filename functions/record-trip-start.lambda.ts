import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import { requiredVariable } from './adapters/environment.ts';
import { quarantineQueue } from './adapters/quarantine-queue.ts';
import { tripTable } from './adapters/trip-table.ts';
import { parseTripStart } from './domain/parse-trip-event.ts';
import { kinesisPipeBatch } from './middleware/kinesis-pipe-batch.ts';
import { answerBeforeDeadline, settleRecords } from './middleware/settle-records.ts';
import { recordTripStart } from './record-trip-start.ts';

const { saveHalfTrip } = tripTable(requiredVariable('TRIPS_TABLE_NAME'));
const { quarantine } = quarantineQueue(requiredVariable('QUARANTINE_QUEUE_URL'));

export const handler = middy(answerBeforeDeadline)
  .use(kinesisPipeBatch(new Logger()))
  .handler(settleRecords({ parse: parseTripStart, store: recordTripStart({ saveHalfTrip }), quarantine }));

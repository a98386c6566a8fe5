import { tmpdir } from 'node:os';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import { dynamoDb, lazily } from '../aws/aws-call.aws.ts';
import { keepTripsDays, log, metrics, requiredVariable, summingSchedule } from '../aws/handler.ts';
import { type RunNotes, runNotes } from '../aws/run-notes.aws.ts';
import { EMITTED_METRICS } from '../contracts/agreed.ts';
import type { ParseEvent } from '../contracts/parse-trip-event.ts';
import type { HalfTrip } from '../trip/trip.ts';
import type { ReadUsual } from '../trip/trip-event.ts';
import {
  answerBeforeDeadline,
  type BatchReport,
  type BatchSummary,
  kinesisPipeBatch,
  markIfLate,
  settleBatch,
} from './pipe-batch.ts';
import { intakeQueues, tripTable } from './record-destinations.aws.ts';
import { crashesIn } from './settle-record.ts';

const emitByReason = (quarantinedByKind: BatchSummary['quarantinedByKind']): void => {
  for (const [kind, count] of Object.entries(quarantinedByKind)) {
    const metric = metrics.singleMetric();
    metric.addDimension('reason', kind);
    metric.addMetric(EMITTED_METRICS.recordsQuarantined, MetricUnit.Count, count);
  }
};

const report: BatchReport = {
  batchSettled: (batch) => {
    log.info('batch settled', { ...batch });
    metrics.addMetric(EMITTED_METRICS.recordsReceived, MetricUnit.Count, batch.received);
    metrics.addMetric(EMITTED_METRICS.recordsStored, MetricUnit.Count, batch.stored);
    metrics.addMetric(EMITTED_METRICS.recordsSuperseded, MetricUnit.Count, batch.superseded);
    metrics.addMetric(EMITTED_METRICS.recordsQuarantined, MetricUnit.Count, batch.quarantined);
    metrics.addMetric(EMITTED_METRICS.recordsDeadLettered, MetricUnit.Count, batch.deadLettered);
    metrics.addMetric(EMITTED_METRICS.recordsFailed, MetricUnit.Count, batch.failed);
    metrics.addMetric(EMITTED_METRICS.recordsLate, MetricUnit.Count, batch.late);
    // A custom metric is billed only for the hours in which it has values.
    if (batch.redelivered > 0)
      metrics.addMetric(EMITTED_METRICS.recordsRedelivered, MetricUnit.Count, batch.redelivered);
    metrics.publishStoredMetrics();
    emitByReason(batch.quarantinedByKind);
  },
  recordFailed: (eventID, error) => log.warn('record failed', { eventID, error }),
};

const reportBeyondLookBack = (date: string): void => {
  log.warn('trips completed beyond the look-back window: sum their date by hand', { date });
  metrics.addMetric(EMITTED_METRICS.recordsBeyondLookBack, MetricUnit.Count, 1);
};

/**
 * The handler for one kind of event: it records a pipe's batch in the trips table or quarantines it. `loadJudge` loads
 * the parser of the payloads that `readUsual` does not read; most function environments never see one. `prepare` is
 * awaited before each write.
 */
export const recordTrips = <Event>(
  readUsual: ReadUsual<Event>,
  loadJudge: () => Promise<ParseEvent<Event>>,
  halfOf: (event: Event, position: string) => HalfTrip,
  prepare: (notes: RunNotes, signal: AbortSignal) => Promise<void> = async () => undefined,
) => {
  const tableName = requiredVariable('tripsTableName');
  const keptDays = keepTripsDays();
  const client = dynamoDb();
  const { saveHalfTrip } = tripTable(tableName, keptDays, client);
  const notes = runNotes(tableName, client);
  let areKeptDaysNoted = keptDays === undefined;
  /** Runs once per function environment, before the first trip that expires. */
  const noteKeptDays = async (signal: AbortSignal): Promise<void> => {
    if (!areKeptDaysNoted && keptDays !== undefined) await notes.keepLeastKeptDays(keptDays, signal);
    areKeptDaysNoted = true;
  };
  const queues = intakeQueues({
    quarantineQueueUrl: requiredVariable('quarantineQueueUrl'),
    deadLetterQueueUrl: requiredVariable('deadLetterQueueUrl'),
    bucketName: requiredVariable('metricsBucketName'),
  });
  const identifier =
    requiredVariable('pipeFailureIdentifier') === 'sequenceNumber' ? 'sequenceNumber' : 'eventID';
  const schedule = summingSchedule();
  const judge = lazily(loadJudge);
  return middy(answerBeforeDeadline)
    .use(kinesisPipeBatch(report, identifier))
    .handler(
      settleBatch({
        parse: async (payload, arrival) => {
          const event = readUsual(payload, arrival);
          return event === undefined ? (await judge())(payload, arrival) : { event };
        },
        timeZone: schedule.timeZone,
        store: async (event, signal, position) => {
          await noteKeptDays(signal);
          await prepare(notes, signal);
          return saveHalfTrip(halfOf(event, position), signal);
        },
        markIfLate: markIfLate(schedule, {
          now: () => new Date(),
          mark: notes.markLate,
          reportBeyondLookBack,
        }),
        ...queues,
        crashesOf: crashesIn(tmpdir()),
      }),
    );
};

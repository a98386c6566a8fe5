import { MetricUnit } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import { keepTripsDays, log, metrics, requiredVariable, validated } from '../aws/handler.ts';
import { metricsBucket } from '../aws/metrics-bucket.aws.ts';
import { runNotes } from '../aws/run-notes.aws.ts';
import { EMITTED_METRICS } from '../contracts/agreed.ts';
import { validatePublishRequest } from '../contracts/generated/validators.mjs';
import type { PublishedMetrics, PublishRequest } from '../contracts/kpi-run.ts';
import { refuseIfExpired } from '../contracts/run-input.ts';
import { waitingEvents } from './day-reads.aws.ts';
import { isEmptyAfterTrips, orUnknown, publishMetrics, readAudit } from './publish-metrics.ts';

const { read, replace } = metricsBucket(requiredVariable('metricsBucketName'));
const keptDays = keepTripsDays();
const { forgetLate } = runNotes(requiredVariable('tripsTableName'));

const askQueues = waitingEvents(
  requiredVariable('quarantineQueueUrl'),
  requiredVariable('deadLetterQueueUrl'),
);

const countWaiting = orUnknown(askQueues, (error) => log.warn('the queues cannot be queried', { error }));

const reportUnreadable = (key: string): void => log.warn('a file cannot be read', { key });

/**
 * Logs a day's published metrics and emits them. They become `number`s only here, after rounding: the metrics file is
 * the record. Those of missing days and days with late completions are not emitted, because they would hide
 * yesterday's.
 */
const report = (
  { date, reason, status, revision, metrics: day }: PublishedMetrics,
  emptyAfterTrips: boolean,
): void => {
  log.info('metrics published', { date, reason, status, revision, trips: day.count_trips });
  if (reason === 'late-completions' || reason === 'missing') return;
  metrics.addMetric(EMITTED_METRICS.tripsCounted, MetricUnit.Count, day.count_trips);
  metrics.addMetric(EMITTED_METRICS.revenue, MetricUnit.NoUnit, Number(day.total_fare));
  if (reason === 'daily') metrics.addMetric(EMITTED_METRICS.dailyRunsPublished, MetricUnit.Count, 1);
  if (emptyAfterTrips) metrics.addMetric(EMITTED_METRICS.emptyDayAfterTrips, MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
};

export const handler = middy()
  .use(validated(validatePublishRequest))
  .handler(async (request: PublishRequest) => {
    refuseIfExpired(request.date, new Date(), keptDays);
    const published = await publishMetrics(request, {
      read,
      replace,
      readAudit: readAudit({ read, reportUnreadable }),
      countWaiting,
      forgetLate,
    });
    report(published, await isEmptyAfterTrips(published, { read, reportUnreadable }));
    return published;
  });

import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { EMITTED_METRICS } from '../domain/emitted-metrics.ts';
import type { Metrics as DayMetrics } from '../domain/kpi.ts';

/**
 * Structured log lines, and metrics in CloudWatch's embedded format, both on standard output. Neither ever holds a
 * payload or a trip id. The service and the namespace come from the environment that the stack sets.
 */
const log = new Logger();
const metrics = new Metrics();

interface SettledBatch {
  readonly received: number;
  readonly stored: number;
  readonly superseded: number;
  readonly quarantined: number;
  readonly failed: number;
  readonly late: number;
  readonly quarantinedByKind: Readonly<Record<string, number>>;
  readonly milliseconds: number;
}

const emitByReason = (quarantinedByKind: SettledBatch['quarantinedByKind']): void => {
  for (const [kind, count] of Object.entries(quarantinedByKind)) {
    const metric = metrics.singleMetric();
    metric.addDimension('reason', kind);
    metric.addMetric(EMITTED_METRICS.recordsQuarantined, MetricUnit.Count, count);
  }
};

/** Tells of batches of records: one line and one set of metrics each, and a line for each failure. */
export const batchReport = {
  batchSettled: (batch: SettledBatch): void => {
    log.info('batch settled', { ...batch });
    metrics.addMetric(EMITTED_METRICS.recordsReceived, MetricUnit.Count, batch.received);
    metrics.addMetric(EMITTED_METRICS.recordsStored, MetricUnit.Count, batch.stored);
    metrics.addMetric(EMITTED_METRICS.recordsSuperseded, MetricUnit.Count, batch.superseded);
    metrics.addMetric(EMITTED_METRICS.recordsQuarantined, MetricUnit.Count, batch.quarantined);
    metrics.addMetric(EMITTED_METRICS.recordsFailed, MetricUnit.Count, batch.failed);
    metrics.addMetric(EMITTED_METRICS.recordsLate, MetricUnit.Count, batch.late);
    metrics.publishStoredMetrics();
    emitByReason(batch.quarantinedByKind);
  },

  recordFailed: (eventID: string, error: Error): void => {
    log.warn('record failed', { eventID, error });
  },
};

/** Tells that a partition was summed, to its end or until time was short. */
export const partitionSummed = (partition: string, trips: number, finished: boolean): void => {
  log.info('partition summed', { partition, trips, finished });
};

/** Tells of a day's published metrics. A metric is a `number`, rounded long before: the metrics file is the record. */
export const metricsPublished = (date: string, { count_trips, total_fare }: DayMetrics): void => {
  log.info('metrics published', { date, trips: count_trips });
  metrics.addMetric(EMITTED_METRICS.tripsCounted, MetricUnit.Count, count_trips);
  metrics.addMetric(EMITTED_METRICS.revenue, MetricUnit.NoUnit, Number(total_fare));
  metrics.publishStoredMetrics();
};

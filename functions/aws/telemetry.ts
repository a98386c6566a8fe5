import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { RunReason } from '../contracts/request-schemas.ts';
import type { BatchSummary } from '../intake/batch-summary.ts';
import type { Metrics as DayMetrics } from '../trip/metrics.ts';
import { EMITTED_METRICS } from './emitted-metrics.ts';

/**
 * Structured log lines, and metrics in CloudWatch's embedded format, both on standard output. Neither ever holds a
 * payload or a trip id. The service and the namespace come from the environment that the stack sets.
 */
const log = new Logger();
const metrics = new Metrics();

const emitByReason = (quarantinedByKind: BatchSummary['quarantinedByKind']): void => {
  for (const [kind, count] of Object.entries(quarantinedByKind)) {
    const metric = metrics.singleMetric();
    metric.addDimension('reason', kind);
    metric.addMetric(EMITTED_METRICS.recordsQuarantined, MetricUnit.Count, count);
  }
};

/** Tells of batches of records: one line and one set of metrics each, and a line for each failure. */
export const batchReport = {
  batchSettled: (batch: BatchSummary): void => {
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

/** Tells that trips of a date were completed so late that no nightly run will sum the date again. */
export const completedBeyondLookBack = (date: string): void => {
  log.warn('trips completed beyond the look-back window: sum their date by hand', { date });
};

/** Tells that a partition was summed, to its end or until time was short. */
export const partitionSummed = (partition: string, trips: number, finished: boolean): void => {
  log.info('partition summed', { partition, trips, finished });
};

interface PublishedDay {
  readonly date: string;
  readonly reason: RunReason;
  readonly status: string;
  readonly revision: number | null;
  readonly metrics: DayMetrics;
}

/**
 * Tells of a day's published metrics. A metric is a `number`, rounded long before: the metrics file is the record. Days
 * that are summed again beside yesterday would hide yesterday's metrics, and have none.
 */
export const metricsPublished = ({ date, reason, status, revision, metrics: day }: PublishedDay): void => {
  log.info('metrics published', { date, reason, status, revision, trips: day.count_trips });
  if (reason === 'late-completions') return;
  metrics.addMetric(EMITTED_METRICS.tripsCounted, MetricUnit.Count, day.count_trips);
  metrics.addMetric(EMITTED_METRICS.revenue, MetricUnit.NoUnit, Number(day.total_fare));
  metrics.publishStoredMetrics();
};

/** Tells that what an audit has left behind cannot be read, and is left out of the metrics file. */
export const auditUnreadable = (key: string): void => {
  log.warn('the audit cannot be read', { key });
};

/** Tells that a segment of the table was audited, to its end or until time was short. */
export const segmentAudited = (segment: number, items: number, finished: boolean): void => {
  log.info('segment audited', { segment, items, finished });
};

interface PublishedAudit {
  readonly date: string;
  readonly agreement: string;
  readonly completed_trips: number;
  readonly ends_without_start: number;
  readonly starts_without_end: number;
}

/** Tells what an audit of a date has found. */
export const auditPublished = ({ date, agreement, ...audit }: PublishedAudit): void => {
  const { completed_trips: trips, ends_without_start, starts_without_end } = audit;
  log.info('audit published', { date, agreement, trips, ends_without_start, starts_without_end });
};

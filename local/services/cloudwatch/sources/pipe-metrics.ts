import type { PipeExecution } from '../../../pipes/delivery/lane.ts';
import { type ReportMetric, valueReporter } from '../metrics/metric.ts';

/**
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html. AWS documents the metrics
 * without their namespace.
 */
export const pipeMetrics =
  (report: ReportMetric) =>
  ({ pipeName, records, bytes, durationMs, outcome }: PipeExecution): void => {
    const put = valueReporter(report, 'AWS/EventBridge/Pipes', { PipeName: pipeName });
    const isThrottled = outcome.kind === 'unavailable' && outcome.isThrottled;
    const isFailed = outcome.kind === 'failure' || (outcome.kind === 'unavailable' && !isThrottled);
    put('Invocations', 1);
    put('EventCount', records);
    put('EventSize', bytes, 'Bytes');
    put('Duration', durationMs, 'Milliseconds');
    put('TargetStageDuration', durationMs, 'Milliseconds');
    put('ExecutionThrottled', Number(isThrottled));
    for (const what of ['ExecutionFailed', 'TargetStageFailed']) put(what, Number(isFailed));
    for (const what of ['ExecutionPartiallyFailed', 'TargetStagePartiallyFailed']) {
      put(what, Number(outcome.kind === 'partial'));
    }
  };

import type { Execution } from '../../step-functions/execution-store.ts';
import { type ReportMetric, valueReporter } from '../metrics/metric.ts';

const COUNTS = {
  RUNNING: 'ExecutionsStarted',
  SUCCEEDED: 'ExecutionsSucceeded',
  FAILED: 'ExecutionsFailed',
  TIMED_OUT: 'ExecutionsTimedOut',
  ABORTED: 'ExecutionsAborted',
} as const;

/** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html */
export const executionMetrics =
  (report: ReportMetric) =>
  ({ stateMachineArn, status, startedAtMs, stoppedAtMs }: Execution): void => {
    const put = valueReporter(report, 'AWS/States', { StateMachineArn: stateMachineArn });
    put(COUNTS[status], 1);
    if (stoppedAtMs !== undefined) put('ExecutionTime', stoppedAtMs - startedAtMs, 'Milliseconds');
  };

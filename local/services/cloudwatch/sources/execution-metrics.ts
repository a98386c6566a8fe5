import type { Execution } from '../../step-functions/execution-store.ts';
import type { ReportMetric } from '../metrics/metric.ts';

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
    const put = (name: string, value: number, unit: string) =>
      report({
        namespace: 'AWS/States',
        name,
        dimensions: { StateMachineArn: stateMachineArn },
        values: [value],
        unit,
      });
    put(COUNTS[status], 1, 'Count');
    if (stoppedAtMs !== undefined) put('ExecutionTime', stoppedAtMs - startedAtMs, 'Milliseconds');
  };

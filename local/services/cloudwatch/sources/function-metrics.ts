import type { EndedInvocation } from '../../lambda/function-pool.ts';
import { type ReportMetric, valueReporter } from '../metrics/metric.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export const functionMetrics =
  (report: ReportMetric) =>
  ({ functionName, isError, durationMs, concurrent }: EndedInvocation): void => {
    const put = valueReporter(report, 'AWS/Lambda', { FunctionName: functionName });
    put('Invocations', 1);
    put('Errors', Number(isError));
    put('Throttles', 0);
    put('Duration', durationMs, 'Milliseconds');
    put('ConcurrentExecutions', concurrent);
  };

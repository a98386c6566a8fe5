import type { EndedInvocation } from '../../lambda/function-pool.ts';
import type { ReportMetric } from '../metrics/metric.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html */
export const functionMetrics =
  (report: ReportMetric) =>
  ({ functionName, isError, durationMs, concurrent }: EndedInvocation): void => {
    const put = (name: string, value: number, unit = 'Count') =>
      report({
        namespace: 'AWS/Lambda',
        name,
        dimensions: { FunctionName: functionName },
        values: [value],
        unit,
      });
    put('Invocations', 1);
    put('Errors', Number(isError));
    put('Throttles', 0);
    put('Duration', durationMs, 'Milliseconds');
    put('ConcurrentExecutions', concurrent);
  };

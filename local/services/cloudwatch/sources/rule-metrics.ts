import type { RuleOutcome } from '../../eventbridge/event-bus.ts';
import { type ReportMetric, valueReporter } from '../metrics/metric.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html */
export const ruleMetrics =
  (report: ReportMetric) =>
  ({ ruleName, delivered, failed }: RuleOutcome): void => {
    const put = valueReporter(report, 'AWS/Events', { RuleName: ruleName });
    put('TriggeredRules', 1);
    put('Invocations', delivered + failed);
    // AWS reports it only when it is not zero.
    if (failed > 0) put('FailedInvocations', failed);
  };

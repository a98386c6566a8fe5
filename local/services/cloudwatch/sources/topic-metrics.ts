import type { PublishOutcome } from '../../sns/topics.ts';
import type { ReportMetric } from '../metrics/metric.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html */
export const topicMetrics =
  (report: ReportMetric) =>
  ({ topicName, delivered, failed }: PublishOutcome): void => {
    const put = (name: string, value: number) =>
      report({
        namespace: 'AWS/SNS',
        name,
        dimensions: { TopicName: topicName },
        values: [value],
        unit: 'Count',
      });
    put('NumberOfMessagesPublished', 1);
    put('NumberOfNotificationsDelivered', delivered);
    put('NumberOfNotificationsFailed', failed);
  };

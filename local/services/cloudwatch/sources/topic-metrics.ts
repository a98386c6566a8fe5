import type { PublishOutcome } from '../../sns/topics.ts';
import { type ReportMetric, valueReporter } from '../metrics/metric.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html */
export const topicMetrics =
  (report: ReportMetric) =>
  ({ topicName, delivered, failed }: PublishOutcome): void => {
    const put = valueReporter(report, 'AWS/SNS', { TopicName: topicName });
    put('NumberOfMessagesPublished', 1);
    put('NumberOfNotificationsDelivered', delivered);
    put('NumberOfNotificationsFailed', failed);
  };

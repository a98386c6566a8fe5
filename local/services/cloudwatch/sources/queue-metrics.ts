import type { QueueDepth, QueueTraffic } from '../../s3-sqs/queues.ts';
import { type ReportMetric, valueReporter } from '../metrics/metric.ts';

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
const queueMetric = (report: ReportMetric, QueueName: string) =>
  valueReporter(report, 'AWS/SQS', { QueueName });

const COUNTS = {
  sent: 'NumberOfMessagesSent',
  received: 'NumberOfMessagesReceived',
  deleted: 'NumberOfMessagesDeleted',
} as const;

/** What requests did with messages. */
export const queueTrafficMetrics =
  (report: ReportMetric) =>
  ({ queueName, kind, messages }: QueueTraffic): void =>
    queueMetric(report, queueName)(COUNTS[kind], messages);

/** What queues hold, once a minute. */
export const queueDepthMetrics = (nowMs: () => number) => {
  // A message has the computer's time. If the clock was moved, its age counts from when it was first seen.
  let firstSeen = new Map<string, number>();
  return (report: ReportMetric, depths: readonly QueueDepth[]): void => {
    const seen = new Map<string, number>();
    for (const { queueName, visible, inFlight, delayed, ages } of depths) {
      const put = queueMetric(report, queueName);
      put('ApproximateNumberOfMessagesVisible', visible);
      put('ApproximateNumberOfMessagesNotVisible', inFlight);
      put('ApproximateNumberOfMessagesDelayed', delayed);
      let oldestMs = 0;
      for (const [messageId, ageMs] of ages) {
        const sinceMs = firstSeen.get(messageId) ?? nowMs();
        seen.set(messageId, sinceMs);
        oldestMs = Math.max(oldestMs, ageMs, nowMs() - sinceMs);
      }
      put('ApproximateAgeOfOldestMessage', Math.floor(oldestMs / 1000), 'Seconds');
    }
    firstSeen = seen;
  };
};

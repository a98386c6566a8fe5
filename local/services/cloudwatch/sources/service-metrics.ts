import type { PipeExecution } from '../../../pipes/delivery/lane.ts';
import type { RuleOutcome } from '../../eventbridge/event-bus.ts';
import type { StreamTraffic } from '../../kinesis/stream-traffic.ts';
import type { EndedInvocation } from '../../lambda/function-pool.ts';
import type { PublishOutcome } from '../../sns/topics.ts';
import type { Execution } from '../../step-functions/execution-store.ts';
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

/** https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html, the metrics of streams. */
export const streamMetrics =
  (report: ReportMetric) =>
  (traffic: StreamTraffic): void => {
    const { streamName, operation, records, bytes } = traffic;
    const put = valueReporter(report, 'AWS/Kinesis', { StreamName: streamName });
    put(`${operation}.Success`, 1);
    put(`${operation}.Bytes`, bytes, 'Bytes');
    if (traffic.operation === 'GetRecords') {
      put('GetRecords.Records', records);
      put('GetRecords.IteratorAgeMilliseconds', traffic.iteratorAgeMs, 'Milliseconds');
      put('ReadProvisionedThroughputExceeded', 0);
      return;
    }
    put('IncomingRecords', records);
    put('IncomingBytes', bytes, 'Bytes');
    put('WriteProvisionedThroughputExceeded', 0);
    if (operation === 'PutRecords') {
      put('PutRecords.TotalRecords', records);
      put('PutRecords.SuccessfulRecords', records);
    }
  };

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

/** https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html */
export const topicMetrics =
  (report: ReportMetric) =>
  ({ topicName, delivered, failed }: PublishOutcome): void => {
    const put = valueReporter(report, 'AWS/SNS', { TopicName: topicName });
    put('NumberOfMessagesPublished', 1);
    put('NumberOfNotificationsDelivered', delivered);
    put('NumberOfNotificationsFailed', failed);
  };

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

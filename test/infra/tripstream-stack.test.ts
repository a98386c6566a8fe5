import { expect, test } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { synthesized } from './stack-under-test.ts';

const template = synthesized();

test('both streams are delivered with finite tries, bisected, from their beginning, and dead-lettered', () => {
  template.resourceCountIs('AWS::Pipes::Pipe', 2);
  template.allResourcesProperties('AWS::Pipes::Pipe', {
    SourceParameters: {
      KinesisStreamParameters: {
        StartingPosition: 'TRIM_HORIZON',
        OnPartialBatchItemFailure: 'AUTOMATIC_BISECT',
        MaximumRetryAttempts: 8,
        DeadLetterConfig: { Arn: Match.anyValue() },
      },
    },
    // Only a synchronous invocation lets a pipe see which records failed.
    TargetParameters: { LambdaFunctionParameters: { InvocationType: 'REQUEST_RESPONSE' } },
  });
});

test('what is dead-lettered can still be read back: a record’s age ends well before the stream’s retention', () => {
  const [pipe] = Object.values(template.findResources('AWS::Pipes::Pipe'));
  const [stream] = Object.values(template.findResources('AWS::Kinesis::Stream'));
  const ageSeconds = pipe?.Properties.SourceParameters.KinesisStreamParameters.MaximumRecordAgeInSeconds;
  expect(ageSeconds * 2).toBeLessThanOrEqual(stream?.Properties.RetentionPeriodHours * 3_600);
});

test('a pipe’s invocation ends before Pipes’ own limit of five minutes', () => {
  for (const fn of Object.values(template.findResources('AWS::Lambda::Function'))) {
    expect(fn.Properties.Timeout).toBeLessThan(300);
  }
});

test('functions run on arm64 and Node 24, log JSON, and have no more than their own roles', () => {
  template.resourceCountIs('AWS::Lambda::Function', 8);
  template.allResourcesProperties('AWS::Lambda::Function', {
    Architectures: ['arm64'],
    Runtime: 'nodejs24.x',
    LoggingConfig: { LogFormat: 'JSON', LogGroup: Match.anyValue() },
  });
  template.allResourcesProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
});

test('the index is keyed by both halves of a trip and projects the fare alone', () => {
  template.hasResourceProperties('AWS::DynamoDB::Table', {
    KeySchema: [{ AttributeName: 'trip_id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: [
      {
        IndexName: 'completed-trips',
        KeySchema: [
          { AttributeName: 'completion_partition', KeyType: 'HASH' },
          { AttributeName: 'pickup_datetime', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['fare_amount'] },
      },
    ],
  });
});

test('the schedule passes on the time that it was meant for, in the business’s time zone', () => {
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'cron(15 5 * * ? *)',
    ScheduleExpressionTimezone: 'America/New_York',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      DeadLetterConfig: Match.anyValue(),
      RetryPolicy: { MaximumEventAgeInSeconds: 72_000, MaximumRetryAttempts: 100 },
    },
  });
});

test('a scheduled execution is named for what started it, and told the time that it was meant for', () => {
  const [schedule] = Object.values(template.findResources('AWS::Scheduler::Schedule'));
  const [, parts]: [string, unknown[]] = Object(schedule).Properties.Target.Input['Fn::Join'];
  const input = JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'arn')).join(''));
  expect(input).toEqual({
    StateMachineArn: 'arn',
    Name: 'kpi-scheduled-<aws.scheduler.execution-id>',
    Input: '{"scheduled_time":"<aws.scheduler.scheduled-time>"}',
  });
});

test('the outputs are what the command line asks for', () => {
  expect(Object.keys(template.findOutputs('*')).toSorted()).toEqual([
    'AuditStateMachineArn',
    'BusinessTimeZone',
    'DailyKpiStateMachineArn',
    'DeadLetterQueueUrl',
    'MetricsBucketName',
    'QuarantineQueueUrl',
    'TripEndStreamName',
    'TripStartStreamName',
    'TripsTableName',
  ]);
});

test('the template as a whole is the reviewed one', () => {
  const withoutAssetHashes = JSON.parse(
    JSON.stringify(template.toJSON()).replaceAll(/[0-9a-f]{64}/g, '<asset>'),
  );
  expect(withoutAssetHashes).toMatchSnapshot();
});

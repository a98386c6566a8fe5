import { describe, expect, test } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { synthesized } from './synthesized.ts';

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
  template.resourceCountIs('AWS::Lambda::Function', 5);
  template.allResourcesProperties('AWS::Lambda::Function', {
    Architectures: ['arm64'],
    Runtime: 'nodejs24.x',
    LoggingConfig: { LogFormat: 'JSON', LogGroup: Match.anyValue() },
  });
  template.allResourcesProperties('AWS::IAM::Role', { ManagedPolicyArns: Match.absent() });
});

test('the index is keyed by both halves of a trip and projects the fare alone', () => {
  template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
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
      Input: '{"scheduled_time":"<aws.scheduler.scheduled-time>"}',
      DeadLetterConfig: Match.anyValue(),
    },
  });
});

describe('least privilege', () => {
  interface Statement {
    readonly Action: string | readonly string[];
    readonly Resource: unknown;
  }

  const statements = (): Statement[] =>
    Object.values(template.findResources('AWS::IAM::Policy')).flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement,
    );

  test('no statement has a wildcard action, or * for a resource', () => {
    expect(statements().length).toBeGreaterThan(8);
    for (const { Action, Resource } of statements()) {
      expect([Action].flat().filter((action) => action.includes('*'))).toEqual([]);
      expect([Resource].flat()).not.toContain('*');
    }
  });

  test('nobody may read or delete trips; only the aggregation may query their index', () => {
    const actions = statements().flatMap(({ Action }) => Action);
    const onTable = actions.filter((action) => action.startsWith('dynamodb:'));
    expect(onTable.toSorted()).toEqual(['dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:UpdateItem']);
  });
});

test('the outputs are what the command line asks for', () => {
  expect(Object.keys(template.findOutputs('*')).toSorted()).toEqual([
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

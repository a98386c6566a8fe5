import { expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AccountRootPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { COMPLETED_TRIPS_INDEX, type CompletedTripsIndex } from '../../functions/trip/trip.ts';
import { readSettings } from '../../infra/settings/settings.ts';
import { Encryption } from '../../infra/storage/encryption.ts';
import { TripsTable } from '../../infra/storage/trips-table.ts';
import { synthesized, withoutCheck } from './stack-under-test.ts';

const template = synthesized();

test('both streams are delivered from their beginning; failed batches are bisected, and records that are too old dead-lettered', () => {
  template.resourceCountIs('AWS::Pipes::Pipe', 2);
  template.allResourcesProperties('AWS::Pipes::Pipe', {
    SourceParameters: {
      KinesisStreamParameters: {
        StartingPosition: 'TRIM_HORIZON',
        OnPartialBatchItemFailure: 'AUTOMATIC_BISECT',
        MaximumRetryAttempts: -1,
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
  const production = synthesized({ stage: 'prod' });
  const [prodPipe] = Object.values(production.findResources('AWS::Pipes::Pipe'));
  const [prodStream] = Object.values(production.findResources('AWS::Kinesis::Stream'));
  const prodAge = prodPipe?.Properties.SourceParameters.KinesisStreamParameters.MaximumRecordAgeInSeconds;
  expect([prodAge / 86_400, prodStream?.Properties.RetentionPeriodHours / 24]).toEqual([6, 7]);
});

test('a pipe’s invocation ends before Pipes’ own limit of five minutes', () => {
  const functions = template.findResources('AWS::Lambda::Function');
  const pipes = Object.values(template.findResources('AWS::Pipes::Pipe'));
  expect(pipes).toHaveLength(2);
  for (const { Properties } of pipes) {
    const [logicalId = ''] = Properties.Target['Fn::GetAtt'];
    expect(functions[logicalId]?.Properties.Timeout).toBeLessThan(300);
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

test('the index is keyed by both halves of a trip and projects what runs read', () => {
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
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...COMPLETED_TRIPS_INDEX.projected] },
      },
    ],
  });
});

test('the schedule is in the business’s time zone, and passes on the time that it was meant for', () => {
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

test('the outputs are the ones that the command line reads', () => {
  expect(Object.keys(template.findOutputs('*')).toSorted()).toEqual([
    'AggregatePartitionFunctionName',
    'AlarmNamePrefix',
    'AuditSegmentFunctionName',
    'AuditStateMachineArn',
    'BusinessTimeZone',
    'DailyKpiStateMachineArn',
    'DeadLetterQueueUrl',
    'LookBackDays',
    'MetricsBucketName',
    'MetricsNamespace',
    'PlanAuditFunctionName',
    'PlanKpiRunFunctionName',
    'PublishAuditFunctionName',
    'PublishMetricsFunctionName',
    'QuarantineQueueUrl',
    'RecordTripEndFunctionName',
    'RecordTripStartFunctionName',
    'ScheduleDeadLetterQueueUrl',
    'ScheduleHour',
    'ScheduleName',
    'TripEndPipeName',
    'TripEndStreamName',
    'TripStartPipeName',
    'TripStartStreamName',
    'TripsTableName',
  ]);
});

/** The definition of an Athena view, which the template has in base64; any other value as it is. */
const decodedView = (_key: string, value: unknown): unknown => {
  const [, base64] = /^\/\* Presto View: (\S+) \*\/$/.exec(String(value)) ?? [];
  return base64 === undefined ? value : JSON.parse(Buffer.from(base64, 'base64').toString());
};

test('the template as a whole is the reviewed one', () => {
  const withoutAssetHashes = JSON.stringify(template.toJSON()).replaceAll(/[0-9a-f]{64}/g, '<asset>');
  expect(JSON.parse(withoutAssetHashes, decodedView)).toMatchSnapshot();
});

test('while a projection changes, the old and the new index exist side by side, and runs read the one that they are told to read', () => {
  const app = new App({ context: cdkJson.context });
  const stack = new Stack(app, 'Stack');
  const settings = readSettings(app.node);
  const next: CompletedTripsIndex = {
    ...COMPLETED_TRIPS_INDEX,
    name: 'completed-trips-2',
    projected: [...COMPLETED_TRIPS_INDEX.projected],
  };
  const encryption = new Encryption(stack, 'Encryption', settings);
  const table = new TripsTable(stack, 'Trips', settings, encryption, [COMPLETED_TRIPS_INDEX, next]);
  const role = new Role(stack, 'Reader', { assumedBy: new AccountRootPrincipal() });
  table.grantQueryCompletedTrips(role);
  const both = withoutCheck(() => Template.fromStack(stack));
  both.hasResourceProperties('AWS::DynamoDB::Table', {
    GlobalSecondaryIndexes: [COMPLETED_TRIPS_INDEX, next].map(
      ({ name, partitionKey, sortKey, projected }) => ({
        IndexName: name,
        KeySchema: [
          { AttributeName: partitionKey, KeyType: 'HASH' },
          { AttributeName: sortKey, KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projected] },
      }),
    ),
  });
  const policies = JSON.stringify(both.findResources('AWS::IAM::Policy'));
  expect(policies).toContain('/index/completed-trips"');
  expect(policies).not.toContain('completed-trips-2');
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { EMITTED_METRICS } from '../../functions/contracts/agreed.ts';
import { METRICS } from '../../functions/trip/metrics.ts';
import { type Context, synthesized } from './stack-under-test.ts';

interface WatchedMetric {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string }[];
}

interface AlarmProperties extends Partial<WatchedMetric> {
  readonly AlarmName: string;
  readonly AlarmActions: readonly unknown[];
  readonly Metrics?: readonly {
    readonly Id: string;
    readonly Expression?: string;
    readonly MetricStat?: { readonly Metric: WatchedMetric; readonly Period: number; readonly Stat: string };
  }[];
  readonly Period?: number;
  readonly DatapointsToAlarm?: number;
  readonly EvaluationPeriods: number;
  readonly TreatMissingData: string;
}

const template = synthesized();
const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(
  ({ Properties }): AlarmProperties => Properties,
);

/** The metrics that an alarm watches, whether one or an expression over several. */
const watchedBy = ({ Namespace, MetricName, Dimensions, Metrics = [] }: AlarmProperties): WatchedMetric[] =>
  Namespace !== undefined && MetricName !== undefined && Dimensions !== undefined
    ? [{ Namespace, MetricName, Dimensions }]
    : Metrics.flatMap(({ MetricStat }) => (MetricStat === undefined ? [] : [MetricStat.Metric]));

/**
 * The metrics that AWS's services emit, with their dimensions. No service can be made to emit one here, so what an
 * alarm watches is compared with the service's documentation.
 */
const EMITTED_BY_AWS: Readonly<
  Record<string, { readonly dimensions: string; readonly metrics: readonly string[] }>
> = {
  // https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
  'AWS/Kinesis': {
    dimensions: 'StreamName',
    metrics: ['GetRecords.IteratorAgeMilliseconds', 'IncomingRecords'],
  },
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html, which does not name the namespace
  'AWS/EventBridge/Pipes': { dimensions: 'PipeName', metrics: ['ExecutionFailed', 'ExecutionThrottled'] },
  // https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
  'AWS/Lambda': { dimensions: 'FunctionName', metrics: ['Duration', 'Errors', 'Throttles'] },
  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
  'AWS/SQS': { dimensions: 'QueueName', metrics: ['ApproximateNumberOfMessagesVisible'] },
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
  'AWS/DynamoDB': {
    dimensions: 'TableName',
    metrics: ['ReadThrottleEvents', 'WriteThrottleEvents'],
  },
  // The functions' own.
  'Tripstream/dev': { dimensions: 'service', metrics: Object.values(EMITTED_METRICS) },
  // https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
  'AWS/States': {
    dimensions: 'StateMachineArn',
    metrics: ['ExecutionsFailed', 'ExecutionsSucceeded', 'ExecutionsTimedOut'],
  },
};

/** Those of a table do not include its indexes. */
const INDEX_DIMENSIONS = 'GlobalSecondaryIndexName,TableName';

describe('alarms', () => {
  test('each watches a metric that its service emits, under that name and those dimensions', () => {
    for (const alarm of alarms) {
      const watched = watchedBy(alarm);
      expect([alarm.AlarmName, watched.length > 0]).toEqual([alarm.AlarmName, true]);
      for (const { Namespace, MetricName, Dimensions } of watched) {
        const emitted = EMITTED_BY_AWS[Namespace];
        const dimensions = Dimensions.map(({ Name }) => Name).join();
        const wanted = alarm.AlarmName.includes('-index-') ? INDEX_DIMENSIONS : emitted?.dimensions;
        expect([alarm.AlarmName, emitted?.metrics]).toEqual([
          alarm.AlarmName,
          expect.arrayContaining([MetricName]),
        ]);
        expect([alarm.AlarmName, dimensions]).toEqual([alarm.AlarmName, wanted]);
      }
    }
  });

  test('cover streams, pipes, functions, queues, the table and the run', () => {
    expect(alarms.map(({ AlarmName }) => AlarmName.replace('tripstream-dev-', '')).toSorted()).toEqual([
      'aggregate-partition-errors',
      'aggregate-partition-slow',
      'aggregate-partition-throttled',
      'audit-failed',
      'audit-timed-out',
      'completed-trips-index-read-throttled',
      'completed-trips-index-write-throttled',
      'dead-letter-waiting',
      'ends-beyond-look-back',
      'ends-pipe-failed',
      'ends-pipe-throttled',
      'ends-records-failed',
      'ends-stream-behind',
      'ends-undelivered',
      'kpi-empty-day',
      'kpi-run-failed',
      'kpi-run-missing',
      'kpi-run-timed-out',
      'plan-kpi-run-errors',
      'plan-kpi-run-slow',
      'plan-kpi-run-throttled',
      'publish-metrics-errors',
      'publish-metrics-slow',
      'publish-metrics-throttled',
      'quarantine-waiting',
      'record-trip-end-errors',
      'record-trip-end-slow',
      'record-trip-end-throttled',
      'record-trip-start-errors',
      'record-trip-start-slow',
      'record-trip-start-throttled',
      'schedule-dead-letter-waiting',
      'starts-beyond-look-back',
      'starts-pipe-failed',
      'starts-pipe-throttled',
      'starts-records-failed',
      'starts-stream-behind',
      'starts-undelivered',
      'table-read-throttled',
      'table-write-throttled',
    ]);
  });

  test('each notifies the topic, and has its section in the runbook', () => {
    const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
    const headings = (runbook.match(/^### .*$/gm) ?? []).join('\n');
    for (const { AlarmName, AlarmActions } of alarms) {
      expect(AlarmActions).toHaveLength(1);
      expect(headings).toContain(`\`${AlarmName.replace('tripstream-dev-', '')}\``);
    }
  });

  test('a missing run is noticed after 26 hours, within what CloudWatch evaluates, and by its absence', () => {
    const missing = alarms.find(({ AlarmName }) => AlarmName.endsWith('kpi-run-missing'));
    expect(missing).toMatchObject({
      EvaluationPeriods: 26,
      DatapointsToAlarm: 26,
      // Before the first deployment everything is missing.
      TreatMissingData: 'notBreaching',
    });
    const periods = missing?.Metrics?.flatMap(({ MetricStat }) => MetricStat?.Period ?? []);
    expect(periods).toEqual([3_600, 3_600, 3_600]);
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html: seven days for periods of an hour
    expect(26 * 3_600).toBeLessThanOrEqual(7 * 86_400);
  });

  test('a missing run is distinguished from a run for a chosen date, and from a stack that is younger than a day', () => {
    const missing = alarms.find(({ AlarmName }) => AlarmName.endsWith('kpi-run-missing'));
    expect(missing?.Metrics?.flatMap(({ Expression }) => Expression ?? [])).toEqual([
      'IF(FILL(starts, 0) + FILL(ends, 0) > 0, FILL(published, 0), 1)',
    ]);
    const published = missing?.Metrics?.find(({ Id }) => Id === 'published');
    expect(published?.MetricStat?.Metric.MetricName).toBe(EMITTED_METRICS.dailyRunsPublished);
  });

  test.each(['starts', 'ends'])(
    'records that come into the stream of %s and reach no function are noticed',
    (name) => {
      const undelivered = alarms.find(({ AlarmName }) => AlarmName.endsWith(`${name}-undelivered`));
      expect(undelivered).toMatchObject({
        EvaluationPeriods: 6,
        DatapointsToAlarm: 3,
        TreatMissingData: 'notBreaching',
      });
      const [service] = (undelivered === undefined ? [] : watchedBy(undelivered))
        .filter(({ MetricName }) => MetricName === EMITTED_METRICS.recordsReceived)
        .flatMap(({ Dimensions }) => Dimensions);
      expect(service).toEqual({
        Name: 'service',
        Value: name === 'starts' ? 'record-trip-start' : 'record-trip-end',
      });
    },
  );

  test('pipes log their errors, to a group of their own, and no payload', () => {
    template.allResourcesProperties('AWS::Pipes::Pipe', {
      LogConfiguration: {
        Level: 'ERROR',
        CloudwatchLogsLogDestination: { LogGroupArn: Match.anyValue() },
        IncludeExecutionData: Match.absent(),
      },
    });
  });

  test('go to whoever the context names', () => {
    synthesized({ alarmEmail: 'oncall@example.com' }).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'oncall@example.com',
    });
  });
});

test('the dashboard asks four questions, and every metric of ours in it is one that the functions emit', () => {
  const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
  const body = JSON.stringify(dashboard?.Properties.DashboardBody);
  for (const question of [
    'Is data flowing?',
    'How far behind?',
    'What was refused?',
    'Did yesterday’s KPI come out?',
  ]) {
    expect(body).toContain(`## ${question}`);
  }
  const ours = [...body.matchAll(/Tripstream\/dev\\+",\\+"(\w+)\\+",\\+"service/g)].map(([, name]) => name);
  expect(ours.length).toBeGreaterThan(5);
  for (const name of ours) expect(Object.values(EMITTED_METRICS)).toContain(name);
});

test('a run or an audit that does not succeed notifies the topic, with a link to it', () => {
  template.resourceCountIs('AWS::Events::Rule', 2);
  template.allResourcesProperties('AWS::Events::Rule', {
    EventPattern: Match.objectLike({
      source: ['aws.states'],
      detail: { stateMachineArn: Match.anyValue(), status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    }),
    Targets: [
      Match.objectLike({
        InputTransformer: { InputPathsMap: Match.anyValue(), InputTemplate: Match.anyValue() },
      }),
    ],
  });
  expect(JSON.stringify(template.findResources('AWS::Events::Rule'))).toContain('/v2/executions/details/');
});

describe('the state machines are traced and log to groups of their own', () => {
  const dataLogged = (context?: Context): readonly unknown[] =>
    Object.values(synthesized(context).findResources('AWS::StepFunctions::StateMachine'))
      .map(({ Properties: { LoggingConfiguration, TracingConfiguration, DefinitionSubstitutions } }) => {
        expect(LoggingConfiguration.Level).toBe('ALL');
        expect(TracingConfiguration).toEqual({ Enabled: true });
        const isAudit = Object.hasOwn(DefinitionSubstitutions, 'PlanAuditFunctionArn');
        return [isAudit ? 'audit' : 'daily-kpi', LoggingConfiguration.IncludeExecutionData];
      })
      .toSorted();

  test('the run with its data, but not in prod; the audit, whose data has trip ids, always without', () => {
    expect(dataLogged()).toEqual([
      ['audit', false],
      ['daily-kpi', true],
    ]);
    expect(dataLogged({ stage: 'prod' })).toEqual([
      ['audit', false],
      ['daily-kpi', false],
    ]);
  });
});

describe('the catalog', () => {
  test('projects the dates, so that nothing crawls, and reads one JSON object per line', () => {
    template.hasResourceProperties('AWS::Glue::Table', {
      TableInput: {
        Name: 'daily_metrics_files',
        PartitionKeys: [{ Name: 'date', Type: 'string' }],
        Parameters: Match.objectLike({
          'projection.enabled': 'true',
          'projection.date.format': 'yyyy-MM-dd',
          'projection.date.range': '2024-01-01,NOW+1DAYS',
        }),
      },
    });
  });

  test('the view shows only the current files, one column per metric', () => {
    const view = Object.values(template.findResources('AWS::Glue::Table')).find(
      ({ Properties }) => Properties.TableInput.TableType === 'VIRTUAL_VIEW',
    );
    const [, encoded = ''] = /Presto View: (\S+) /.exec(view?.Properties.TableInput.ViewOriginalText) ?? [];
    const { originalSql, columns } = JSON.parse(Buffer.from(encoded, 'base64').toString());
    // CloudFormation requires this member if Athena is to read the table, even if it is empty.
    expect(view?.Properties.TableInput.PartitionKeys).toEqual([]);
    expect(originalSql).toContain(`"$path" LIKE '%/metrics.json'`);
    expect(columns.map(({ name }: { name: string }) => name)).toEqual([
      'date',
      ...METRICS.map(({ name }) => name),
      'generated_at',
      'run_id',
      'revision',
      'restated_because',
    ]);
  });
});

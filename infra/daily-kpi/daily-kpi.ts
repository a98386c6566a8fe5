import { Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { Universal } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { KPI_RUN, PAGE_MARGIN_MILLISECONDS } from '../../functions/contracts/agreed.ts';
import { KEY_PREFIX } from '../../functions/contracts/metrics-file.ts';
import { RUN_MINUTE } from '../../functions/trip/business-time.ts';
import { NodeFunction } from '../compute/node-function.ts';
import { serviceOfAccount } from '../compute/service-of-account.ts';
import { TracedStateMachine } from '../compute/traced-state-machine.ts';
import { acknowledge, allowObjects, INLINE_POLICY_REASONS } from '../settings/acknowledged.ts';
import { allow } from '../settings/policies.ts';
import type { Settings } from '../settings/settings.ts';
import type { Encryption } from '../storage/encryption.ts';
import type { TripsTable } from '../storage/trips-table.ts';

export interface DailyKpiProps {
  readonly settings: Settings;
  readonly encryption: Encryption;
  readonly table: TripsTable;
  readonly bucket: Bucket;
  /** The messages that wait in these for a person are counted when a day is published. */
  readonly waiting: { readonly quarantineQueue: IQueue; readonly deadLetterQueue: IQueue };
  /** Keeps the schedule's calls that failed. */
  readonly deadLetterQueue: IQueue;
}

/** The state machine that sums days and publishes their metrics, with its functions and the schedule that starts it. */
export class DailyKpi extends Construct {
  readonly stateMachine: StateMachine;
  readonly functions: readonly NodeFunction[];
  /** The function that publishes, and emits the results of a run as metrics. */
  readonly publisher: NodeFunction;
  readonly scheduleName: string;

  constructor(scope: Construct, id: string, props: DailyKpiProps) {
    super(scope, id);
    const plan = this.planFunction(props);
    const aggregate = this.aggregateFunction(props);
    const publish = this.publishFunction(props);
    this.functions = [plan, aggregate, publish];
    this.publisher = publish;
    const { settings, encryption } = props;
    this.stateMachine = new TracedStateMachine(this, 'StateMachine', settings, encryption, {
      name: 'daily-kpi',
      functionArns: {
        PlanKpiRunFunctionArn: plan.functionArn,
        AggregatePartitionFunctionArn: aggregate.functionArn,
        PublishMetricsFunctionArn: publish.functionArn,
      },
      logsExecutionData: settings.stage !== 'prod',
    });
    this.scheduleName = this.scheduleDaily(props).scheduleName;
  }

  private planFunction({ settings, encryption, table, bucket }: DailyKpiProps): NodeFunction {
    const plan = new NodeFunction(this, 'PlanKpiRun', settings, encryption, {
      subsystem: 'daily-kpi',
      name: 'plan-kpi-run',
      description: 'Chooses the days of a run and lists their partitions',
      environment: {
        tripsTableName: table.tableName,
        metricsBucketName: bucket.bucketName,
        partitions: settings.size.partitions,
        timeZone: settings.timeZone,
        lookBackDays: settings.lookBackDays,
        keepTripsDays: settings.keepTripsDays,
      },
    });
    table.grantLateMarkers(plan, 'BatchGetItem');
    table.grantPartitionCount(plan);
    table.grantDescribe(plan);
    allow(plan, ['s3:ListBucket'], [bucket.bucketArn], { StringEquals: { 's3:prefix': KEY_PREFIX } });
    return plan;
  }

  private aggregateFunction({ settings, encryption, table }: DailyKpiProps): NodeFunction {
    const aggregate = new NodeFunction(this, 'AggregatePartition', settings, encryption, {
      subsystem: 'daily-kpi',
      name: 'aggregate-partition',
      description: 'Sums the completed trips of some partitions of a day, a page at a time',
      environment: {
        tripsTableName: table.tableName,
        timeZone: settings.timeZone,
        longestRideHours: settings.longestRideHours,
        highestFare: settings.highestFare,
      },
      timeout: Duration.seconds(KPI_RUN.callSeconds),
      // A call that stops because its time is short has a little less than the margin left, which is normal.
      slowAfter: Duration.seconds(KPI_RUN.callSeconds - PAGE_MARGIN_MILLISECONDS / 2_000),
    });
    table.grantQueryCompletedTrips(aggregate);
    return aggregate;
  }

  private publishFunction({ settings, encryption, table, bucket, waiting }: DailyKpiProps): NodeFunction {
    const publish = new NodeFunction(this, 'PublishMetrics', settings, encryption, {
      subsystem: 'daily-kpi',
      name: 'publish-metrics',
      description: 'Reduces the sums of a day to its metrics and writes them',
      environment: {
        metricsBucketName: bucket.bucketName,
        tripsTableName: table.tableName,
        quarantineQueueUrl: waiting.quarantineQueue.queueUrl,
        deadLetterQueueUrl: waiting.deadLetterQueue.queueUrl,
        keepTripsDays: settings.keepTripsDays,
      },
    });
    table.grantLateMarkers(publish, 'DeleteItem');
    const queueArns = Object.values(waiting).map(({ queueArn }) => queueArn);
    allow(publish, ['sqs:GetQueueAttributes'], queueArns);
    allowObjects(publish, ['s3:GetObject', 's3:PutObject'], bucket, 'daily/*');
    // Without permission to list, a missing key gives 403 instead of 404.
    allow(publish, ['s3:ListBucket'], [bucket.bucketArn]);
    return publish;
  }

  /** Calls the API itself, because that is the only way to give the execution a name that says what started it. */
  private scheduleDaily({
    settings: { scheduleHour, timeZone },
    encryption,
    deadLetterQueue,
  }: DailyKpiProps): Schedule {
    const { stateMachineArn } = this.stateMachine;
    const role = new Role(this, 'ScheduleRole', {
      // The source is the schedule's group; a schedule's own ARN would never match:
      // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
      assumedBy: serviceOfAccount(
        this,
        'scheduler.amazonaws.com',
        Stack.of(this).formatArn({
          service: 'scheduler',
          resource: 'schedule-group',
          resourceName: 'default',
        }),
      ),
    });
    acknowledge(role, INLINE_POLICY_REASONS);
    encryption.grantUse(role);
    return new Schedule(this, 'Schedule', {
      description: 'Sums the day before, once a day',
      schedule: ScheduleExpression.cron({
        minute: String(RUN_MINUTE),
        hour: String(scheduleHour),
        timeZone: TimeZone.of(timeZone),
      }),
      target: new Universal({
        service: 'sfn',
        action: 'startExecution',
        input: ScheduleTargetInput.fromObject({
          StateMachineArn: stateMachineArn,
          Name: `kpi-scheduled-${ContextAttribute.executionId}`,
          // A late or retried trigger still sums the day that it was meant for.
          Input: JSON.stringify({ scheduled_time: ContextAttribute.scheduledTime }),
        }),
        policyStatements: [
          new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachineArn] }),
        ],
        role,
        deadLetterQueue,
        maxEventAge: Duration.hours(20),
        retryAttempts: 100,
      }),
    });
  }
}

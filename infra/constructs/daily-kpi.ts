import { join } from 'node:path';
import { Duration, TimeZone } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { NodeFunction } from './node-function.ts';
import type { TripsTable } from './trips-table.ts';

export interface DailyKpiProps {
  readonly table: TripsTable;
  readonly bucket: IBucket;
  readonly settings: Settings;
  /** Keeps what the schedule could not start. */
  readonly deadLetterQueue: IQueue;
}

const DEFINITION = join(import.meta.dirname, '..', '..', 'statemachines', 'daily-kpi.asl.json');

/** The state machine that sums a day and publishes its metrics, its functions, and the schedule that starts it. */
export class DailyKpi extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, { table, bucket, settings, deadLetterQueue }: DailyKpiProps) {
    super(scope, id);
    const plan = new NodeFunction(this, 'PlanKpiRun', {
      name: 'plan-kpi-run',
      description: 'Chooses the day of a run and lists its partitions',
      environment: {
        PARTITION_COUNT: String(settings.partitionCount),
        BUSINESS_TIME_ZONE: settings.timeZone,
      },
    });
    const aggregate = new NodeFunction(this, 'AggregatePartition', {
      name: 'aggregate-partition',
      description: 'Sums the completed trips of one partition of a day, a page at a time',
      environment: { TRIPS_TABLE_NAME: table.tableName },
      timeout: Duration.minutes(2),
    });
    table.grantQueryCompletedTrips(aggregate);
    const publish = new NodeFunction(this, 'PublishMetrics', {
      name: 'publish-metrics',
      description: 'Reduces the sums of a day to its metrics and writes them',
      environment: { METRICS_BUCKET_NAME: bucket.bucketName },
    });
    grantPublish(bucket, publish);
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      definitionBody: DefinitionBody.fromFile(DEFINITION),
      definitionSubstitutions: {
        PlanKpiRunFunctionArn: plan.functionArn,
        AggregatePartitionFunctionArn: aggregate.functionArn,
        PublishMetricsFunctionArn: publish.functionArn,
      },
    });
    Grant.addToPrincipal({
      grantee: this.stateMachine,
      actions: ['lambda:InvokeFunction'],
      resourceArns: [plan.functionArn, aggregate.functionArn, publish.functionArn],
    });
    this.scheduleDaily(settings, deadLetterQueue);
  }

  private scheduleDaily({ scheduleHour, timeZone }: Settings, deadLetterQueue: IQueue): void {
    new Schedule(this, 'Schedule', {
      description: 'Sums the day before, once a day',
      schedule: ScheduleExpression.cron({
        minute: '15',
        hour: String(scheduleHour),
        timeZone: TimeZone.of(timeZone),
      }),
      target: new StepFunctionsStartExecution(this.stateMachine, {
        // A late or retried trigger still sums the day that it was meant for.
        input: ScheduleTargetInput.fromObject({ scheduled_time: ContextAttribute.scheduledTime }),
        deadLetterQueue,
      }),
    });
  }
}

/** Listing is what turns the absence of a key into 404 instead of 403. */
const grantPublish = (bucket: IBucket, grantee: NodeFunction): void => {
  Grant.addToPrincipal({
    grantee,
    actions: ['s3:GetObject', 's3:PutObject'],
    resourceArns: [bucket.arnForObjects('daily/*')],
  });
  Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [bucket.bucketArn] });
};

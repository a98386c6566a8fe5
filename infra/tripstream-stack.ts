import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { DailyKpi } from './constructs/daily-kpi.ts';
import { TripEventIntake } from './constructs/trip-event-intake.ts';
import { TripsTable } from './constructs/trips-table.ts';
import type { Settings } from './settings.ts';

export interface TripstreamStackProps extends StackProps {
  readonly settings: Settings;
}

/** The longest that SQS keeps a message: what waits for a person waits that long. */
const QUEUE_RETENTION = Duration.days(14);

/** The whole pipeline: two intakes of events, the table where their halves meet, and the daily run over it. */
export class TripstreamStack extends Stack {
  constructor(scope: Construct, id: string, { settings, ...props }: TripstreamStackProps) {
    super(scope, id, { description: 'Trip analytics that loses nothing', ...props });
    const queue = (name: string) =>
      new Queue(this, name, { retentionPeriod: QUEUE_RETENTION, enforceSSL: true });

    const table = new TripsTable(this, 'Trips');
    const quarantineQueue = queue('Quarantine');
    const deadLetterQueue = queue('DeadLetters');
    const metricsBucket = new Bucket(this, 'Metrics', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });

    const starts = new TripEventIntake(this, 'TripStarts', {
      functionName: 'record-trip-start',
      description: 'Trip starts, from their stream into the table',
      table,
      quarantineQueue,
      deadLetterQueue,
    });
    const ends = new TripEventIntake(this, 'TripEnds', {
      functionName: 'record-trip-end',
      description: 'Trip ends, from their stream into the table',
      table,
      quarantineQueue,
      deadLetterQueue,
      environment: { PARTITION_COUNT: String(settings.partitionCount) },
    });
    const { stateMachine } = new DailyKpi(this, 'DailyKpi', {
      table,
      bucket: metricsBucket,
      settings,
      deadLetterQueue: queue('ScheduleDeadLetters'),
    });

    const output = (name: string, value: string) => new CfnOutput(this, name, { value });
    output('TripStartStreamName', starts.stream.streamName);
    output('TripEndStreamName', ends.stream.streamName);
    output('TripsTableName', table.tableName);
    output('QuarantineQueueUrl', quarantineQueue.queueUrl);
    output('DeadLetterQueueUrl', deadLetterQueue.queueUrl);
    output('MetricsBucketName', metricsBucket.bucketName);
    output('DailyKpiStateMachineArn', stateMachine.stateMachineArn);
    output('BusinessTimeZone', settings.timeZone);
  }
}

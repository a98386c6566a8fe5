import { Duration } from 'aws-cdk-lib';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { NodeFunction, type NodeFunctionProps } from '../compute/node-function.ts';
import { acknowledge, allowObjects, STREAM_REASONS } from '../settings/acknowledged.ts';
import { allow, removalOf } from '../settings/policies.ts';
import type { Settings } from '../settings/settings.ts';
import type { Encryption } from '../storage/encryption.ts';
import type { TripsTable } from '../storage/trips-table.ts';
import { KinesisLambdaPipe } from './kinesis-lambda-pipe.ts';

export interface TripEventIntakeProps {
  readonly settings: Settings;
  readonly encryption: Encryption;
  /** The function in `functions/` that records these events. */
  readonly functionName: string;
  readonly description: string;
  readonly table: TripsTable;
  readonly quarantineQueue: IQueue;
  /** Keeps the payloads of refused records that are too large for the queue. */
  readonly bucket: Bucket;
  readonly deadLetterQueue: IQueue;
  /** Variables in addition to those that both intakes have. @default none */
  readonly environment?: NodeFunctionProps['environment'];
}

/** The path of one kind of event into the table: its stream, the pipe, and the function that records it. */
export class TripEventIntake extends Construct {
  readonly stream: Stream;
  readonly function: NodeFunction;
  readonly pipeName: string;

  constructor(scope: Construct, id: string, props: TripEventIntakeProps) {
    super(scope, id);
    const { settings, encryption, functionName, description, table, quarantineQueue, deadLetterQueue } =
      props;
    this.stream = tripEventStream(this, settings, encryption);
    acknowledge(this.stream, STREAM_REASONS);
    this.function = new NodeFunction(this, 'Function', settings, encryption, {
      subsystem: 'intake',
      name: functionName,
      description,
      environment: {
        tripsTableName: table.tableName,
        quarantineQueueUrl: quarantineQueue.queueUrl,
        deadLetterQueueUrl: deadLetterQueue.queueUrl,
        metricsBucketName: props.bucket.bucketName,
        pipeFailureIdentifier: settings.failureIdentifier,
        timeZone: settings.timeZone,
        scheduleHour: settings.scheduleHour,
        lookBackDays: settings.lookBackDays,
        keepTripsDays: settings.keepTripsDays,
        ...props.environment,
      },
    });
    table.grantUpdate(this.function);
    allow(this.function, ['sqs:SendMessage'], [quarantineQueue.queueArn, deadLetterQueue.queueArn]);
    allowObjects(this.function, ['s3:PutObject'], props.bucket, 'quarantine/*');
    const delivery = new KinesisLambdaPipe(this, 'Delivery', settings, encryption, {
      description,
      source: this.stream,
      target: this.function,
      deadLetterQueue,
      maximumRecordAge: settings.stage === 'prod' ? Duration.days(6) : Duration.hours(12),
    });
    this.pipeName = delivery.pipeName;
  }
}

const tripEventStream = (scope: Construct, settings: Settings, { dataKey }: Encryption): Stream =>
  new Stream(scope, 'Stream', {
    ...(settings.size.shardMode === 'on-demand'
      ? { streamMode: StreamMode.ON_DEMAND }
      : { streamMode: StreamMode.PROVISIONED, shardCount: settings.size.shards }),
    retentionPeriod: settings.stage === 'prod' ? Duration.days(7) : Duration.hours(24),
    removalPolicy: removalOf(settings),
    ...(dataKey === undefined
      ? { encryption: StreamEncryption.MANAGED }
      : { encryption: StreamEncryption.KMS, encryptionKey: dataKey }),
  });

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ENVIRONMENT } from '../../functions/contracts/agreed.ts';
import { expiryEnvironment, NodeFunction } from '../compute/node-function.ts';
import { acknowledge, quarantinedObjectsReason, STREAM_REASONS } from '../settings/acknowledged.ts';
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
  readonly bucket: IBucket;
  readonly deadLetterQueue: IQueue;
  /** @default none but the table, the queue and when days are summed */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The way of one kind of event into the table: its stream, the pipe, and the function that records it. */
export class TripEventIntake extends Construct {
  readonly stream: Stream;
  readonly function: NodeFunction;
  readonly pipeName: string;

  constructor(scope: Construct, id: string, props: TripEventIntakeProps) {
    super(scope, id);
    const { settings, encryption, functionName, description, table, deadLetterQueue } = props;
    this.stream = tripEventStream(this, settings, encryption);
    acknowledge(this.stream, STREAM_REASONS);
    this.function = new NodeFunction(this, 'Function', {
      settings,
      encryption,
      subsystem: 'intake',
      name: functionName,
      description,
      environment: {
        [ENVIRONMENT.tripsTableName]: table.tableName,
        [ENVIRONMENT.quarantineQueueUrl]: props.quarantineQueue.queueUrl,
        [ENVIRONMENT.deadLetterQueueUrl]: deadLetterQueue.queueUrl,
        [ENVIRONMENT.metricsBucketName]: props.bucket.bucketName,
        [ENVIRONMENT.pipeFailureIdentifier]: settings.failureIdentifier,
        [ENVIRONMENT.timeZone]: settings.timeZone,
        [ENVIRONMENT.scheduleHour]: String(settings.scheduleHour),
        [ENVIRONMENT.lookBackDays]: String(settings.lookBackDays),
        ...expiryEnvironment(settings),
        ...props.environment,
      },
    });
    table.grantUpdate(this.function);
    this.grantQuarantine(props);
    const delivery = new KinesisLambdaPipe(this, 'Delivery', {
      settings,
      encryption,
      description,
      source: this.stream,
      target: this.function,
      deadLetterQueue,
      maximumRecordAge: settings.stage === 'prod' ? Duration.days(6) : Duration.hours(12),
    });
    this.pipeName = delivery.pipeName;
  }

  private grantQuarantine({ quarantineQueue, deadLetterQueue, bucket }: TripEventIntakeProps): void {
    const grantee = this.function;
    const resourceArns = [quarantineQueue.queueArn, deadLetterQueue.queueArn];
    Grant.addToPrincipal({ grantee, actions: ['sqs:SendMessage'], resourceArns });
    const objects = bucket.arnForObjects('quarantine/*');
    Grant.addToPrincipal({ grantee, actions: ['s3:PutObject'], resourceArns: [objects] });
    if (grantee.role !== undefined) acknowledge(grantee.role, quarantinedObjectsReason(bucket));
  }
}

const tripEventStream = (scope: Construct, { stage, size }: Settings, { dataKey }: Encryption): Stream =>
  new Stream(scope, 'Stream', {
    ...(size.shardMode === 'on-demand'
      ? { streamMode: StreamMode.ON_DEMAND }
      : { streamMode: StreamMode.PROVISIONED, shardCount: size.shards }),
    retentionPeriod: stage === 'prod' ? Duration.days(7) : Duration.hours(24),
    removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    ...(dataKey === undefined
      ? { encryption: StreamEncryption.MANAGED }
      : { encryption: StreamEncryption.KMS, encryptionKey: dataKey }),
  });

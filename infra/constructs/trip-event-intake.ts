import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';
import { acknowledge, STREAM_REASONS } from './acknowledged.ts';
import type { Encryption } from './encryption.ts';
import { KinesisLambdaPipe } from './kinesis-lambda-pipe.ts';
import { NodeFunction } from './node-function.ts';
import type { TripsTable } from './trips-table.ts';

export interface TripEventIntakeProps {
  readonly settings: Settings;
  readonly encryption: Encryption;
  /** The function in `functions/` that records these events. */
  readonly functionName: string;
  readonly description: string;
  readonly table: TripsTable;
  readonly quarantineQueue: IQueue;
  readonly deadLetterQueue: IQueue;
  /** @default none beside the table, the queue and when days are summed */
  readonly environment?: Readonly<Record<string, string>>;
}

/** One kind of event on its way into the table: its stream, the pipe behind it and the function that records it. */
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
    this.function = new NodeFunction(this, 'Function', {
      settings,
      encryption,
      name: functionName,
      description,
      environment: {
        TRIPS_TABLE_NAME: table.tableName,
        QUARANTINE_QUEUE_URL: quarantineQueue.queueUrl,
        PIPE_FAILURE_IDENTIFIER: settings.failureIdentifier,
        BUSINESS_TIME_ZONE: settings.timeZone,
        SCHEDULE_HOUR: String(settings.scheduleHour),
        LOOK_BACK_DAYS: String(settings.lookBackDays),
        ...props.environment,
      },
    });
    table.grantUpdate(this.function);
    Grant.addToPrincipal({
      grantee: this.function,
      actions: ['sqs:SendMessage'],
      resourceArns: [quarantineQueue.queueArn],
    });
    const delivery = new KinesisLambdaPipe(this, 'Delivery', {
      encryption,
      description,
      source: this.stream,
      target: this.function,
      deadLetterQueue,
    });
    this.pipeName = delivery.pipeName;
  }
}

const tripEventStream = (scope: Construct, { stage, shardMode }: Settings, { dataKey }: Encryption): Stream =>
  new Stream(scope, 'Stream', {
    ...(shardMode === 'on-demand'
      ? { streamMode: StreamMode.ON_DEMAND }
      : { streamMode: StreamMode.PROVISIONED, shardCount: 1 }),
    retentionPeriod: stage === 'prod' ? Duration.days(7) : Duration.hours(24),
    removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    ...(dataKey === undefined
      ? { encryption: StreamEncryption.MANAGED }
      : { encryption: StreamEncryption.KMS, encryptionKey: dataKey }),
  });

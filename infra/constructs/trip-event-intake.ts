import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { Stream, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { KinesisLambdaPipe } from './kinesis-lambda-pipe.ts';
import { NodeFunction } from './node-function.ts';
import type { TripsTable } from './trips-table.ts';

export interface TripEventIntakeProps {
  /** The function in `functions/` that records these events. */
  readonly functionName: string;
  readonly description: string;
  readonly table: TripsTable;
  readonly quarantineQueue: IQueue;
  readonly deadLetterQueue: IQueue;
  /** @default none beside the table and the queue */
  readonly environment?: Readonly<Record<string, string>>;
}

/** One kind of event on its way into the table: its stream, the pipe behind it and the function that records it. */
export class TripEventIntake extends Construct {
  readonly stream: Stream;

  constructor(scope: Construct, id: string, props: TripEventIntakeProps) {
    super(scope, id);
    const { functionName, description, table, quarantineQueue, deadLetterQueue, environment } = props;
    this.stream = new Stream(this, 'Stream', {
      streamMode: StreamMode.PROVISIONED,
      shardCount: 1,
      retentionPeriod: Duration.hours(24),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const target = new NodeFunction(this, 'Function', {
      name: functionName,
      description,
      environment: {
        TRIPS_TABLE_NAME: table.tableName,
        QUARANTINE_QUEUE_URL: quarantineQueue.queueUrl,
        ...environment,
      },
    });
    table.grantUpdate(target);
    Grant.addToPrincipal({
      grantee: target,
      actions: ['sqs:SendMessage'],
      resourceArns: [quarantineQueue.queueArn],
    });
    new KinesisLambdaPipe(this, 'Delivery', { description, source: this.stream, target, deadLetterQueue });
  }
}

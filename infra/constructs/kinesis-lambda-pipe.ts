import { Duration } from 'aws-cdk-lib';
import { Grant, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface KinesisLambdaPipeProps {
  readonly description: string;
  readonly source: IStream;
  readonly target: IFunction;
  /** Told, in metadata only, of the records that no try could settle. */
  readonly deadLetterQueue: IQueue;
}

/** Must stay well below the stream's retention, or what is dead-lettered can no longer be read back. */
const MAXIMUM_RECORD_AGE = Duration.hours(12);

/**
 * A pipe that hands a stream's records, in batches and in order per partition key, to a function that answers with the
 * records that failed. A batch that fails is halved until the record at fault is alone; its tries are finite.
 */
export class KinesisLambdaPipe extends Construct {
  constructor(scope: Construct, id: string, props: KinesisLambdaPipeProps) {
    super(scope, id);
    const { description, source, target, deadLetterQueue } = props;
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('pipes.amazonaws.com') });
    const grants = [
      source.grantRead(role),
      Grant.addToPrincipal({
        grantee: role,
        actions: ['lambda:InvokeFunction'],
        resourceArns: [target.functionArn],
      }),
      Grant.addToPrincipal({
        grantee: role,
        actions: ['sqs:SendMessage'],
        resourceArns: [deadLetterQueue.queueArn],
      }),
    ];
    const pipe = new CfnPipe(this, 'Pipe', {
      description,
      roleArn: role.roleArn,
      source: source.streamArn,
      sourceParameters: {
        kinesisStreamParameters: {
          // LATEST would miss what arrives while the pipe is being created.
          startingPosition: 'TRIM_HORIZON',
          batchSize: 500,
          maximumBatchingWindowInSeconds: 1,
          parallelizationFactor: 2,
          maximumRetryAttempts: 8,
          maximumRecordAgeInSeconds: MAXIMUM_RECORD_AGE.toSeconds(),
          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
          deadLetterConfig: { arn: deadLetterQueue.queueArn },
        },
      },
      target: target.functionArn,
      targetParameters: { lambdaFunctionParameters: { invocationType: 'REQUEST_RESPONSE' } },
    });
    // Pipes checks its role when it is created.
    for (const grant of grants) grant.applyBefore(pipe);
  }
}

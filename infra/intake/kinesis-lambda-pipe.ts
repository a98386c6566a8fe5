import type { Duration } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import type { IStream } from 'aws-cdk-lib/aws-kinesis';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { WORKLOAD } from '../capacity/workload.ts';
import { serviceOfAccount } from '../compute/service-of-account.ts';
import { StageLogGroup } from '../compute/stage-log-group.ts';
import { acknowledge, INLINE_POLICY_REASONS } from '../settings/acknowledged.ts';
import { allow } from '../settings/policies.ts';
import type { Settings } from '../settings/settings.ts';
import type { Encryption } from '../storage/encryption.ts';

export interface KinesisLambdaPipeProps {
  readonly description: string;
  readonly source: IStream;
  readonly target: IFunction;
  /** Gets messages, without payloads, about records that are too old. */
  readonly deadLetterQueue: IQueue;
  /** Older records are dead-lettered. Shorter than the stream's retention, so that there is time to read them back. */
  readonly maximumRecordAge: Duration;
}

/**
 * What AWS documents, except for one action that applies to all streams:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html
 */
const READ_STREAM = [
  'kinesis:DescribeStream',
  'kinesis:DescribeStreamSummary',
  'kinesis:GetRecords',
  'kinesis:GetShardIterator',
  'kinesis:ListShards',
];

/**
 * A pipe that delivers a stream's records to a function, in batches and in order per partition key. The function
 * answers with the records that failed. A batch that fails is halved until the record at fault is alone; that record is
 * delivered again until it is too old.
 */
export class KinesisLambdaPipe extends Construct {
  /** The pipe's name: the dimension of its metrics. */
  readonly pipeName: string;

  constructor(
    scope: Construct,
    id: string,
    settings: Settings,
    encryption: Encryption,
    { description, source, target, deadLetterQueue, maximumRecordAge }: KinesisLambdaPipeProps,
  ) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: serviceOfAccount(this, 'pipes.amazonaws.com') });
    acknowledge(role, INLINE_POLICY_REASONS);
    const logGroup = new StageLogGroup(this, 'Logs', settings, encryption);
    const grants = [
      logGroup.grantWrite(role),
      allow(role, READ_STREAM, [source.streamArn]),
      allow(role, ['lambda:InvokeFunction'], [target.functionArn]),
      allow(role, ['sqs:SendMessage'], [deadLetterQueue.queueArn]),
      ...encryption.grantUse(role),
    ];
    const pipe = new CfnPipe(this, 'Pipe', {
      description,
      roleArn: role.roleArn,
      source: source.streamArn,
      sourceParameters: {
        kinesisStreamParameters: {
          // LATEST would miss records that arrive while the pipe is being created.
          startingPosition: 'TRIM_HORIZON',
          batchSize: WORKLOAD.batchSize,
          maximumBatchingWindowInSeconds: settings.size.batchWindowSeconds,
          parallelizationFactor: settings.size.lanesPerShard,
          // Outages are waited out. If one record is at fault, the function itself dead-letters it.
          maximumRetryAttempts: -1,
          maximumRecordAgeInSeconds: maximumRecordAge.toSeconds(),
          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
          deadLetterConfig: { arn: deadLetterQueue.queueArn },
        },
      },
      target: target.functionArn,
      // Without execution data, which would put payloads into the log.
      logConfiguration: {
        level: 'ERROR',
        cloudwatchLogsLogDestination: { logGroupArn: logGroup.logGroupArn },
      },
      targetParameters: { lambdaFunctionParameters: { invocationType: 'REQUEST_RESPONSE' } },
    });
    // Pipes checks the role when the pipe is created.
    for (const grant of grants) grant.applyBefore(pipe);
    this.pipeName = pipe.ref;
  }
}

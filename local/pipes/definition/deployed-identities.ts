import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DescribeStreamSummaryCommand, type KinesisClient } from '@aws-sdk/client-kinesis';
import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Identity } from '../../template/intrinsics.ts';

/** Clients of the endpoint that a stack is deployed to. */
export interface EndpointClients {
  readonly cloudFormation: CloudFormationClient;
  readonly kinesis: KinesisClient;
  readonly lambda: LambdaClient;
  readonly sqs: SQSClient;
}

/**
 * What `Ref` and `Fn::GetAtt … Arn` return for a deployed resource, by its type and physical id. The ARNs of streams,
 * functions and queues are asked for; a role's follows from its name, as it has no path; other types have none here.
 */
export const identityReader = (
  { kinesis, lambda, sqs }: EndpointClients,
  { partition, accountId }: { partition: string; accountId: string },
): ((type: string, physicalId: string) => Promise<Identity>) => {
  const arnOf = async (type: string, physicalId: string): Promise<string | undefined> => {
    switch (type) {
      case 'AWS::Kinesis::Stream': {
        const answer = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName: physicalId }));
        return answer.StreamDescriptionSummary?.StreamARN;
      }
      case 'AWS::Lambda::Function': {
        const command = new GetFunctionConfigurationCommand({ FunctionName: physicalId });
        return (await lambda.send(command)).FunctionArn;
      }
      case 'AWS::SQS::Queue': {
        const input = { QueueUrl: physicalId, AttributeNames: ['QueueArn' as const] };
        return (await sqs.send(new GetQueueAttributesCommand(input))).Attributes?.QueueArn;
      }
      case 'AWS::IAM::Role':
        return `arn:${partition}:iam::${accountId}:role/${physicalId}`;
      default:
        return undefined;
    }
  };
  return async (type, physicalId) => {
    const arn = await arnOf(type, physicalId);
    return { ref: physicalId, attributes: arn === undefined ? {} : { Arn: arn } };
  };
};

import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DescribeStreamSummaryCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { clientConfiguration } from '../../producer/stack/aws-access.ts';
import { type DeployedStack, outputOf } from './tools/cdk.ts';
import { CheckFailed } from './tools/check.ts';

const functionNames = async (client: CloudFormationClient, StackName: string): Promise<string[]> => {
  const names: string[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName }))
    for (const { ResourceType, PhysicalResourceId } of StackResourceSummaries)
      if (ResourceType === 'AWS::Lambda::Function' && PhysicalResourceId) names.push(PhysicalResourceId);
  return names;
};

/** The partition count in the deployed functions' environment. @throws {CheckFailed} unless they all have the same */
export const deployedPartitionCount = async (stack: DeployedStack, endpoint: string): Promise<number> => {
  const configuration = clientConfiguration({ endpoint });
  const lambda = new LambdaClient(configuration);
  const names = await functionNames(new CloudFormationClient(configuration), stack.name);
  const environments = await Promise.all(
    names.map(async (FunctionName) => {
      const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      return Environment?.Variables?.PARTITION_COUNT ?? [];
    }),
  );
  const counts = new Set(environments.flat());
  const [count] = counts;
  if (count === undefined || counts.size > 1)
    throw new CheckFailed(`the functions' PARTITION_COUNT is ${JSON.stringify([...counts])}, not one number`);
  return Number(count);
};

const isGone = async (question: Promise<unknown>): Promise<boolean> => {
  try {
    await question;
    return false;
  } catch (error) {
    if (!Error.isError(error)) throw error;
    if (error.name === 'ResourceNotFoundException' || /does not exist/.test(error.message)) return true;
    throw error;
  }
};

/** @throws {CheckFailed} that names what is left, if the stack, its table or one of its streams still exists */
export const checkGone = async (stack: DeployedStack, endpoint: string): Promise<void> => {
  const configuration = clientConfiguration({ endpoint });
  const kinesis = new KinesisClient(configuration);
  const TableName = outputOf(stack, 'TripsTableName');
  const streams = ['TripStartStreamName', 'TripEndStreamName'].map((key) => outputOf(stack, key));
  const questions: [string, Promise<unknown>][] = [
    [
      `stack ${stack.name}`,
      new CloudFormationClient(configuration).send(new DescribeStacksCommand({ StackName: stack.name })),
    ],
    [`table ${TableName}`, new DynamoDBClient(configuration).send(new DescribeTableCommand({ TableName }))],
    ...streams.map((StreamName): [string, Promise<unknown>] => [
      `stream ${StreamName}`,
      kinesis.send(new DescribeStreamSummaryCommand({ StreamName })),
    ]),
  ];
  const left = await Promise.all(
    questions.map(async ([what, question]) => ((await isGone(question)) ? [] : [what])),
  );
  if (left.flat().length > 0)
    throw new CheckFailed(`still there after the stack was destroyed: ${left.flat().join(', ')}`);
};

/** The status of a stack, such as `ROLLBACK_COMPLETE`. */
export const stackStatus = async (StackName: string, endpoint: string): Promise<string | undefined> => {
  const client = new CloudFormationClient(clientConfiguration({ endpoint }));
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  return Stacks[0]?.StackStatus;
};

/** Turns off a stack's termination protection, so that it can be destroyed. */
export const unprotect = async (StackName: string, endpoint: string): Promise<void> => {
  const client = new CloudFormationClient(clientConfiguration({ endpoint }));
  await client.send(
    new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false }),
  );
};

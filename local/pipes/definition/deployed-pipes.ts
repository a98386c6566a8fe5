import {
  type CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
  type Stack,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { DescribeStreamSummaryCommand, type KinesisClient } from '@aws-sdk/client-kinesis';
import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type Identity, resolve } from '../../template/intrinsics.ts';
import { type ParameterLookup, pseudoParameters } from '../../template/parameters.ts';
import { parseTemplate, type Template } from '../../template/template.ts';
import { Refusal } from '../../values/refusal.ts';
import { type PipeDefinition, parsePipeDefinition } from './pipe-definition.ts';

/** Clients of the endpoint that a stack is deployed to. */
export interface EndpointClients {
  readonly cloudFormation: CloudFormationClient;
  readonly kinesis: KinesisClient;
  readonly lambda: LambdaClient;
  readonly sqs: SQSClient;
}

/** Properties that do not change what is delivered and may refer to resources whose ARN cannot be looked up. */
const WITHOUT_EFFECT = ['Description', 'KmsKeyIdentifier', 'LogConfiguration', 'Name', 'Tags'];

const parametersOf = ({ StackId = '', StackName = '', Parameters = [] }: Stack): ParameterLookup => {
  const values = pseudoParameters(StackId, StackName);
  for (const { ParameterKey = '', ResolvedValue, ParameterValue } of Parameters)
    values.set(ParameterKey, ResolvedValue ?? ParameterValue);
  return (name) => (values.has(name) ? { value: values.get(name) } : undefined);
};

const describeStack = async (client: CloudFormationClient, StackName: string): Promise<Stack> => {
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  if (stack === undefined) throw new Refusal(`there is no stack named ${StackName}`);
  return stack;
};

const readTemplate = async (client: CloudFormationClient, StackName: string): Promise<Template> => {
  const { TemplateBody = '' } = await client.send(new GetTemplateCommand({ StackName }));
  return parseTemplate(JSON.parse(TemplateBody), `the template of ${StackName}`);
};

const listResources = async (
  client: CloudFormationClient,
  StackName: string,
): Promise<StackResourceSummary[]> => {
  const resources: StackResourceSummary[] = [];
  for await (const page of paginateListStackResources({ client }, { StackName }))
    resources.push(...(page.StackResourceSummaries ?? []));
  return resources;
};

/**
 * What `Ref` and `Fn::GetAtt … Arn` return for a deployed resource. The ARNs of streams, functions and queues are
 * looked up; a role's follows from its name, as it has no path; other types have none here.
 */
const readIdentity = async (
  { ResourceType, PhysicalResourceId: ref = '' }: StackResourceSummary,
  clients: EndpointClients,
  parameter: ParameterLookup,
): Promise<Identity> => {
  const arnOf = async (): Promise<string | undefined> => {
    switch (ResourceType) {
      case 'AWS::Kinesis::Stream': {
        const answer = await clients.kinesis.send(new DescribeStreamSummaryCommand({ StreamName: ref }));
        return answer.StreamDescriptionSummary?.StreamARN;
      }
      case 'AWS::Lambda::Function': {
        const command = new GetFunctionConfigurationCommand({ FunctionName: ref });
        return (await clients.lambda.send(command)).FunctionArn;
      }
      case 'AWS::SQS::Queue': {
        const input = { QueueUrl: ref, AttributeNames: ['QueueArn' as const] };
        return (await clients.sqs.send(new GetQueueAttributesCommand(input))).Attributes?.QueueArn;
      }
      case 'AWS::IAM::Role': {
        const [partition, account] = ['AWS::Partition', 'AWS::AccountId'].map(
          (name) => parameter(name, ref)?.value,
        );
        return `arn:${partition}:iam::${account}:role/${ref}`;
      }
      default:
        return undefined;
    }
  };
  const arn = await arnOf();
  return { ref, attributes: arn === undefined ? {} : { Arn: arn } };
};

/**
 * The pipes of a deployed stack as its template declares them, resolved with the names and ARNs that the endpoint
 * gave their parts: an endpoint that does not run such pipes may not keep their parameters either.
 *
 * @throws Refusal if the stack does not exist or has no pipe
 * @throws InvalidPipeError if a pipe needs more than the runner supports
 */
export const readDeployedPipes = async (
  stackName: string,
  clients: EndpointClients,
): Promise<PipeDefinition[]> => {
  const { cloudFormation } = clients;
  const stack = await describeStack(cloudFormation, stackName);
  const { resources } = await readTemplate(cloudFormation, stackName);
  const deployed = await listResources(cloudFormation, stackName);
  const parameter = parametersOf(stack);
  const identities = new Map(
    await Promise.all(
      deployed.map(
        async (resource) =>
          [resource.LogicalResourceId ?? '', await readIdentity(resource, clients, parameter)] as const,
      ),
    ),
  );
  const pipes = deployed.filter(({ ResourceType }) => ResourceType === 'AWS::Pipes::Pipe');
  if (pipes.length === 0) throw new Refusal(`the stack ${stackName} has no pipe`);
  return pipes.map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => {
    const declared = Object.entries(resources.get(LogicalResourceId)?.properties ?? {});
    const properties = Object.fromEntries(declared.filter(([name]) => !WITHOUT_EFFECT.includes(name)));
    const scope = { where: LogicalResourceId, parameter, resources: identities };
    return parsePipeDefinition(PhysicalResourceId, resolve(properties, scope));
  });
};

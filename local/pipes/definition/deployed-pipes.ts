import {
  type CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
  type Stack,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { conditionEvaluator } from '../../template/conditions.ts';
import { resolve, type Scope } from '../../template/intrinsics.ts';
import type { ParameterLookup } from '../../template/parameters.ts';
import { parseTemplate, type Template } from '../../template/template.ts';
import { Refusal } from '../../values/refusal.ts';
import { type EndpointClients, identityReader } from './deployed-identities.ts';
import { type PipeDefinition, parsePipeDefinition } from './pipe-definition.ts';

/** What may refer to resources that have no ARN to ask for here, and changes nothing in what is delivered. */
const WITHOUT_EFFECT = ['Description', 'KmsKeyIdentifier', 'LogConfiguration', 'Name', 'Tags'];

/** `arn:<partition>:cloudformation:<region>:<account>:stack/…` */
const stackArnParts = ({ StackId = '' }: Stack) => {
  const [, partition = '', , region = '', accountId = ''] = StackId.split(':');
  return { partition, region, accountId };
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html */
const parametersOf = (stack: Stack): ParameterLookup => {
  const { partition, region, accountId } = stackArnParts(stack);
  const values = new Map<string, unknown>([
    ['AWS::AccountId', accountId],
    ['AWS::NoValue', undefined],
    ['AWS::Partition', partition],
    ['AWS::Region', region],
    ['AWS::StackId', stack.StackId],
    ['AWS::StackName', stack.StackName],
    ['AWS::URLSuffix', 'amazonaws.com'],
  ]);
  for (const { ParameterKey = '', ResolvedValue, ParameterValue } of stack.Parameters ?? [])
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

const readIdentities = async (
  resources: readonly StackResourceSummary[],
  clients: EndpointClients,
  stack: Stack,
): Promise<Scope['resources']> => {
  const { partition, accountId } = stackArnParts(stack);
  const identify = identityReader(clients, { partition, accountId });
  const identities = await Promise.all(
    resources.map(async ({ ResourceType = '', LogicalResourceId = '', PhysicalResourceId = '' }) => {
      const identity = await identify(ResourceType, PhysicalResourceId);
      return [LogicalResourceId, identity] as const;
    }),
  );
  return new Map(identities);
};

/**
 * The pipes of a deployed stack as its template declares them, resolved with the names and ARNs that the endpoint
 * gave their parts: an endpoint that does not run such pipes may not keep their parameters either.
 *
 * @throws Refusal when the stack is not there or has no pipe
 * @throws InvalidPipeError when a pipe is beyond what the runner does
 */
export const readDeployedPipes = async (
  stackName: string,
  clients: EndpointClients,
): Promise<PipeDefinition[]> => {
  const { cloudFormation } = clients;
  const stack = await describeStack(cloudFormation, stackName);
  const { conditions, mappings, resources } = await readTemplate(cloudFormation, stackName);
  const deployed = await listResources(cloudFormation, stackName);
  const parameter = parametersOf(stack);
  const isTrue = conditionEvaluator(conditions, { parameter, mappings });
  const identities = await readIdentities(deployed, clients, stack);
  const pipes = deployed.filter(({ ResourceType }) => ResourceType === 'AWS::Pipes::Pipe');
  if (pipes.length === 0) throw new Refusal(`the stack ${stackName} has no pipe`);
  return pipes.map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => {
    const declared = Object.entries(resources.get(LogicalResourceId)?.properties ?? {});
    const properties = Object.fromEntries(declared.filter(([name]) => !WITHOUT_EFFECT.includes(name)));
    const scope = { where: LogicalResourceId, parameter, mappings, isTrue, resources: identities };
    return parsePipeDefinition(PhysicalResourceId, resolve(properties, scope));
  });
};

import { randomUUID } from 'node:crypto';
import type { RequestListener, ServerResponse } from 'node:http';
import { sendAnswer } from '../../endpoint/answer.ts';
import { AwsError, readBody } from '../../endpoint/aws-json-protocol.ts';
import { stackId } from '../../template/parameters.ts';
import type { InertResource, Resource } from '../../template/resource.ts';

/** What CloudFormation reports: the resources that run, and those that are accepted and not run. */
type DescribedPlan = {
  stackName: string;
  resources: Resource[];
  inert: InertResource[];
  outputs: Record<string, string>;
};

/** The stack as CloudFormation would describe it. */
export type DeployedStack = { plan: DescribedPlan; createdAt: Date };

const NAMESPACE = 'http://cloudformation.amazonaws.com/doc/2010-05-15/';

type Xml = string | Xml[] | { [element: string]: Xml };

/**
 * The read side of CloudFormation for the one stack that runs: DescribeStacks, ListStacks,
 * DescribeStackResources and ListStackResources. A request that comes early waits until the stack is deployed.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
 */
export const cloudFormationApi =
  (deployed: Promise<DeployedStack>): RequestListener =>
  (req, res) => {
    readBody(req)
      .then(async (body) => {
        const parameters = new URLSearchParams(body);
        const action = parameters.get('Action') ?? '';
        const result = answer(action, parameters.get('StackName') ?? undefined, await deployed);
        send(res, 200, `${action}Response`, { [`${action}Result`]: result });
      })
      .catch((error: unknown) => sendError(res, error));
  };

const answer = (action: string, stackName: string | undefined, stack: DeployedStack): Xml => {
  switch (action) {
    case 'DescribeStacks':
      return { Stacks: [description(stackName === undefined ? stack : named(stackName, stack))] };
    case 'ListStacks':
      return { StackSummaries: [summary(stack)] };
    case 'DescribeStackResources':
      return { StackResources: resources(named(stackName, stack)) };
    case 'ListStackResources':
      return { StackResourceSummaries: resources(named(stackName, stack)) };
    default:
      throw new AwsError('InvalidAction', `The local cloud has no CloudFormation operation "${action}".`);
  }
};

const named = (stackName: string | undefined, stack: DeployedStack): DeployedStack => {
  const names = [stack.plan.stackName, stackId(stack.plan.stackName)];
  if (stackName === undefined || !names.includes(stackName)) {
    throw new AwsError('ValidationError', `Stack with id ${stackName} does not exist`);
  }
  return stack;
};

const summary = ({ plan, createdAt }: DeployedStack): { [element: string]: Xml } => ({
  StackId: stackId(plan.stackName),
  StackName: plan.stackName,
  CreationTime: createdAt.toISOString(),
  StackStatus: 'CREATE_COMPLETE',
});

const description = (stack: DeployedStack): Xml => ({
  ...summary(stack),
  Outputs: Object.entries(stack.plan.outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
});

const resources = ({ plan, createdAt }: DeployedStack): Xml[] => {
  const common = { ResourceStatus: 'CREATE_COMPLETE', StackName: plan.stackName };
  const timestamps = { Timestamp: createdAt.toISOString(), LastUpdatedTimestamp: createdAt.toISOString() };
  return [
    ...plan.resources.map(({ logicalId, type, identity }) => ({
      ...{ LogicalResourceId: logicalId, PhysicalResourceId: identity.ref, ResourceType: type },
      ...{ ...common, ...timestamps },
    })),
    ...plan.inert.map(({ logicalId, type, name, reason }) => ({
      ...{ LogicalResourceId: logicalId, PhysicalResourceId: name, ResourceType: type },
      ...{ ...common, ...timestamps, ResourceStatusReason: `not run locally: ${reason}` },
    })),
  ];
};

const sendError = (res: ServerResponse, error: unknown): void => {
  if (error instanceof AwsError) {
    const { code, message, statusCode } = error;
    send(res, statusCode, 'ErrorResponse', { Error: { Type: 'Sender', Code: code, Message: message } });
    return;
  }
  console.error('local cloud: CloudFormation failed:', error);
  send(res, 500, 'ErrorResponse', {
    Error: { Type: 'Receiver', Code: 'InternalFailure', Message: String(error) },
  });
};

/** Answers in the Query protocol: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
const send = (
  res: ServerResponse,
  statusCode: number,
  root: string,
  content: { [element: string]: Xml },
): void => {
  const requestId = randomUUID();
  const metadata: { [element: string]: Xml } =
    root === 'ErrorResponse' ? { RequestId: requestId } : { ResponseMetadata: { RequestId: requestId } };
  const body = Buffer.from(`<${root} xmlns="${NAMESPACE}">${toXml({ ...content, ...metadata })}</${root}>`);
  sendAnswer(res, { statusCode, headers: { 'content-type': 'text/xml' }, body });
};

const toXml = (value: Xml): string => {
  if (typeof value === 'string') return escapeXml(value);
  if (Array.isArray(value)) return value.map((item) => `<member>${toXml(item)}</member>`).join('');
  return Object.entries(value)
    .map(([element, content]) => `<${element}>${toXml(content)}</${element}>`)
    .join('');
};

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

import type { Listener } from '../../endpoint/answer.ts';
import { AwsError } from '../../endpoint/aws-json-protocol.ts';
import { queryProtocol, type Xml, type XmlElements } from '../../endpoint/aws-query-protocol.ts';
import { stackId } from '../../template/parameters.ts';
import type { InertResource, Resource } from '../../template/resource.ts';
import { textOf } from '../../values/json.ts';

/** What CloudFormation reports: the resources that run, and those that are accepted but not run. */
type DescribedPlan = {
  stackName: string;
  resources: Resource[];
  inert: InertResource[];
  outputs: Record<string, string>;
};

/** The stack as CloudFormation would describe it. */
export type DeployedStack = { plan: DescribedPlan; createdAt: Date };

/**
 * The read side of CloudFormation for the one stack that runs: DescribeStacks, ListStacks,
 * DescribeStackResources and ListStackResources. A request that comes early waits until the stack is deployed.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
 */
export const cloudFormationApi = (deployed: Promise<DeployedStack>): Listener =>
  queryProtocol({
    name: 'CloudFormation',
    namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
    operations: {
      DescribeStacks: async ({ StackName }) => {
        const stack = await deployed;
        return { Stacks: [description(StackName === undefined ? stack : named(StackName, stack))] };
      },
      ListStacks: async () => ({ StackSummaries: [summary(await deployed)] }),
      DescribeStackResources: async ({ StackName }) => ({
        StackResources: resources(named(StackName, await deployed)),
      }),
      ListStackResources: async ({ StackName }) => ({
        StackResourceSummaries: resources(named(StackName, await deployed)),
      }),
    },
  });

const named = (stackName: unknown, stack: DeployedStack): DeployedStack => {
  const names = [stack.plan.stackName, stackId(stack.plan.stackName)];
  if (!names.some((name) => name === stackName)) {
    throw new AwsError('ValidationError', `Stack with id ${textOf(stackName)} does not exist`);
  }
  return stack;
};

const summary = ({ plan, createdAt }: DeployedStack): XmlElements => ({
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

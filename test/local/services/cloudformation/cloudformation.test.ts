import { setTimeout as delay } from 'node:timers/promises';
import {
  CloudFormationClient,
  DeleteStackCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  cloudFormationApi,
  type DeployedStack,
} from '../../../../local/services/cloudformation/cloudformation.ts';
import { clientConfig, startServices } from '../../services-under-test.ts';

const createdAt = new Date('2024-05-25T01:02:03.000Z');
const shop: DeployedStack = {
  createdAt,
  plan: {
    stackName: 'Shop',
    resources: [
      {
        logicalId: 'Queue',
        type: 'AWS::SQS::Queue',
        name: 'Shop-Queue',
        identity: { ref: 'http://queue', attributes: {} },
        properties: {},
      },
    ],
    inert: [{ logicalId: 'Role', type: 'AWS::IAM::Role', name: 'Shop-Role', reason: 'no permissions' }],
    outputs: { QueueUrl: 'http://queue?a=1&b=<2>', Zone: 'Europe/Berlin' },
  },
};

let deployment: PromiseWithResolvers<DeployedStack>;
let close: () => Promise<void>;
let client: CloudFormationClient;

beforeEach(async () => {
  deployment = Promise.withResolvers();
  const endpoint = await startServices({ cloudformation: cloudFormationApi(deployment.promise) });
  client = new CloudFormationClient(clientConfig(endpoint));
  close = () => {
    client.destroy();
    return endpoint.close();
  };
});
afterEach(() => close());

test('a stack is described by name and by id, with its outputs as they are', async () => {
  deployment.resolve(shop);
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: 'Shop' }));
  expect(stack).toMatchObject({ StackName: 'Shop', StackStatus: 'CREATE_COMPLETE', CreationTime: createdAt });
  expect(stack?.Outputs).toEqual([
    { OutputKey: 'QueueUrl', OutputValue: 'http://queue?a=1&b=<2>' },
    { OutputKey: 'Zone', OutputValue: 'Europe/Berlin' },
  ]);
  const byId = await client.send(new DescribeStacksCommand({ StackName: stack?.StackId }));
  expect(byId.Stacks).toHaveLength(1);
});

test('an unknown stack is the error that AWS gives', async () => {
  deployment.resolve(shop);
  await expect(client.send(new DescribeStacksCommand({ StackName: 'Office' }))).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Stack with id Office does not exist',
    $metadata: { httpStatusCode: 400 },
  });
});

test('a request that comes before the stack is deployed waits for it', async () => {
  const answer = client.send(new ListStacksCommand({}));
  const first = await Promise.race([answer, delay(100, 'waiting')]);
  expect(first).toBe('waiting');
  deployment.resolve(shop);
  expect((await answer).StackSummaries).toMatchObject([{ StackName: 'Shop' }]);
});

test('resources say which of them are not run', async () => {
  deployment.resolve(shop);
  const { StackResources: resources } = await client.send(
    new DescribeStackResourcesCommand({ StackName: 'Shop' }),
  );
  expect(resources).toMatchObject([
    { LogicalResourceId: 'Queue', PhysicalResourceId: 'http://queue', ResourceType: 'AWS::SQS::Queue' },
    { LogicalResourceId: 'Role', ResourceStatusReason: 'not run locally: no permissions' },
  ]);
});

test('an operation that does not exist is refused by name', async () => {
  deployment.resolve(shop);
  await expect(client.send(new DeleteStackCommand({ StackName: 'Shop' }))).rejects.toThrow(
    'no CloudFormation operation "DeleteStack"',
  );
});

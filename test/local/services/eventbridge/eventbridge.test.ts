import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { LocalCloud } from '../../../../local/cloud.ts';
import { eventually } from '../../eventually.ts';
import { configurationOf, openTinyClouds } from '../../tiny-cloud-under-test.ts';

const MACHINE_ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:Tiny-Waiting';
const TOPIC_ARN = 'arn:aws:sns:us-east-1:000000000000:Tiny-Alerts';
const RULE_ARN = 'arn:aws:events:us-east-1:000000000000:rule/Tiny-Stopped';

let clouds: ReturnType<typeof openTinyClouds>;
beforeEach(() => {
  clouds = openTinyClouds();
});
afterEach(async () => {
  await clouds.close();
  jest.restoreAllMocks();
});

const STOPPED = {
  source: ['aws.states'],
  'detail-type': ['Step Functions Execution Status Change'],
  detail: { stateMachineArn: [MACHINE_ARN], status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
};
const TRANSFORMER = {
  InputPathsMap: { 'detail-name': '$.detail.name', status: '$.detail.status', none: '$.detail.none.at.all' },
  InputTemplate: '"run <detail-name>: <status><none>"\n"second line"',
};

/** A rule on executions that stopped, of a machine that waits for ever, with a topic that a queue listens to. */
const resources = ({
  principal = 'events.amazonaws.com',
  rule = {},
}: {
  principal?: string;
  rule?: object;
} = {}) => ({
  Waiting: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      DefinitionString: JSON.stringify({
        StartAt: 'Wait',
        States: {
          Wait: { Type: 'Wait', SecondsPath: '$.seconds', Next: 'End' },
          End: { Type: 'Succeed' },
        },
      }),
      RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
    },
  },
  Alerts: { Type: 'AWS::SNS::Topic', Properties: {} },
  Policy: {
    Type: 'AWS::SNS::TopicPolicy',
    Properties: {
      Topics: [{ Ref: 'Alerts' }],
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: principal },
            Action: 'sns:Publish',
            Resource: { Ref: 'Alerts' },
            Condition: { ArnLike: { 'aws:SourceArn': RULE_ARN.replace('Stopped', '*') } },
          },
        ],
      },
    },
  },
  Heard: {
    Type: 'AWS::SNS::Subscription',
    Properties: {
      TopicArn: { Ref: 'Alerts' },
      Protocol: 'sqs',
      Endpoint: { 'Fn::GetAtt': ['Seen', 'Arn'] },
      RawMessageDelivery: true,
    },
  },
  Stopped: {
    Type: 'AWS::Events::Rule',
    Properties: {
      Description: 'Says what stopped',
      EventPattern: STOPPED,
      Targets: [{ Id: 'Target0', Arn: { Ref: 'Alerts' }, InputTransformer: TRANSFORMER }],
      ...rule,
    },
  },
});

/** Once the event that it matches has come, everything sent before has come too. */
const MARKER_RULE = {
  Type: 'AWS::Events::Rule',
  Properties: {
    EventPattern: { source: ['marker'] },
    Targets: [{ Id: 'a', Arn: { Ref: 'Alerts' } }],
  },
};

const start = ({ more = {}, ...options }: Parameters<typeof resources>[0] & { more?: object } = {}) =>
  clouds.start({ resources: { ...resources(options), ...more } });

/** The messages that the queue behind the topic has got by now. */
const heard = async (cloud: LocalCloud): Promise<string[]> => {
  const sqs = new SQSClient(configurationOf(cloud));
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: cloud.outputs.QueueUrl, MaxNumberOfMessages: 10 }),
  );
  sqs.destroy();
  return Messages.map(({ Body = '' }) => Body);
};

/** Waits for a message, and returns what it says. */
const firstHeard = async (cloud: LocalCloud): Promise<string> => {
  let messages: string[] = [];
  await eventually(async () => {
    messages = await heard(cloud);
    expect(messages).toHaveLength(1);
  });
  return messages[0] ?? '';
};

const startExecution = async (cloud: LocalCloud, name: string, seconds: number): Promise<string> => {
  const sfn = new SFNClient(configurationOf(cloud));
  const { executionArn = '' } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn: MACHINE_ARN, name, input: JSON.stringify({ seconds }) }),
  );
  sfn.destroy();
  return executionArn;
};

const abort = async (cloud: LocalCloud, name: string): Promise<string> => {
  const executionArn = await startExecution(cloud, name, 1000);
  const sfn = new SFNClient(configurationOf(cloud));
  await sfn.send(new StopExecutionCommand({ executionArn, error: 'Enough', cause: 'a test' }));
  sfn.destroy();
  return executionArn;
};

describe('executions that end', () => {
  test('reach the subscriber of the topic, in the words of the rule, if the rule matches them', async () => {
    const cloud = await start();
    await startExecution(cloud, 'succeeds', 0);
    await abort(cloud, 'is-stopped');
    expect(await firstHeard(cloud)).toBe('"run is-stopped: ABORTED"\n"second line"');
    expect(await heard(cloud)).toEqual([]);
  });

  test('are reported in the form that AWS uses', async () => {
    const cloud = await start({ rule: { Targets: [{ Id: 'a', Arn: { Ref: 'Alerts' } }] } });
    const executionArn = await abort(cloud, 'is-stopped');
    expect(JSON.parse(await firstHeard(cloud))).toEqual({
      version: '0',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      'detail-type': 'Step Functions Execution Status Change',
      source: 'aws.states',
      account: '000000000000',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      region: 'us-east-1',
      resources: [executionArn],
      detail: {
        executionArn,
        stateMachineArn: MACHINE_ARN,
        name: 'is-stopped',
        status: 'ABORTED',
        startDate: expect.any(Number),
        stopDate: expect.any(Number),
        input: '{"seconds":1000}',
        inputDetails: { included: true },
        output: null,
        outputDetails: null,
        error: 'Enough',
        cause: 'a test',
        stateMachineVersionArn: null,
        stateMachineAliasArn: null,
        redriveCount: 0,
        redriveDate: null,
        redriveStatus: 'REDRIVABLE',
        redriveStatusReason: null,
      },
    });
  });

  test('are also reported when they start and succeed, to a rule that asks for it', async () => {
    const EventPattern = { source: ['aws.states'], detail: { status: ['RUNNING', 'SUCCEEDED'] } };
    const cloud = await start({ rule: { EventPattern } });
    await startExecution(cloud, 'one', 0);
    const messages = new Set<string>();
    await eventually(async () => {
      for (const message of await heard(cloud)) messages.add(message.split('\n')[0] ?? '');
      expect([...messages]).toEqual(['"run one: RUNNING"', '"run one: SUCCEEDED"']);
    });
  });

  test('are reported to nobody by a disabled rule', async () => {
    const cloud = await start({ rule: { State: 'DISABLED' }, more: { Marked: MARKER_RULE } });
    await abort(cloud, 'is-stopped');
    const events = new EventBridgeClient(configurationOf(cloud));
    await events.send(
      new PutEventsCommand({ Entries: [{ Source: 'marker', DetailType: 'x', Detail: '{}' }] }),
    );
    events.destroy();
    expect(JSON.parse(await firstHeard(cloud))).toMatchObject({ source: 'marker' });
    expect(await heard(cloud)).toEqual([]);
  });
});

test('a topic whose policy does not let EventBridge publish hears nothing, and the loss is counted', async () => {
  const errors = jest.spyOn(console, 'error').mockImplementation(() => {});
  const cloud = await start({ principal: 'cloudwatch.amazonaws.com' });
  await abort(cloud, 'is-stopped');
  const cloudWatch = new CloudWatchClient(configurationOf(cloud));
  await eventually(async () => {
    const { Datapoints = [] } = await cloudWatch.send(
      new GetMetricStatisticsCommand({
        Namespace: 'AWS/Events',
        MetricName: 'FailedInvocations',
        Dimensions: [{ Name: 'RuleName', Value: 'Tiny-Stopped' }],
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(Date.now() + 3_600_000),
        Period: 7200,
        Statistics: ['Sum'],
      }),
    );
    expect(Datapoints.map(({ Sum }) => Sum)).toEqual([1]);
  });
  cloudWatch.destroy();
  expect(errors.mock.calls.flat().join('\n')).toContain(
    `the rule Tiny-Stopped lost an event: EventBridge Rules is not authorized to perform: SNS:Publish on resource: ${TOPIC_ARN}`,
  );
  expect(await heard(cloud)).toEqual([]);
});

test('events of an application go by the same rules', async () => {
  const cloud = await start({ rule: { EventPattern: { source: ['shop'], detail: { status: ['late'] } } } });
  const events = new EventBridgeClient(configurationOf(cloud));
  const entry: PutEventsRequestEntry = {
    Source: 'shop',
    DetailType: 'order',
    Detail: '{"status":"late","name":"7"}',
  };
  const { FailedEntryCount, Entries } = await events.send(
    new PutEventsCommand({
      Entries: [
        entry,
        { ...entry, Detail: '{"status":"early"}' },
        { ...entry, Source: 'aws.states' },
        { ...entry, Detail: 'text' },
        { ...entry, DetailType: undefined },
      ],
    }),
  );
  expect(FailedEntryCount).toBe(3);
  expect(Entries).toEqual([
    { EventId: expect.any(String) },
    { EventId: expect.any(String) },
    { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' },
    { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
    {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: 'Parameter DetailType is not valid. Reason: DetailType is a required argument.',
    },
  ]);
  expect(await firstHeard(cloud)).toBe('"run 7: late"\n"second line"');
  expect(await heard(cloud)).toEqual([]);
});

test('rules and their targets are described as the template declares them', async () => {
  const events = new EventBridgeClient(configurationOf(await start()));
  const rule = { Name: 'Tiny-Stopped', Arn: RULE_ARN, State: 'ENABLED', EventBusName: 'default' };
  const { Rules } = await events.send(new ListRulesCommand({ NamePrefix: 'Tiny' }));
  expect(Rules).toMatchObject([rule]);
  const described = await events.send(new DescribeRuleCommand({ Name: 'Tiny-Stopped' }));
  expect(described).toMatchObject({ ...rule, Description: 'Says what stopped' });
  expect(JSON.parse(described.EventPattern ?? '')).toEqual(STOPPED);
  const { Targets } = await events.send(new ListTargetsByRuleCommand({ Rule: 'Tiny-Stopped' }));
  expect(Targets).toEqual([{ Id: 'Target0', Arn: TOPIC_ARN, InputTransformer: TRANSFORMER }]);
  expect((await events.send(new ListRulesCommand({ NamePrefix: 'Other' }))).Rules).toEqual([]);
  const unknown = events.send(new DescribeRuleCommand({ Name: 'none' }));
  await expect(unknown).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'Rule none does not exist on EventBus default.',
  });
});

describe('a rule that cannot be run here is refused', () => {
  const target = { Id: 'a', Arn: TOPIC_ARN };
  const withTransformer = (InputTransformer: object) => ({ Targets: [{ ...target, InputTransformer }] });
  test.each([
    [
      'pattern',
      { EventPattern: { source: [{ prefix: 'aws.' }] } },
      'EventPattern has {"prefix":"aws."} at source',
    ],
    [
      'schedule',
      { ScheduleExpression: 'rate(1 day)' },
      'the local cloud does not know the property ScheduleExpression',
    ],
    [
      'target',
      { Targets: [{ Id: 'a', Arn: MACHINE_ARN }] },
      `Targets[0].Arn is "${MACHINE_ARN}": rules notify SNS topics`,
    ],
    [
      'path',
      withTransformer({ InputPathsMap: { a: '$.resources[0]' }, InputTemplate: '<a>' }),
      'Targets[0].InputTransformer has the path $.resources[0]',
    ],
    [
      'placeholder',
      withTransformer({ InputPathsMap: {}, InputTemplate: '<aws.events.rule-name>' }),
      'Targets[0].InputTransformer has <aws.events.rule-name>, which InputPathsMap does not give',
    ],
  ])('for its %s', async (_name, rule, message) => {
    await expect(start({ rule })).rejects.toThrow(`Stopped (AWS::Events::Rule): ${message}`);
  });
});

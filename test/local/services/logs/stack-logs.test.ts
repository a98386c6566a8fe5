import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { LocalCloud } from '../../../../local/cloud.ts';
import { tinyResources } from '../../assembly-under-test.ts';
import { eventually } from '../../eventually.ts';
import { configurationOf, openTinyClouds } from '../../tiny-cloud-under-test.ts';

let clouds: ReturnType<typeof openTinyClouds>;
beforeEach(() => {
  clouds = openTinyClouds();
  jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(async () => {
  await clouds.close();
  jest.restoreAllMocks();
});

type Declared = Record<string, { Type: string; Properties: object }>;

/** The tiny stack with more properties for one of its resources, and a log group. */
const withLogs = (logicalId: string, more: object): object => {
  const declared: Declared = Object.fromEntries(Object.entries(tinyResources()));
  const { Type = '', Properties = {} } = declared[logicalId] ?? {};
  return {
    Written: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } },
    [logicalId]: { Type, Properties: { ...Properties, ...more } },
  };
};

const GROUP_ARN = { 'Fn::GetAtt': ['Written', 'Arn'] };

const events = async (cloud: LocalCloud, logGroupName: string) => {
  const logs = new CloudWatchLogsClient(configurationOf(cloud));
  const answer = await logs.send(new FilterLogEventsCommand({ logGroupName }));
  logs.destroy();
  return answer.events ?? [];
};

const put = async (cloud: LocalCloud, id: string): Promise<void> => {
  const kinesis = new KinesisClient(configurationOf(cloud));
  const Records = [{ PartitionKey: id, Data: Buffer.from(id) }];
  await kinesis.send(new PutRecordsCommand({ StreamName: cloud.outputs.StreamName, Records }));
  kinesis.destroy();
};

test('what a function writes is in its own group if it has none, in a stream of its environment', async () => {
  const cloud = await clouds.start();
  await put(cloud, 'a');
  await eventually(async () => {
    const [event] = await events(cloud, '/aws/lambda/Tiny-Recorder');
    expect(event?.message).toBe('received a');
    expect(event?.logStreamName).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST][0-9a-f]{32}$/);
  });
});

test('what a function writes is in the group of the template, also after another start', async () => {
  const resources = withLogs('Recorder', {
    LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: 'Written' } },
  });
  const first = await clouds.start({ resources, dataDir: clouds.dataDir });
  await put(first, 'a');
  const written = async (cloud: LocalCloud) =>
    expect((await events(cloud, 'Tiny-Written')).map(({ message }) => message)).toEqual(['received a']);
  await eventually(() => written(first));
  await first.stop();
  await written(await clouds.start({ resources, dataDir: clouds.dataDir }));
});

test.each([true, false])(
  'a state machine logs its history; with the data of its states: %s',
  async (isIncluded) => {
    const LoggingConfiguration = {
      Level: 'ALL',
      IncludeExecutionData: isIncluded,
      Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: GROUP_ARN } }],
    };
    const cloud = await clouds.start({ resources: withLogs('Echo', { LoggingConfiguration }) });
    const sfn = new SFNClient(configurationOf(cloud));
    const started = await sfn.send(
      new StartExecutionCommand({ stateMachineArn: cloud.outputs.StateMachineArn, input: '{"question":1}' }),
    );
    sfn.destroy();
    await eventually(async () => {
      const logged = await events(cloud, 'Tiny-Written');
      const lines = logged.map(({ message = '' }) => JSON.parse(message));
      expect(lines.at(0)).toMatchObject({
        id: '1',
        type: 'ExecutionStarted',
        previous_event_id: '0',
        execution_arn: started.executionArn,
      });
      expect(lines.at(0).details.input).toBe(isIncluded ? '{"question":1}' : undefined);
      expect(lines.at(-1)).toMatchObject({ id: String(lines.length), type: 'ExecutionSucceeded' });
      expect(lines.at(-1).details.output).toBe(isIncluded ? '{"echo":{"question":1}}' : undefined);
      expect(logged[0]?.logStreamName).toMatch(/^states\/Tiny-Echo\/\d{4}-\d\d-\d\d-\d\d-\d\d\/[0-9a-f]{8}$/);
    });
  },
);

test.each([
  { tableName: { Ref: 'Table' }, settled: { records: 1 }, lines: 0 },
  { tableName: 'none', settled: { deadLettered: 1 }, lines: 3 },
])('a pipe logs each delivery that fails, and no others: $lines', async ({ tableName, settled, lines }) => {
  const LogConfiguration = { Level: 'ERROR', CloudwatchLogsLogDestination: { LogGroupArn: GROUP_ARN } };
  const cloud = await clouds.start({
    resources: {
      ...withLogs('Delivery', { LogConfiguration }),
      ...withLogs('Recorder', {
        Environment: { Variables: { TABLE_NAME: tableName, QUEUE_URL: { Ref: 'Seen' } } },
      }),
    },
  });
  await put(cloud, 'a');
  await eventually(async () => {
    const status = await (await fetch(`${cloud.url}/_local/pipes`)).json();
    expect(status).toMatchObject({ pipes: [settled] });
  });
  const logged = await events(cloud, 'Tiny-Written');
  expect(logged).toHaveLength(lines);
  for (const { message = '' } of logged) {
    expect(JSON.parse(message)).toMatchObject({
      resourceArn: 'arn:aws:pipes:us-east-1:000000000000:pipe/Tiny-Delivery',
      messageType: 'EXECUTION_FAILED',
      logLevel: 'ERROR',
      error: { message: expect.stringContaining('ResourceNotFoundException') },
    });
  }
});

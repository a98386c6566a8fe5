import {
  type AlarmHistoryItem,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { NOON_MS, openWatching, PUBLISH_POLICY, TOPIC_ARN, type Watching } from './watching-under-test.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let watching: Watching;
beforeEach(async () => {
  watching = await openWatching();
});
afterEach(() => watching.close());

const ERRORS = {
  Namespace: 'AWS/Lambda',
  MetricName: 'Errors',
  Dimensions: [{ Name: 'FunctionName', Value: 'record' }],
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 0,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
  AlarmActions: [TOPIC_ARN],
  OKActions: [TOPIC_ARN],
};

const fail = (errors = 1) =>
  watching.report({
    ...{ namespace: 'AWS/Lambda', name: 'Errors', unit: 'Count' },
    ...{ dimensions: { FunctionName: 'record' }, values: [errors] },
  });

const describe = async (name: string) => {
  const command = new DescribeAlarmsCommand({ AlarmNames: [name] });
  const { MetricAlarms: [alarm] = [] } = await watching.cloudwatch.send(command);
  if (alarm === undefined) throw new Error(`there is no alarm ${name}`);
  return alarm;
};
const state = async (name = 'errors') => (await describe(name)).StateValue;

const history = async (
  HistoryItemType?: AlarmHistoryItem['HistoryItemType'],
): Promise<AlarmHistoryItem[]> => {
  const command = new DescribeAlarmHistoryCommand({ AlarmName: 'errors', HistoryItemType });
  return (await watching.cloudwatch.send(command)).AlarmHistoryItems ?? [];
};

const subscribe = async () => {
  const queue = await watching.queue('heard');
  watching.topics.subscribe({ topicArn: TOPIC_ARN, protocol: 'sqs', endpoint: queue.arn, isRaw: true });
  return queue;
};

test('an alarm goes off, is heard at the topic, and clears', async () => {
  watching.topics.setPolicy(TOPIC_ARN, PUBLISH_POLICY);
  watching.createAlarm('errors', { ...ERRORS, AlarmDescription: 'It failed' });
  const queue = await subscribe();
  expect(await state()).toBe('INSUFFICIENT_DATA');
  await watching.clock.advanceBy(MINUTE_MS);
  expect(await state()).toBe('OK');
  await queue.take();

  fail();
  await watching.clock.advanceBy(MINUTE_MS);
  const reason =
    'Threshold Crossed: 1 out of the last 1 datapoints [1.0 (01/03/26 12:01:00)] was greater than the threshold (0.0) ' +
    '(minimum 1 datapoint for OK -> ALARM transition).';
  expect(await describe('errors')).toMatchObject({
    StateValue: 'ALARM',
    StateReason: reason,
    StateTransitionedTimestamp: new Date(NOON_MS + 2 * MINUTE_MS),
  });
  expect((await queue.take()).map((body) => JSON.parse(body))).toEqual([
    {
      AlarmName: 'errors',
      AlarmDescription: 'It failed',
      AWSAccountId: '000000000000',
      AlarmConfigurationUpdatedTimestamp: '2026-03-01T12:00:00.000+0000',
      NewStateValue: 'ALARM',
      NewStateReason: reason,
      StateChangeTime: '2026-03-01T12:02:00.000+0000',
      Region: 'US East (N. Virginia)',
      AlarmArn: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:errors',
      OldStateValue: 'OK',
      OKActions: [TOPIC_ARN],
      AlarmActions: [TOPIC_ARN],
      InsufficientDataActions: [],
      Trigger: {
        MetricName: 'Errors',
        Namespace: 'AWS/Lambda',
        StatisticType: 'Statistic',
        Statistic: 'SUM',
        Unit: null,
        Dimensions: [{ value: 'record', name: 'FunctionName' }],
        Period: 60,
        EvaluationPeriods: 1,
        DatapointsToAlarm: 1,
        ComparisonOperator: 'GreaterThanThreshold',
        Threshold: 0,
        TreatMissingData: 'notBreaching',
        EvaluateLowSampleCountPercentile: '',
      },
    },
  ]);

  fail(0);
  await watching.clock.advanceBy(MINUTE_MS);
  expect(await state()).toBe('OK');
  expect((await queue.take()).map((body) => JSON.parse(body).NewStateValue)).toEqual(['OK']);
});

test('as long as the state stays the same, nothing is sent again', async () => {
  watching.topics.setPolicy(TOPIC_ARN, PUBLISH_POLICY);
  watching.createAlarm('errors', ERRORS);
  const queue = await subscribe();
  for (let minute = 0; minute < 5; minute += 1) {
    fail();
    await watching.clock.advanceBy(MINUTE_MS);
  }
  expect((await queue.take()).length).toBe(1);
  expect((await history('StateUpdate')).length).toBe(1);
});

test('an alarm that may not publish says so in its history', async () => {
  watching.topics.setPolicy(TOPIC_ARN, {
    Version: '2012-10-17',
    Statement: [
      {
        ...{ Effect: 'Allow', Action: 'sns:Publish', Resource: TOPIC_ARN },
        Principal: { Service: 'events.amazonaws.com' },
      },
    ],
  });
  watching.createAlarm('errors', ERRORS);
  const queue = await subscribe();
  fail();
  await watching.clock.advanceBy(MINUTE_MS);
  expect(await state()).toBe('ALARM');
  expect(await queue.take()).toEqual([]);
  const [action] = await history('Action');
  expect(action?.HistorySummary).toBe(
    `Failed to execute action ${TOPIC_ARN}. Received error: "CloudWatch Alarms is not authorized to perform: SNS:Publish on resource: ${TOPIC_ARN} because no resource-based policy allows the SNS:Publish action"`,
  );
  expect(JSON.parse(action?.HistoryData ?? '')).toMatchObject({
    actionState: 'Failed',
    notificationResource: TOPIC_ARN,
  });
});

test('the history tells what happened, newest first, by kind and time', async () => {
  watching.topics.setPolicy(TOPIC_ARN, PUBLISH_POLICY);
  watching.createAlarm('errors', ERRORS);
  fail();
  await watching.clock.advanceBy(MINUTE_MS);
  expect(
    (await history()).map(({ HistoryItemType, HistorySummary }) => [HistoryItemType, HistorySummary]),
  ).toEqual([
    ['Action', `Successfully executed action ${TOPIC_ARN}`],
    ['StateUpdate', 'Alarm updated from INSUFFICIENT_DATA to ALARM'],
    ['ConfigurationUpdate', 'Alarm "errors" created'],
  ]);
  const [update] = await history('StateUpdate');
  expect(JSON.parse(update?.HistoryData ?? '')).toMatchObject({
    oldState: { stateValue: 'INSUFFICIENT_DATA', stateReason: 'Unchecked: Initial alarm creation' },
    newState: {
      stateValue: 'ALARM',
      stateReasonData: { statistic: 'Sum', period: 60, recentDatapoints: [1], threshold: 0 },
    },
  });
  const later = new DescribeAlarmHistoryCommand({
    StartDate: new Date(NOON_MS + 1),
    ScanBy: 'TimestampAscending',
  });
  const { AlarmHistoryItems = [] } = await watching.cloudwatch.send(later);
  expect(AlarmHistoryItems.map(({ HistoryItemType }) => HistoryItemType)).toEqual(['StateUpdate', 'Action']);
});

test('M out of N datapoints', async () => {
  watching.createAlarm('errors', { ...ERRORS, EvaluationPeriods: 3, DatapointsToAlarm: 2 });
  const seen: (string | undefined)[] = [];
  for (const errors of [0, 1, 0, 1, 0, 0]) {
    fail(errors);
    await watching.clock.advanceBy(MINUTE_MS);
    seen.push(await state());
  }
  expect(seen).toEqual(['OK', 'OK', 'OK', 'ALARM', 'OK', 'OK']);
});

test('a period longer than a minute is a window that slides by the minute', async () => {
  watching.createAlarm('errors', { ...ERRORS, Period: 300, Threshold: 1 });
  await watching.clock.advanceBy(3 * MINUTE_MS);
  fail();
  await watching.clock.advanceBy(3 * MINUTE_MS);
  expect(await state()).toBe('OK');
  fail();
  await watching.clock.advanceBy(MINUTE_MS);
  // 12:02 to 12:07 lies across the five minutes of the wall clock.
  expect(await state()).toBe('ALARM');
});

test('after the last value an alarm stays for the extra periods that are looked at', async () => {
  watching.createAlarm('errors', ERRORS);
  fail();
  await watching.clock.advanceBy(3 * MINUTE_MS);
  expect(await state()).toBe('ALARM');
  await watching.clock.advanceBy(MINUTE_MS);
  expect(await describe('errors')).toMatchObject({
    StateValue: 'OK',
    StateReason:
      'Threshold Crossed: no datapoints were received for 1 period and 1 missing datapoint was treated as [NotBreaching].',
  });
});

test('without a treatment of missing data an alarm falls back to INSUFFICIENT_DATA, on DynamoDB it stays', async () => {
  const { TreatMissingData: _, ...missing } = ERRORS;
  watching.createAlarm('errors', missing);
  const table = { ...missing, Namespace: 'AWS/DynamoDB', MetricName: 'WriteThrottleEvents' };
  watching.createAlarm('throttled', { ...table, Dimensions: [{ Name: 'TableName', Value: 'trips' }] });
  fail();
  watching.report({
    ...{ namespace: 'AWS/DynamoDB', name: 'WriteThrottleEvents', values: [1] },
    dimensions: { TableName: 'trips' },
  });
  await watching.clock.advanceBy(MINUTE_MS);
  expect([await state(), await state('throttled')]).toEqual(['ALARM', 'ALARM']);
  await watching.clock.advanceBy(10 * MINUTE_MS);
  expect([await state(), await state('throttled')]).toEqual(['INSUFFICIENT_DATA', 'ALARM']);
  expect((await describe('errors')).StateReason).toBe('Insufficient Data: 1 datapoint was unknown.');
});

test('an alarm over more than a day is looked at by the hour', async () => {
  const { AlarmActions, ...rest } = ERRORS;
  watching.createAlarm('errors', {
    ...{ ...rest, AlarmActions, Period: 3600, EvaluationPeriods: 26, Threshold: 1 },
    ...{ ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' },
  });
  await watching.clock.advanceBy(MINUTE_MS);
  expect(await state()).toBe('ALARM');
  fail();
  await watching.clock.advanceBy(58 * MINUTE_MS);
  expect(await state()).toBe('ALARM');
  await watching.clock.advanceBy(MINUTE_MS);
  expect(await state()).toBe('OK');
  // 28 hours are looked at, because one value of 26 is not enough.
  await watching.clock.advanceBy(27 * HOUR_MS);
  expect(await state()).toBe('OK');
  await watching.clock.advanceBy(HOUR_MS);
  expect(await state()).toBe('ALARM');
});

test('a period of ten seconds is looked at every ten seconds', async () => {
  const { Dimensions: _, ...rest } = ERRORS;
  watching.createAlarm('errors', { ...rest, Namespace: 'Trips', Period: 10 });
  await watching.clock.advanceBy(MINUTE_MS);
  const MetricData = [{ MetricName: 'Errors', Value: 1, StorageResolution: 1 }];
  await watching.cloudwatch.send(new PutMetricDataCommand({ Namespace: 'Trips', MetricData }));
  await watching.clock.advanceBy(9_000);
  expect(await state()).toBe('OK');
  await watching.clock.advanceBy(1_000);
  expect(await state()).toBe('ALARM');
});

test('an alarm over metric math is described and evaluated', async () => {
  const metric = (Id: string, MetricName: string) => ({
    ...{ Id, ReturnData: false },
    MetricStat: {
      Metric: { Namespace: 'AWS/Lambda', MetricName, Dimensions: ERRORS.Dimensions },
      ...{ Period: 60, Stat: 'Sum' },
    },
  });
  const Metrics = [
    { Id: 'rate', Expression: 'IF(runs > 0, 100 * errors / runs, 0)', Label: 'failed' },
    metric('errors', 'Errors'),
    metric('runs', 'Invocations'),
  ];
  watching.topics.setPolicy(TOPIC_ARN, PUBLISH_POLICY);
  const queue = await subscribe();
  watching.createAlarm('errors', {
    ...{ Metrics, EvaluationPeriods: 1, Threshold: '5', ComparisonOperator: 'GreaterThanThreshold' },
    AlarmActions: [TOPIC_ARN],
  });
  const runs = (errors: number, count: number) => {
    fail(errors);
    watching.report({
      ...{ namespace: 'AWS/Lambda', name: 'Invocations', values: [count] },
      dimensions: { FunctionName: 'record' },
    });
  };
  runs(1, 20);
  await watching.clock.advanceBy(MINUTE_MS);
  expect(await describe('errors')).toMatchObject({
    StateValue: 'OK',
    Metrics: [
      { Id: 'rate', Expression: 'IF(runs > 0, 100 * errors / runs, 0)', Label: 'failed', ReturnData: true },
      { Id: 'errors', ReturnData: false, MetricStat: { Stat: 'Sum', Period: 60 } },
      { Id: 'runs', ReturnData: false },
    ],
  });
  runs(2, 20);
  await watching.clock.advanceBy(MINUTE_MS);
  expect(await state()).toBe('ALARM');
  const [message = '{}'] = await queue.take();
  expect(JSON.parse(message).Trigger.Metrics[1]).toEqual({
    Id: 'errors',
    ReturnData: false,
    MetricStat: {
      Metric: {
        Dimensions: [{ value: 'record', name: 'FunctionName' }],
        ...{ MetricName: 'Errors', Namespace: 'AWS/Lambda' },
      },
      ...{ Period: 60, Stat: 'Sum' },
    },
  });
});

test('what is measured once a minute counts in the minute that ends', async () => {
  watching.createAlarm('errors', { ...ERRORS, Statistic: 'Maximum' });
  watching.samples.push((report) =>
    report({
      ...{ namespace: 'AWS/Lambda', name: 'Errors', values: [3] },
      dimensions: { FunctionName: 'record' },
    }),
  );
  await watching.clock.advanceBy(MINUTE_MS);
  expect((await describe('errors')).StateReason).toContain('[3.0 (01/03/26 12:00:00)]');
});

test('SetAlarmState acts at once, and the next evaluation decides again', async () => {
  watching.topics.setPolicy(TOPIC_ARN, PUBLISH_POLICY);
  watching.createAlarm('errors', ERRORS);
  const queue = await subscribe();
  const set = (input: object) =>
    watching.cloudwatch.send(
      new SetAlarmStateCommand({
        AlarmName: 'errors',
        StateValue: 'ALARM',
        StateReason: 'a drill',
        ...input,
      }),
    );
  await set({});
  expect(await describe('errors')).toMatchObject({ StateValue: 'ALARM', StateReason: 'a drill' });
  expect((await queue.take()).length).toBe(1);
  await watching.clock.advanceBy(MINUTE_MS);
  expect(await state()).toBe('OK');
  await expect(set({ AlarmName: 'nobody' })).rejects.toMatchObject({ name: 'ResourceNotFound' });
  await expect(set({ StateReasonData: 'no JSON' })).rejects.toMatchObject({ name: 'InvalidFormatFault' });
});

test('no action is taken when actions are off', async () => {
  watching.topics.setPolicy(TOPIC_ARN, PUBLISH_POLICY);
  watching.createAlarm('errors', { ...ERRORS, ActionsEnabled: false });
  const queue = await subscribe();
  fail();
  await watching.clock.advanceBy(MINUTE_MS);
  expect(await state()).toBe('ALARM');
  expect(await queue.take()).toEqual([]);
});

test('alarms are found by prefix, state, action and metric, page by page', async () => {
  for (const name of ['a-one', 'a-two', 'b-one']) watching.createAlarm(name, ERRORS);
  watching.createAlarm('b-other', { ...ERRORS, MetricName: 'Throttles', AlarmActions: [], OKActions: [] });
  const find = async (input: object) => {
    const { MetricAlarms = [], NextToken } = await watching.cloudwatch.send(new DescribeAlarmsCommand(input));
    return { names: MetricAlarms.map(({ AlarmName }) => AlarmName), NextToken };
  };
  expect((await find({ AlarmNamePrefix: 'a-' })).names).toEqual(['a-one', 'a-two']);
  expect((await find({ ActionPrefix: TOPIC_ARN })).names).toEqual(['a-one', 'a-two', 'b-one']);
  expect((await find({ StateValue: 'ALARM' })).names).toEqual([]);
  expect((await find({ AlarmTypes: ['CompositeAlarm'] })).names).toEqual([]);
  const first = await find({ MaxRecords: 3 });
  expect(first.names.length).toBe(3);
  expect((await find({ MaxRecords: 3, NextToken: first.NextToken })).names).toEqual(['b-other']);
  const { Namespace, Dimensions } = ERRORS;
  const onMetric = new DescribeAlarmsForMetricCommand({ Namespace, Dimensions, MetricName: 'Throttles' });
  const { MetricAlarms = [] } = await watching.cloudwatch.send(onMetric);
  expect(MetricAlarms.map(({ AlarmName }) => AlarmName)).toEqual(['b-other']);
});

test.each([
  ['an unknown comparison', { ComparisonOperator: 'LessThanLowerThreshold' }, /ComparisonOperator/],
  ['a missing threshold', { Threshold: undefined }, /errors: Threshold is missing/],
  ['an unknown statistic', { Statistic: undefined, ExtendedStatistic: 'tm90' }, /tm90/],
  ['an unknown function', { Metrics: [{ Id: 'e', Expression: 'SEARCH(1)' }] }, /no function SEARCH/],
  ['nothing to watch', { Metrics: [{ Id: 'e', Expression: '1', ReturnData: false }] }, /ReturnData/],
])('%s in the template is refused by name', (_, changes, message) => {
  expect(() => watching.createAlarm('errors', { ...ERRORS, ...changes })).toThrow(message);
});

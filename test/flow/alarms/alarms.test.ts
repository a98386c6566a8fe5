import { DescribeAlarmHistoryCommand } from '@aws-sdk/client-cloudwatch';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetTopicAttributesCommand, SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { half, newTrip } from './fault.ts';
import { INTAKE_FAULTS } from './intake-faults.ts';
import { bringToRest, proveAlarms } from './prove-alarms.ts';
import { RUN_FAULTS } from './run-faults.ts';
import { SCHEDULE_FAULTS } from './schedule-faults.ts';
import {
  HOUR_MS,
  MINUTE_MS,
  openWatchedStack,
  shortName,
  type WatchedStack,
} from './watched-stack-under-test.ts';

const TIMEOUT_MILLISECONDS = 60_000;
const FAULTS = [...RUN_FAULTS, ...INTAKE_FAULTS];
/** schedule.test.ts causes the faults of the schedule. */
const ALL_FAULTS = [...FAULTS, ...SCHEDULE_FAULTS];

let stack: WatchedStack;
beforeAll(async () => {
  // The faults print errors.
  jest.spyOn(console, 'error').mockImplementation(() => {});
  // Functions use the computer's time, so the clock starts there.
  stack = await openWatchedStack(Math.floor(Date.now() / HOUR_MS) * HOUR_MS);
  await bringToRest(stack);
}, TIMEOUT_MILLISECONDS);
afterAll(async () => {
  await stack.close();
  jest.restoreAllMocks();
});

describe('goes off, reaches the subscriber and clears:', () => {
  test.each(FAULTS.map((fault) => [fault.alarms.join(', '), fault.what, fault] as const))(
    '%s, when %s',
    async (_alarms, _what, fault) => proveAlarms(stack, fault),
    TIMEOUT_MILLISECONDS,
  );
});

test('every alarm of the template has a fault, and every fault an alarm of the template', async () => {
  const alarms = (await stack.alarms()).map(({ AlarmName }) => shortName(AlarmName));
  expect([...new Set(ALL_FAULTS.flatMap(({ alarms: names }) => names))].sort()).toEqual(alarms.sort());
});

const statusesOf = async (ids: readonly string[]): Promise<Record<string, number>> => {
  const scan = new ScanCommand({ TableName: stack.output('TripsTableName') });
  const { Items = [] } = await stack.clients.dynamodb.send(scan);
  const trips = Items.filter(({ trip_id }) => ids.includes(trip_id?.S ?? ''));
  const byStatus = Map.groupBy(trips, ({ trip_status }) => trip_status?.S ?? '');
  return Object.fromEntries([...byStatus].map(([status, ofStatus]) => [status, ofStatus.length]));
};
const deadLetters = async () => {
  const { Attributes } = await stack.clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: stack.output('DeadLetterQueueUrl'), AttributeNames: ['All'] }),
  );
  return Attributes?.ApproximateNumberOfMessages;
};
/** The changes that the subscriber was told of, in order. */
const told = () =>
  stack.subscriber.take().map(({ message }) => {
    const { AlarmName, NewStateValue } = JSON.parse(message);
    return `${shortName(AlarmName)} ${NewStateValue}`;
  });

test(
  'a pipe that is stopped for an hour while events arrive raises an alarm, and once it runs again nothing is missing',
  async () => {
    // Each of the alarm's periods must have events.
    await stack.clock.advanceTo(Math.ceil(stack.clock.nowMs() / HOUR_MS) * HOUR_MS);
    await bringToRest(stack);
    await stack.stopPipe('ends');
    const all: string[] = [];
    for (let minutes = 0; minutes < 60; minutes += 5) {
      const ids = [newTrip(), newTrip()];
      all.push(...ids);
      await stack.put('starts', ...ids.map((id) => half('starts', id)));
      await stack.put('ends', ...ids.map((id) => half('ends', id)));
      await stack.delivered('starts');
      expect(await statusesOf(all)).toEqual({ started: all.length });
      await stack.clock.advanceBy(5 * MINUTE_MS);
    }
    expect(await stack.alarmsOn()).toEqual(['ends-undelivered']);
    expect(told()).toEqual(['ends-undelivered ALARM']);

    await stack.startPipe('ends');
    await stack.drained();
    expect(await statusesOf(all)).toEqual({ completed: all.length });
    expect(await deadLetters()).toBe('0');
    await stack.clock.advanceBy(HOUR_MS);
    expect(await stack.alarmsOn()).toEqual([]);
    expect(told()).toEqual(['ends-undelivered OK']);
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'unless the policy of the topic lets alarms publish, nothing arrives, and the history says so',
  async () => {
    const { sns, cloudwatch } = stack.clients;
    const TopicArn = stack.topicArn;
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    const policy = JSON.parse(Attributes?.Policy ?? '');
    const setPolicy = (Statement: unknown) =>
      sns.send(
        new SetTopicAttributesCommand({
          ...{ TopicArn, AttributeName: 'Policy' },
          AttributeValue: JSON.stringify({ ...policy, Statement }),
        }),
      );
    const isForAlarms = ({ Principal }: { Principal: { Service?: string } }): boolean =>
      Principal.Service === 'cloudwatch.amazonaws.com';
    const others = policy.Statement.filter((statement: never) => !isForAlarms(statement));
    expect(others).toHaveLength(policy.Statement.length - 1);
    await setPolicy(others);

    await (await stack.run('audit', { date: 'yesterday' }))('FAILED');
    await stack.clock.advanceBy(MINUTE_MS);
    expect(await stack.alarmsOn()).toEqual(['audit-failed']);
    expect(stack.subscriber.take().map(({ message }) => message)).toEqual([
      expect.stringMatching(/^"audit [\w-]+: FAILED/),
    ]);
    const { AlarmHistoryItems = [] } = await cloudwatch.send(
      new DescribeAlarmHistoryCommand({
        AlarmName: 'tripstream-dev-audit-failed',
        HistoryItemType: 'Action',
      }),
    );
    expect(AlarmHistoryItems[0]).toMatchObject({
      HistorySummary: expect.stringContaining('Failed to execute action'),
      HistoryData: expect.stringContaining('not authorized to perform: SNS:Publish'),
    });
    await setPolicy(policy.Statement);
  },
  TIMEOUT_MILLISECONDS,
);

test('every rule has a fault that it reports, and every schedule one that stops it', () => {
  const ofType = (type: string) =>
    stack.cloud.plan.resources
      .filter((resource) => resource.type === type)
      .map(({ logicalId }) => logicalId.replace(/[0-9A-F]{8}$/, ''));
  const rules = new Set(ALL_FAULTS.flatMap(({ told }) => (told ? [told.rule] : [])));
  expect(ofType('AWS::Events::Rule').sort()).toEqual([...rules].sort());
  expect(ofType('AWS::Scheduler::Schedule')).toEqual(['DailyKpiSchedule']);
});

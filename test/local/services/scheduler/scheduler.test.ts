import { GetScheduleCommand, ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { LocalCloud } from '../../../../local/cloud.ts';
import { createClock, type SettableClock } from '../../../../local/values/clock.ts';
import { configurationOf, openTinyClouds } from '../../tiny-cloud-under-test.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SCHEDULE_ARN = 'arn:aws:scheduler:us-east-1:000000000000:schedule/default/Tiny-Nightly';
const MACHINE_ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:Tiny-Echo';
const TARGET_ARN = 'arn:aws:scheduler:::aws-sdk:sfn:startExecution';
const SUBSTITUTED = `<aws.scheduler.scheduled-time> <aws.scheduler.schedule-arn> <aws.scheduler.attempt-number>`;

let clouds: ReturnType<typeof openTinyClouds>;
let clock: SettableClock;
beforeEach(() => {
  clouds = openTinyClouds();
  clock = createClock({ stoppedAtMs: Date.parse('2026-03-01T12:00:00Z') });
  jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(async () => {
  await clouds.close();
  await clock.close();
  jest.restoreAllMocks();
});

type Overrides = { StateMachineArn?: string; Name?: string; State?: string; RetryPolicy?: object };

/** Every day at 05:15 in New York: 10:15 UTC in winter. */
const nightly = ({ StateMachineArn = MACHINE_ARN, Name, State, RetryPolicy }: Overrides = {}) => ({
  Type: 'AWS::Scheduler::Schedule',
  Properties: {
    Description: 'Asks the echo',
    ScheduleExpression: 'cron(15 5 * * ? *)',
    ScheduleExpressionTimezone: 'America/New_York',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ...(State && { State }),
    Target: {
      Arn: TARGET_ARN,
      RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Input: JSON.stringify({
        StateMachineArn,
        Name: Name ?? 'nightly-<aws.scheduler.execution-id>',
        Input: JSON.stringify({ said: SUBSTITUTED }),
      }),
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] } },
      ...(RetryPolicy && { RetryPolicy }),
    },
  },
});

const start = (overrides?: Overrides, more: object = {}): Promise<LocalCloud> =>
  clouds.start({ clock, firesSchedules: true, resources: { Nightly: nightly(overrides) }, ...more });

const executions = async (cloud: LocalCloud) => {
  const sfn = new SFNClient(configurationOf(cloud));
  const { executions: found = [] } = await sfn.send(
    new ListExecutionsCommand({ stateMachineArn: MACHINE_ARN }),
  );
  const described = await Promise.all(
    found.map(({ executionArn }) => sfn.send(new DescribeExecutionCommand({ executionArn }))),
  );
  sfn.destroy();
  return described.map(({ name = '', input = '' }) => ({ name, said: JSON.parse(input).said }));
};

const deadLetters = async (cloud: LocalCloud) => {
  const sqs = new SQSClient(configurationOf(cloud));
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: `${cloud.url}/000000000000/Tiny-DeadLetters`,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
    }),
  );
  sqs.destroy();
  return Messages.map(({ Body = '', MessageAttributes = {} }) => ({
    body: JSON.parse(Body),
    attributes: Object.fromEntries(
      Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]),
    ),
  }));
};

describe('a schedule', () => {
  test('is described as the template declares it', async () => {
    const scheduler = new SchedulerClient(configurationOf(await start({ State: 'DISABLED' })));
    const schedule = { Arn: SCHEDULE_ARN, Name: 'Tiny-Nightly', GroupName: 'default', State: 'DISABLED' };
    expect(await scheduler.send(new GetScheduleCommand({ Name: 'Tiny-Nightly' }))).toMatchObject({
      ...schedule,
      Description: 'Asks the echo',
      ScheduleExpression: 'cron(15 5 * * ? *)',
      ScheduleExpressionTimezone: 'America/New_York',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: TARGET_ARN, RoleArn: 'arn:aws:iam::000000000000:role/Tiny-Role' },
    });
    const { Schedules } = await scheduler.send(new ListSchedulesCommand({ State: 'DISABLED' }));
    expect(Schedules).toMatchObject([{ ...schedule, Target: { Arn: TARGET_ARN } }]);
    const unknown = scheduler.send(new GetScheduleCommand({ Name: 'none' }));
    await expect(unknown).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('starts its target once a day, with its context in the input', async () => {
    const cloud = await start();
    await clock.advanceTo(Date.parse('2026-03-02T10:14:59Z'));
    expect(await executions(cloud)).toEqual([]);
    await clock.advanceTo(Date.parse('2026-03-03T10:15:00Z'));
    const name = expect.stringMatching(/^nightly-[0-9a-f]{16}$/);
    const started = await executions(cloud);
    expect(started).toEqual([
      { name, said: `2026-03-03T10:15:00Z ${SCHEDULE_ARN} 1` },
      { name, said: `2026-03-02T10:15:00Z ${SCHEDULE_ARN} 1` },
    ]);
    expect(new Set(started.map(({ name }) => name)).size).toBe(2);
  });

  test.each([
    ['that is disabled', { State: 'DISABLED' }, {}],
    ['of a cloud whose schedules do not fire', {}, { firesSchedules: false }],
  ])('%s never fires', async (_name, overrides, options) => {
    const cloud = await start(overrides, options);
    await clock.advanceBy(48 * HOUR_MS);
    expect(await executions(cloud)).toEqual([]);
  });
});

/** Step Functions is away until the result is disposed. */
const outage = (cloud: LocalCloud): Disposable =>
  cloud.injectFault({ service: 'states', operation: 'StartExecution', kind: 'error', rate: 1 });
const faultPlan = { seed: 1, rules: [] };
const toFire = Date.parse('2026-03-02T10:15:00Z');

describe('a target that cannot be called', () => {
  test('is tried again until it can', async () => {
    const cloud = await start({}, { faultPlan });
    const away = outage(cloud);
    await clock.advanceTo(toFire + MINUTE_MS);
    away[Symbol.dispose]();
    expect(await executions(cloud)).toEqual([]);
    await clock.advanceTo(toFire + 5 * MINUTE_MS);
    // The pauses of 1, 2, 4, 8, 16 and 32 seconds end at 63 seconds.
    const said = `2026-03-02T10:15:00Z ${SCHEDULE_ARN} 7`;
    expect(await executions(cloud)).toMatchObject([{ said }]);
    expect(await deadLetters(cloud)).toEqual([]);
  });

  test.each([
    { limit: { MaximumRetryAttempts: 3 }, exhausted: 'MaximumRetryAttempts', retries: '3', afterMs: 7_000 },
    {
      limit: { MaximumEventAgeInSeconds: 60 },
      exhausted: 'MaximumEventAgeInSeconds',
      retries: '5',
      afterMs: 60_000,
    },
  ])('is given up on at $exhausted, with a dead letter', async ({ limit, exhausted, retries, afterMs }) => {
    const cloud = await start({ RetryPolicy: limit }, { faultPlan });
    using _away = outage(cloud);
    await clock.advanceTo(toFire + afterMs - 1);
    expect(await deadLetters(cloud)).toEqual([]);
    await clock.advanceTo(toFire + afterMs);
    expect(await deadLetters(cloud)).toEqual([
      {
        body: {
          StateMachineArn: MACHINE_ARN,
          Name: expect.stringMatching(/^nightly-[0-9a-f]{16}$/),
          Input: JSON.stringify({ said: `2026-03-02T10:15:00Z ${SCHEDULE_ARN} ${Number(retries) + 1}` }),
        },
        attributes: {
          ERROR_CODE: expect.any(String),
          ERROR_MESSAGE: expect.any(String),
          EXECUTION_ID: expect.stringMatching(/^[0-9a-f]{16}$/),
          EXHAUSTED_RETRY_CONDITION: exhausted,
          IS_PAYLOAD_TRUNCATED: 'false',
          RETRY_ATTEMPTS: retries,
          SCHEDULED_TIME: '2026-03-02T10:15:00Z',
          SCHEDULE_ARN,
          TARGET_ARN,
        },
      },
    ]);
    await clock.advanceTo(toFire + HOUR_MS);
    expect(await deadLetters(cloud)).toEqual([]);
  });

  test('because it does not exist is given up on at once', async () => {
    const cloud = await start({ StateMachineArn: `${MACHINE_ARN}-gone` });
    await clock.advanceTo(toFire);
    const [{ attributes } = { attributes: {} }, ...more] = await deadLetters(cloud);
    expect(attributes).toMatchObject({
      ERROR_CODE: 'StateMachineDoesNotExist',
      ERROR_MESSAGE: `State Machine Does Not Exist: '${MACHINE_ARN}-gone'`,
      RETRY_ATTEMPTS: '0',
    });
    expect(attributes).not.toHaveProperty('EXHAUSTED_RETRY_CONDITION');
    expect(more).toEqual([]);
  });
});

describe('what falls due while the cloud is down', () => {
  const toFireMs = Date.parse('2026-03-02T10:15:00Z');
  const restartedAt = async (momentMs: number): Promise<LocalCloud> => {
    const RetryPolicy = { MaximumEventAgeInSeconds: 7200 };
    const options = { dataDir: clouds.dataDir };
    await (await start({ RetryPolicy }, options)).stop();
    await clock.advanceTo(momentMs);
    const cloud = await start({ RetryPolicy }, options);
    await clock.advanceBy(MINUTE_MS);
    return cloud;
  };

  test('comes when it is started again, and once', async () => {
    const cloud = await restartedAt(toFireMs + HOUR_MS);
    expect(await executions(cloud)).toMatchObject([{ said: `2026-03-02T10:15:00Z ${SCHEDULE_ARN} 1` }]);
    await cloud.stop();
    expect(await executions(await restartedAt(toFireMs + HOUR_MS + 5 * MINUTE_MS))).toHaveLength(1);
  });

  test('does not come once it is older than its MaximumEventAgeInSeconds', async () => {
    expect(await executions(await restartedAt(toFireMs + 3 * HOUR_MS))).toEqual([]);
  });
});

describe('a schedule that cannot be run here is refused', () => {
  const declared = nightly().Properties;
  test.each([
    ['ScheduleExpression', { ScheduleExpression: 'rate(1 day)' }, 'ScheduleExpression is not cron('],
    [
      'ScheduleExpressionTimezone',
      { ScheduleExpressionTimezone: 'Moon/Tranquility' },
      'ScheduleExpressionTimezone is Moon/Tranquility, which is not an IANA time zone',
    ],
    [
      'target',
      { Target: { ...declared.Target, Arn: MACHINE_ARN } },
      'Target.Arn should be arn:aws:scheduler:::',
    ],
    [
      'input',
      { Target: { ...declared.Target, Input: '{}' } },
      'Target.Input should be an object with a State',
    ],
    ['text as input', { Target: { ...declared.Target, Input: 'x' } }, 'Target.Input is not JSON'],
    [
      'field of the input',
      { Target: { ...declared.Target, Input: '{"StateMachineArn":"a","name":"b"}' } },
      'Target.Input has name, which StartExecution does not take',
    ],
    ['time window', { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }, 'FlexibleTimeWindow.Mode is FLEXIBLE'],
  ])('for its %s', async (_name, properties, message) => {
    const Nightly = { Type: 'AWS::Scheduler::Schedule', Properties: { ...declared, ...properties } };
    await expect(clouds.start({ resources: { Nightly } })).rejects.toThrow(
      `Nightly (AWS::Scheduler::Schedule): ${message}`,
    );
  });
});

import {
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../eventually.ts';
import { startLambdaHost } from '../lambda/lambda-under-test.ts';
import {
  chainOf,
  invokeTask,
  machineArn,
  ROLE_ARN,
  startStepFunctions,
} from './step-functions-under-test.ts';

let host: Awaited<ReturnType<typeof startLambdaHost>>;
let sfn: Awaited<ReturnType<typeof startStepFunctions>>;

const WAIT = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } };
const PASS = { StartAt: 'Pass', States: { Pass: { Type: 'Pass', End: true } } };

beforeAll(async () => {
  host = await startLambdaHost();
  host.createFunction('double', 'export const handler = async ({ n }) => ({ n: n * 2 });');
  sfn = await startStepFunctions(host.url);
  sfn.create('waiting', WAIT);
  sfn.create('passing', PASS);
});
afterAll(async () => {
  await sfn.close();
  await host.close();
});

test('a lambda:invoke task returns the response object and leaves the same history as AWS', async () => {
  const definition = { StartAt: 'Double', States: { Double: invokeTask('double', { OutputPath: '$' }) } };
  const { execution, output, history } = await sfn.run('invoke', definition, { n: 21 });
  expect(execution).toMatchObject({ status: 'SUCCEEDED', input: '{"n":21}' });
  expect(execution.stopDate?.getTime()).toBeGreaterThanOrEqual(execution.startDate?.getTime() ?? Infinity);
  expect(output).toEqual({ ExecutedVersion: '$LATEST', Payload: { n: 42 }, StatusCode: 200 });
  expect(chainOf(history)).toEqual([
    '1<0 ExecutionStarted',
    '2<0 TaskStateEntered',
    '3<2 TaskScheduled',
    '4<3 TaskStarted',
    '5<4 TaskSucceeded',
    '6<5 TaskStateExited',
    '7<6 ExecutionSucceeded',
  ]);
  expect(history[0]?.executionStartedEventDetails).toMatchObject({ input: '{"n":21}', roleArn: ROLE_ARN });
  expect(history[1]?.stateEnteredEventDetails).toMatchObject({ name: 'Double', input: '{"n":21}' });
  expect(JSON.parse(history[2]?.taskScheduledEventDetails?.parameters ?? '').Payload).toEqual({ n: 21 });
  expect(JSON.parse(history[4]?.taskSucceededEventDetails?.output ?? '')).toEqual(output);
  expect(history[6]?.timestamp).toBeInstanceOf(Date);
});

describe('StartExecution', () => {
  test('the same name and input give the running execution; other input is refused', async () => {
    const executionArn = await sfn.start('waiting', { a: 1 }, 'twice');
    expect(await sfn.start('waiting', { a: 1 }, 'twice')).toBe(executionArn);
    await expect(sfn.start('waiting', { a: 2 }, 'twice')).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
    await sfn.client.send(new StopExecutionCommand({ executionArn }));
    await expect(sfn.start('waiting', { a: 1 }, 'twice')).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
  });

  test.each([
    ['InvalidName', { name: 'a name' }],
    ['InvalidName', { name: 'x'.repeat(81) }],
    ['InvalidExecutionInput', { input: '{"a":' }],
    ['ValidationException', { input: JSON.stringify('x'.repeat(256 * 1024)) }],
    ['StateMachineDoesNotExist', { stateMachineArn: machineArn('missing') }],
  ])('%s for %j', async (name, request) => {
    const command = new StartExecutionCommand({ stateMachineArn: machineArn('passing'), ...request });
    await expect(sfn.client.send(command)).rejects.toMatchObject({ name });
  });
});

describe('the context object', () => {
  test('identifies the execution, also within a Map', async () => {
    const Parameters = {
      'id.$': '$$.Execution.Id',
      'day.$': '$$.Execution.Input.day',
      'started.$': '$$.Execution.StartTime',
      'machine.$': '$$.StateMachine.Name',
      'index.$': '$$.Map.Item.Index',
    };
    const iterator = { StartAt: 'Tell', States: { Tell: { Type: 'Pass', Parameters, End: true } } };
    const map = { Type: 'Map', ItemsPath: '$.items', ItemProcessor: iterator, End: true };
    const input = { day: '2025-03-14', items: [0, 'b'] };
    const { output, execution } = await sfn.run('context', { StartAt: 'Map', States: { Map: map } }, input);
    const shared = {
      id: execution.executionArn,
      day: '2025-03-14',
      started: execution.startDate?.toISOString(),
      machine: 'context',
    };
    expect(output).toEqual([
      { ...shared, index: 0 },
      { ...shared, index: 1 },
    ]);
  });
});

describe('ending from outside', () => {
  test('StopExecution aborts with its reason; what still ran is not heard of again', async () => {
    const gate = host.gate('slow');
    host.createFunction(
      'slow',
      `export const handler = async () => {
         await ${gate.isPassed};
         console.log('ended');
       };`,
    );
    const retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 5 }];
    sfn.create('slow', { StartAt: 'Slow', States: { Slow: invokeTask('slow', { Retry: retry }) } });
    const executionArn = await sfn.start('slow');
    while ((await sfn.history(executionArn)).length < 4) await new Promise((done) => setTimeout(done, 5));
    await sfn.client.send(new StopExecutionCommand({ executionArn, error: 'Stopped', cause: 'not needed' }));
    const stopped = await sfn.ended(executionArn);
    expect(stopped).toMatchObject({ status: 'ABORTED', error: 'Stopped', cause: 'not needed' });
    gate.open();
    await eventually(async () => expect(host.logs).toContain('slow: ended'));
    await new Promise((done) => setTimeout(done, 100));
    const history = await sfn.history(executionArn);
    expect(chainOf(history).slice(3)).toEqual(['4<3 TaskStarted', '5<4 ExecutionAborted']);
    expect(history[4]?.executionAbortedEventDetails).toEqual({ error: 'Stopped', cause: 'not needed' });
    const again = await sfn.client.send(new StopExecutionCommand({ executionArn }));
    expect(again.stopDate).toEqual(stopped.stopDate);
  });

  test('TimeoutSeconds of the state machine ends it as TIMED_OUT', async () => {
    const { execution, history } = await sfn.run('timeout', { ...WAIT, TimeoutSeconds: 1 });
    expect(execution.status).toBe('TIMED_OUT');
    expect(chainOf(history).at(-1)).toBe('3<2 ExecutionTimedOut');
  });

  test('an unknown execution is an ExecutionDoesNotExist', async () => {
    const executionArn = `${machineArn('passing').replace('stateMachine', 'execution')}:none`;
    await expect(sfn.client.send(new StopExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
  });
});

describe('lists', () => {
  test('ListExecutions gives the newest first, by status, in pages', async () => {
    sfn.create('listed', PASS);
    for (const name of ['a', 'b', 'c']) await sfn.ended(await sfn.start('listed', {}, name));
    const list = (request: object) =>
      sfn.client.send(new ListExecutionsCommand({ stateMachineArn: machineArn('listed'), ...request }));
    const first = await list({ maxResults: 2 });
    expect(first.executions?.map(({ name }) => name)).toEqual(['c', 'b']);
    const second = await list({ maxResults: 2, nextToken: first.nextToken });
    expect(second.executions?.map(({ name }) => name)).toEqual(['a']);
    expect(second.nextToken).toBeUndefined();
    expect((await list({ statusFilter: 'RUNNING' })).executions).toEqual([]);
    expect((await list({ statusFilter: 'SUCCEEDED' })).executions).toHaveLength(3);
  });

  test('GetExecutionHistory pages in both directions', async () => {
    const executionArn = await sfn.start('passing');
    await sfn.ended(executionArn);
    const ids = async (options: object) => (await sfn.history(executionArn, options)).map(({ id }) => id);
    expect(await ids({ maxResults: 3 })).toEqual([1, 2, 3, 4]);
    expect(await ids({ maxResults: 3, reverseOrder: true })).toEqual([4, 3, 2, 1]);
  });

  test('state machines are listed and described with their definition', async () => {
    const { stateMachines } = await sfn.client.send(new ListStateMachinesCommand({}));
    expect(stateMachines?.map(({ name }) => name)).toContain('passing');
    const described = await sfn.client.send(
      new DescribeStateMachineCommand({ stateMachineArn: machineArn('passing') }),
    );
    expect(described).toMatchObject({
      name: 'passing',
      roleArn: ROLE_ARN,
      status: 'ACTIVE',
      type: 'STANDARD',
    });
    expect(JSON.parse(described.definition ?? '')).toEqual(PASS);
  });
});

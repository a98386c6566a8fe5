import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startLambdaHost } from '../lambda/lambda-under-test.ts';
import { chainOf, invokeTask, startStepFunctions } from './step-functions-under-test.ts';

let host: Awaited<ReturnType<typeof startLambdaHost>>;
let sfn: Awaited<ReturnType<typeof startStepFunctions>>;

beforeAll(async () => {
  host = await startLambdaHost();
  host.createFunction('identity', 'export const handler = async (event) => event;');
  host.createFunction(
    'flaky',
    `class Busy extends Error { name = 'Busy' }
     const calls = new Map();
     export const handler = async ({ key, failures }) => {
       const call = (calls.get(key) ?? 0) + 1;
       calls.set(key, call);
       if (call <= failures) throw new Busy('try again');
       return { call };
     };`,
  );
  sfn = await startStepFunctions(host.url);
});
afterAll(async () => {
  await sfn.close();
  await host.close();
});

const one = (state: object) => ({ StartAt: 'State', States: { State: state } });
const retry = (errors: string[], MaxAttempts: number) => ({
  Retry: [
    {
      ErrorEquals: errors,
      IntervalSeconds: 1,
      BackoffRate: 1,
      MaxDelaySeconds: 1,
      MaxAttempts,
      JitterStrategy: 'FULL',
    },
  ],
});

describe('Retry and Catch', () => {
  test('a failed call is scheduled again until it succeeds', async () => {
    const { output, history } = await sfn.run('retried', one(invokeTask('flaky', retry(['Busy'], 3))), {
      key: 'retried',
      failures: 1,
    });
    expect(output).toEqual({ call: 2 });
    expect(chainOf(history)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered',
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskFailed',
      '6<5 TaskScheduled',
      '7<6 TaskStarted',
      '8<7 TaskSucceeded',
      '9<8 TaskStateExited',
      '10<9 ExecutionSucceeded',
    ]);
    const { error, cause } = history[4]?.taskFailedEventDetails ?? {};
    expect(error).toBe('Busy');
    expect(JSON.parse(cause ?? '')).toMatchObject({ errorType: 'Busy', errorMessage: 'try again' });
  });

  test('an error that no retrier names fails the execution at once', async () => {
    const { execution, history } = await sfn.run('failed', one(invokeTask('flaky', retry(['Other'], 3))), {
      key: 'failed',
      failures: 1,
    });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Busy' });
    expect(chainOf(history).slice(4)).toEqual(['5<4 TaskFailed', '6<5 ExecutionFailed']);
    expect(history[5]?.executionFailedEventDetails).toMatchObject({ error: 'Busy', cause: execution.cause });
  });

  test('a caught error reaches Fail, whose CausePath reads the function’s own message', async () => {
    const definition = {
      StartAt: 'Call',
      States: {
        Call: {
          ...invokeTask('flaky', { Catch: [{ ErrorEquals: ['Busy'], ResultPath: '$', Next: 'Read' }] }),
          End: undefined,
          Next: 'Done',
        },
        Read: { Type: 'Pass', Parameters: { 'reason.$': 'States.StringToJson($.Cause)' }, Next: 'Refused' },
        Refused: { Type: 'Fail', Error: 'Refused', CausePath: '$.reason.errorMessage' },
        Done: { Type: 'Succeed' },
      },
    };
    const { execution, history } = await sfn.run('caught', JSON.parse(JSON.stringify(definition)), {
      key: 'caught',
      failures: 9,
    });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'try again' });
    expect(chainOf(history).slice(4)).toEqual([
      '5<4 TaskFailed',
      '6<5 TaskStateExited',
      '7<6 PassStateEntered',
      '8<7 PassStateExited',
      '9<8 FailStateEntered',
      '10<9 ExecutionFailed',
    ]);
  });

  test('a function that does not exist is Lambda.ResourceNotFoundException', async () => {
    const { execution } = await sfn.run('absent', one(invokeTask('absent')));
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Lambda.ResourceNotFoundException' });
  });

  test('a task beyond its TimeoutSeconds is States.Timeout, which States.TaskFailed does not catch', async () => {
    host.createFunction(
      'sleepy',
      'export const handler = () => new Promise((done) => setTimeout(done, 3000));',
    );
    const catchers = (error: string) => ({
      Catch: [{ ErrorEquals: [error], Next: 'Caught' }],
      TimeoutSeconds: 1,
    });
    const definition = (error: string) => ({
      StartAt: 'Sleep',
      States: { Sleep: invokeTask('sleepy', catchers(error)), Caught: { Type: 'Succeed' } },
    });
    const [missed, caught] = await Promise.all([
      sfn.run('timeout-missed', definition('States.TaskFailed')),
      sfn.run('timeout-caught', definition('States.Timeout')),
    ]);
    expect(missed.execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(chainOf(missed.history).slice(4)).toEqual(['5<4 TaskTimedOut', '6<5 ExecutionFailed']);
    expect(caught.execution.status).toBe('SUCCEEDED');
  });

  test('data beyond 256 KiB is States.DataLimitExceeded, which States.ALL does not catch', async () => {
    host.createFunction('large', "export const handler = async () => 'x'.repeat(256 * 1024);");
    const state = invokeTask('large', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] });
    const { execution } = await sfn.run('large', {
      StartAt: 'Large',
      States: { Large: state, Caught: { Type: 'Succeed' } },
    });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });
});

describe('where the interpreter itself differs from AWS', () => {
  test('a falsy Result, a ResultPath of $ and IsPresent false mean what they mean on AWS', async () => {
    const definition = {
      StartAt: 'False',
      States: {
        False: { Type: 'Pass', Result: false, ResultPath: '$.flag', Next: 'Whole' },
        Whole: { Type: 'Pass', Parameters: { 'flag.$': '$.flag' }, ResultPath: '$', Next: 'Is it absent' },
        'Is it absent': {
          Type: 'Choice',
          Choices: [
            {
              And: [
                { Variable: '$.missing', IsPresent: false },
                { Variable: '$.flag', BooleanEquals: false },
              ],
              Next: 'Yes',
            },
          ],
        },
        Yes: { Type: 'Succeed' },
      },
    };
    const { output } = await sfn.run('quirks', definition, { other: 1 });
    expect(output).toEqual({ flag: false });
  });

  test('a Fail without Error and Cause has neither', async () => {
    const { execution } = await sfn.run('bare-fail', one({ Type: 'Fail' }));
    expect(execution.status).toBe('FAILED');
    expect(execution.error).toBeUndefined();
    expect(execution.cause).toBeUndefined();
  });
});

test.each([
  ['JSONata', { ...one({ Type: 'Pass', End: true }), QueryLanguage: 'JSONata' }, /: QueryLanguage JSONata/],
  [
    'JSONata in a state',
    one({ Type: 'Pass', QueryLanguage: 'JSONata', End: true }),
    /, state "State": QueryLanguage JSONata/,
  ],
  [
    'another service',
    one({ Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true }),
    /sqs:sendMessage is not/,
  ],
  [
    'a function by its own ARN',
    one({ Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:double', End: true }),
    /function:double is not supported here; use arn:aws:states:::lambda:invoke/,
  ],
  [
    'a Parallel state',
    one({ Type: 'Parallel', Branches: [one({ Type: 'Pass', End: true })], End: true }),
    /, state "State": a state of type Parallel is not supported here/,
  ],
  ['variables', one({ Type: 'Pass', Assign: { a: 1 }, End: true }), /field Assign/],
  [
    'a distributed Map',
    one({
      Type: 'Map',
      ItemProcessor: { ...one({ Type: 'Pass', End: true }), ProcessorConfig: { Mode: 'DISTRIBUTED' } },
      End: true,
    }),
    /DISTRIBUTED/,
  ],
  [
    'an unknown part of the context object within a Map',
    one({
      Type: 'Map',
      ItemProcessor: {
        StartAt: 'In',
        States: { In: { Type: 'Pass', Parameters: { 'n.$': '$$.State.Name' }, End: true } },
      },
      End: true,
    }),
    /state "In": the context object has no \$\$\.State\.Name/,
  ],
  ['an unknown next state', one({ Type: 'Pass', Next: 'Nowhere' }), /Nowhere/],
])('createStateMachine refuses %s in one line', (name, definition, message) => {
  const create = () => sfn.create(name, definition);
  expect(create).toThrow(message);
  expect(create).toThrow(new RegExp(`^State machine ${name}.*$`));
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { arn } from '../../../../local/values/account.ts';
import { startLambdaHost } from './lambda-under-test.ts';

let host: Awaited<ReturnType<typeof startLambdaHost>>;

beforeAll(async () => {
  host = await startLambdaHost();
});
afterAll(() => host.close());

test('a thrown error is answered with its name, message and trace; the environment stays warm', async () => {
  const source = `let calls = 0;
    class QuotaError extends Error { name = 'QuotaError' }
    export const handler = async ({ fail }) => { calls++; if (fail) throw new QuotaError('no more'); return calls; };`;
  host.createFunction('throwing', source);
  const { FunctionError, payload } = await host.invoke('throwing', { fail: true });
  expect(FunctionError).toBe('Unhandled');
  expect(payload).toMatchObject({ errorType: 'QuotaError', errorMessage: 'no more' });
  expect(payload.trace[0]).toBe('QuotaError: no more');
  expect(
    host.logs.filter((line) => /^throwing: \S+\tERROR\tInvoke Error\t.*"no more"/.test(line)),
  ).toHaveLength(1);
  expect((await host.invoke('throwing')).payload).toBe(2);
});

test('a function that overruns its timeout is killed and answered as Sandbox.Timedout', async () => {
  const source = 'export const handler = async ({ spin }) => { while (spin); return process.pid; };';
  host.createFunction('spinning', source, { timeoutSeconds: 1 });
  const { payload: pid } = await host.invoke('spinning');
  const { FunctionError, payload } = await host.invoke('spinning', { spin: true });
  expect(FunctionError).toBe('Unhandled');
  expect(payload.errorType).toBe('Sandbox.Timedout');
  expect(payload.errorMessage).toMatch(/^RequestId: \S+ Error: Task timed out after 1\.00 seconds$/);
  expect((await host.invoke('spinning')).payload).not.toBe(pid);
});

test('memory beyond the setting ends the process, not the host; a larger setting holds it', async () => {
  const source = `export const handler = async () => {
      const kept = [];
      for (let i = 0; i < 200; i++) kept.push(Array.from({ length: 130_000 }, (_, j) => j + 0.5 + i));
      return kept.length;
    };`;
  host.createFunction('hungry', source, { memoryMb: 128, timeoutSeconds: 30 });
  host.createFunction('hungry-but-fed', source, { memoryMb: 1024, timeoutSeconds: 30 });
  const starved = await host.invoke('hungry');
  expect(starved.FunctionError).toBe('Unhandled');
  expect(starved.payload.errorType).toBe('Runtime.ExitError');
  expect(starved.payload.errorMessage).toContain('Runtime exited with error: signal: aborted');
  expect(host.logs.some((line) => line.includes('heap out of memory'))).toBe(true);
  expect((await host.invoke('hungry-but-fed')).payload).toBe(200);
});

test.each([
  ['throws while loading', "throw new TypeError('no table');", 'TypeError'],
  ['does not parse', 'export const handler = ', 'SyntaxError'],
  ['exports no handler', 'export const other = 1;', 'Runtime.HandlerNotFound'],
  [
    'takes a callback',
    'export const handler = (event, context, done) => done();',
    'Runtime.CallbackHandlerDeprecated',
  ],
  ['returns a cycle', 'const a = {}; a.a = a; export const handler = async () => a;', 'Runtime.MarshalError'],
  [
    'rejects in the background',
    "export const handler = () => { Promise.reject(new Error('lost')); return new Promise(() => setInterval(() => {}, 1000)); };",
    'Runtime.UnhandledPromiseRejection',
  ],
])('a module that %s is answered as a function error', async (name, source, errorType) => {
  const functionName = name.replaceAll(' ', '-');
  host.createFunction(functionName, source);
  const { FunctionError, payload } = await host.invoke(functionName);
  expect(FunctionError).toBe('Unhandled');
  expect(payload.errorType).toBe(errorType);
});

test('the context object is that of Lambda, and the time left is of this invocation', async () => {
  const source =
    'export const handler = async (event, context) => ({ ...context, left: context.getRemainingTimeInMillis() });';
  host.createFunction('context', source, { timeoutSeconds: 7, memoryMb: 256 });
  const { payload, $metadata } = await host.invoke('context');
  expect(payload).toMatchObject({
    awsRequestId: $metadata.requestId,
    functionName: 'context',
    functionVersion: '$LATEST',
    invokedFunctionArn: arn('lambda', 'function:context'),
    memoryLimitInMB: '256',
    logGroupName: '/aws/lambda/context',
  });
  expect(payload.left).toBeGreaterThan(6000);
  expect(payload.left).toBeLessThanOrEqual(7000);
});

test('lines of stdout and stderr reach the log and the tail', async () => {
  host.createFunction(
    'talking',
    "export const handler = async () => { console.log('out\\nline'); console.error('err'); };",
  );
  const { LogResult } = await host.invoke('talking', {}, { LogType: 'Tail' });
  expect(
    Buffer.from(LogResult ?? '', 'base64')
      .toString()
      .split('\n')
      .toSorted(),
  ).toEqual(['err', 'line', 'out']);
  expect(host.logs.filter((line) => line.startsWith('talking: '))).toHaveLength(3);
});

import { GetFunctionConfigurationCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { arn } from '../../../../local/values/account.ts';
import { startLambdaHost } from './lambda-under-test.ts';

let host: Awaited<ReturnType<typeof startLambdaHost>>;

beforeAll(async () => {
  host = await startLambdaHost();
});
afterAll(() => host.close());

describe('Invoke', () => {
  test('returns what the handler returns, for a name, an ARN and a qualified name', async () => {
    host.createFunction('double', 'export const handler = async ({ n }) => ({ twice: n * 2 });');
    const names = ['double', 'double:$LATEST', arn('lambda', 'function:double')];
    const answers = await Promise.all(names.map((name) => host.invoke(name, { n: 21 })));
    for (const answer of answers) {
      expect(answer.payload).toEqual({ twice: 42 });
      expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
      expect(answer.FunctionError).toBeUndefined();
    }
  });

  test('an unknown function or version is a ResourceNotFoundException', async () => {
    await expect(host.invoke('missing')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
    await expect(host.invoke('double', {}, { Qualifier: '7' })).rejects.toThrow('Function not found: double');
  });

  test('a handler without a result answers null, and no payload arrives as {}', async () => {
    host.createFunction('silent', 'export const handler = async (event) => { console.log(event); };');
    const answer = await host.invoke('silent', undefined, { Payload: undefined, LogType: 'Tail' });
    expect(answer.payload).toBeNull();
    expect(Buffer.from(answer.LogResult ?? '', 'base64').toString()).toBe('{}');
  });

  test.each(['Event', 'DryRun'] as const)('an invocation of type %s is refused', async (InvocationType) => {
    host.createFunction(`as-${InvocationType}`, 'export const handler = async () => {};');
    await expect(host.invoke(`as-${InvocationType}`, {}, { InvocationType })).rejects.toThrow(
      `no InvocationType ${InvocationType}; use RequestResponse`,
    );
  });

  test('payloads beyond 6 MB are refused on the way in and on the way out', async () => {
    host.createFunction('blow-up', "export const handler = async ({ n }) => 'x'.repeat(n);");
    const tooLarge = 6 * 1024 * 1024;
    await expect(host.invoke('blow-up', 'x'.repeat(tooLarge))).rejects.toMatchObject({
      name: 'RequestTooLargeException',
    });
    const answer = await host.invoke('blow-up', { n: tooLarge });
    expect(answer.FunctionError).toBe('Unhandled');
    expect(answer.payload.errorType).toBe('Function.ResponseSizeTooLarge');
  });

  test('a payload that is not JSON is an InvalidRequestContentException', async () => {
    await expect(host.invoke('double', {}, { Payload: '{' })).rejects.toMatchObject({
      name: 'InvalidRequestContentException',
    });
  });
});

test('the management calls show name, settings and environment', async () => {
  host.createFunction('shown', 'export const handler = async () => 1;', {
    memoryMb: 256,
    environment: { TABLE: 'Trips' },
  });
  const shown = await host.client.send(new GetFunctionConfigurationCommand({ FunctionName: 'shown' }));
  expect(shown).toMatchObject({ MemorySize: 256, Environment: { Variables: { TABLE: 'Trips' } } });
  const { Functions } = await host.client.send(new ListFunctionsCommand({}));
  expect(Functions?.map(({ FunctionName }) => FunctionName)).toContain('shown');
});

test('a definition that cannot run is refused in one line that names the function', () => {
  const create = (settings: object) => () => host.createFunction(`bad-${Math.random()}`, '', settings);
  expect(create({ codeDir: '/nowhere' })).toThrow(/^Lambda function bad-.*: its code directory \/nowhere/);
  expect(create({ handler: 'index' })).toThrow('not of the form file.export');
  expect(create({ memoryMb: 64 })).toThrow('its memory of 64 MB');
  expect(create({ timeoutSeconds: 901 })).toThrow('its timeout of 901 s');
});

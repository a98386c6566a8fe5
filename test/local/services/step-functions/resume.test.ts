import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startLambdaHost } from '../lambda/lambda-under-test.ts';
import {
  chainOf,
  invokeTask,
  machineArn,
  ROLE_ARN,
  startStepFunctions,
} from './step-functions-under-test.ts';

let host: Awaited<ReturnType<typeof startLambdaHost>>;
let directory: string;

const DEFINITION = {
  StartAt: 'Tell',
  States: {
    Tell: {
      Type: 'Pass',
      Parameters: { 'input.$': '$', 'name.$': '$$.Execution.Name', 'started.$': '$$.Execution.StartTime' },
      Next: 'Call',
    },
    Call: invokeTask('gate', { ResultPath: '$.result', OutputPath: '$' }),
  },
};

beforeAll(async () => {
  host = await startLambdaHost();
  host.createFunction(
    'gate',
    `let calls = 0;
     export const handler = async () => { console.log('called'); if (calls++ === 0) await new Promise((done) => setTimeout(done, 2000)); };`,
  );
  directory = mkdtempSync(path.join(tmpdir(), 'step-functions-'));
});
afterAll(async () => {
  await host.close();
  rmSync(directory, { recursive: true });
});

test('after SIGKILL a running execution runs again under its name and start, with one clean history', async () => {
  const databasePath = path.join(directory, 'killed.sqlite');
  const sourceOf = (file: string): string =>
    JSON.stringify(fileURLToPath(new URL(`../../../../local/${file}`, import.meta.url)));
  const machine = { name: 'gated', arn: machineArn('gated'), definition: DEFINITION, roleArn: ROLE_ARN };
  const program = `
    import { startEndpoint } from ${sourceOf('endpoint/endpoint.ts')};
    import { openStepFunctions } from ${sourceOf('services/step-functions/step-functions.ts')};
    const sfn = openStepFunctions({ databasePath: ${JSON.stringify(databasePath)}, endpointUrl: () => ${JSON.stringify(host.url)} });
    sfn.createStateMachine(${JSON.stringify(machine)});
    sfn.resume();
    const { url } = await startEndpoint({ port: 0, routes: { states: sfn.listener } });
    const response = await fetch(url, {
      method: 'POST', headers: { 'X-Amz-Target': 'AWSStepFunctions.StartExecution' },
      body: JSON.stringify({ stateMachineArn: ${JSON.stringify(machine.arn)}, name: 'run-1', input: '{"day":1}' }),
    });
    console.log(await response.text());`;
  const first = spawn(process.execPath, ['--input-type=module', '-e', program]);
  const [answer] = await once(first.stdout, 'data');
  const { executionArn, startDate } = JSON.parse(String(answer));
  while (!host.logs.includes('gate: called')) await new Promise((done) => setTimeout(done, 10));
  first.kill('SIGKILL');
  await once(first, 'exit');

  const second = await startStepFunctions(host.url, databasePath);
  second.create('gated', DEFINITION);
  const before = await second.history(executionArn);
  expect(chainOf(before).at(-1)).toBe('6<5 TaskStarted');
  second.resume();
  const execution = await second.ended(executionArn);
  const started = new Date(Math.round(startDate * 1000));
  expect(execution).toMatchObject({
    status: 'SUCCEEDED',
    name: 'run-1',
    input: '{"day":1}',
    startDate: started,
  });
  expect(JSON.parse(execution.output ?? '')).toMatchObject({
    input: { day: 1 },
    name: 'run-1',
    started: started.toISOString(),
  });
  const history = await second.history(executionArn);
  expect(history.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(history.filter(({ type }) => type === 'ExecutionStarted')).toHaveLength(1);
  expect(history[0]?.timestamp).toEqual(started);
  await second.close();

  const third = await startStepFunctions(host.url, databasePath);
  third.create('gated', DEFINITION);
  third.resume();
  expect(await third.history(executionArn)).toEqual(history);
  await expect(third.start('gated', { day: 1 }, 'run-1')).rejects.toMatchObject({
    name: 'ExecutionAlreadyExists',
  });
  await third.close();
});

test('a running execution whose state machine is gone fails with that reason', async () => {
  const databasePath = path.join(directory, 'orphan.sqlite');
  const first = await startStepFunctions(host.url, databasePath);
  first.create('left', { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } });
  const executionArn = await first.start('left');
  await first.close();
  const second = await startStepFunctions(host.url, databasePath);
  second.resume();
  expect(await second.ended(executionArn)).toMatchObject({
    status: 'FAILED',
    error: 'StateMachineDoesNotExist',
    cause: `The state machine ${machineArn('left')} is no longer deployed.`,
  });
  expect(chainOf(await second.history(executionArn))).toEqual([
    '1<0 ExecutionStarted',
    '2<1 ExecutionFailed',
  ]);
  await second.close();
});

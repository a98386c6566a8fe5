import { S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  openStepFunctions,
  type StepFunctions,
} from '../../../local/services/step-functions/step-functions.ts';
import { type DailyKpi, startDailyKpi } from '../../../producer/kpi/daily-kpi.ts';
import { awaitExecution } from '../../../producer/kpi/execution/execution.ts';
import { executionProgress, PARTITIONS_OF_DAYS } from '../../../producer/kpi/execution/execution-progress.ts';
import { clientConfiguration } from '../../../producer/stack/aws-access.ts';
import { startServices } from '../../local/services-under-test.ts';

const ROLE = 'arn:aws:iam::000000000000:role/states';
const machineArn = (name: string): string => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`;

let stepFunctions: StepFunctions;
let endpoint: Awaited<ReturnType<typeof startServices>>;
let states: SFNClient;

beforeAll(async () => {
  stepFunctions = openStepFunctions({ databasePath: ':memory:', endpointUrl: () => endpoint.url });
  endpoint = await startServices({ states: stepFunctions.listener });
  states = new SFNClient(clientConfiguration({ endpoint: endpoint.url }));
});
afterAll(async () => {
  states.destroy();
  await stepFunctions.close();
  await endpoint.close();
});

const kpiWith = (name: string, state: object): DailyKpi => {
  const definition = { StartAt: 'Only state', States: { 'Only state': state } };
  stepFunctions.createStateMachine({ name, arn: machineArn(name), definition, roleArn: ROLE });
  const s3 = new S3Client(clientConfiguration({ endpoint: endpoint.url }));
  return { states, s3, stateMachineArn: machineArn(name), bucketName: 'metrics', timeZone: 'UTC' };
};

describe('a run of the daily KPI', () => {
  test('that fails is reported with its error and cause, and of what Lambda says only the message', async () => {
    const cause = JSON.stringify({ errorType: 'TransientAwsError', errorMessage: 'the table\nis throttled' });
    const kpi = kpiWith('failing', { Type: 'Fail', Error: 'TransientAwsError', Cause: cause });
    const run = await startDailyKpi(kpi, '2024-05-25', 'manual');
    expect(run.name).toMatch(/^kpi-2024-05-25-manual-[\w-]+$/);
    await expect(
      awaitExecution(kpi.states, run, { signal: new AbortController().signal }),
    ).rejects.toMatchObject({
      exitCode: 1,
      message: `${run.name} ended FAILED: TransientAwsError: the table is throttled`,
    });
  });

  test('shows the state that is running, and continues when nobody waits any longer', async () => {
    const kpi = kpiWith('waiting', { Type: 'Wait', Seconds: 60, End: true });
    const run = await startDailyKpi(kpi, '2024-05-25', 'manual');
    const waiting = new AbortController();
    const awaited = awaitExecution(kpi.states, run, {
      signal: waiting.signal,
      onHistory: (history) => {
        const { runningState } = executionProgress(history, PARTITIONS_OF_DAYS);
        if (runningState === 'Only state') waiting.abort();
      },
    });
    await expect(awaited).rejects.toMatchObject({ name: 'AbortError' });
    const { status } = await states.send(new DescribeExecutionCommand({ executionArn: run.executionArn }));
    expect(status).toBe('RUNNING');
  });
});

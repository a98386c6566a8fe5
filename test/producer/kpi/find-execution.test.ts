import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DailyKpi } from '../../../producer/kpi/daily-kpi.ts';
import { findExecution, findLatestExecution } from '../../../producer/kpi/find-execution.ts';
import { machineArn } from '../../local/services/step-functions/step-functions-under-test.ts';
import { MACHINE, startDailyKpiMachine } from './daily-kpi-machine-under-test.ts';

let machine: Awaited<ReturnType<typeof startDailyKpiMachine>>;
let kpi: DailyKpi;

const run = async (name: string, input: object): Promise<void> => {
  await machine.historyOf(input, name);
};

beforeAll(async () => {
  machine = await startDailyKpiMachine();
  kpi = {
    states: machine.client,
    s3: new S3Client(),
    stateMachineArn: machineArn(MACHINE),
    bucketName: 'metrics',
    timeZone: 'America/New_York',
  };
  await run('kpi-2024-06-01-manual-1', { date: '2024-06-01' });
  await run('kpi-scheduled-late', {
    scheduled_time: '2024-05-26T09:15:00Z',
    late: ['2024-05-01', '2024-05-02'],
  });
  await run('kpi-scheduled-late-failed', {
    scheduled_time: '2024-05-26T09:15:00Z',
    late: ['2024-07-01', '2024-05-03'],
  });
  await run('kpi-scheduled-succeeded', { scheduled_time: '2024-05-26T04:15:00Z' });
  // Half an hour before midnight of the 11th in New York.
  await run('kpi-scheduled-failed', { scheduled_time: '2024-03-12T03:30:00Z' });
  await run('kpi-2024-07-01-manual-1', { date: '2024-07-01' });
  await run('kpi-2024-06-01-backfill-2', { date: '2024-06-01' });
  for (let n = 0; n < 100; n += 1)
    await machine.start(MACHINE, { date: '2024-09-01' }, `kpi-2024-09-01-x-${n}`);
}, 60_000);
afterAll(() => machine.close());

const latest = async (date: string) => (await findLatestExecution(kpi, date, 'run it')).execution.name;

describe('the latest execution for a day', () => {
  test('is the one started last, however many for other days came after', async () => {
    expect(await latest('2024-06-01')).toBe('kpi-2024-06-01-backfill-2');
    expect(await latest('2024-07-01')).toBe('kpi-2024-07-01-manual-1');
  });

  test('may be a scheduled one, which names its day in its output', async () => {
    expect(await latest('2024-05-25')).toBe('kpi-scheduled-succeeded');
  });

  test('may be a scheduled one that failed: its day is that before its scheduled time, in the business time zone', async () => {
    expect(await latest('2024-03-10')).toBe('kpi-scheduled-failed');
  });

  test('may be one that summed the day again beside yesterday, whether it succeeded or failed', async () => {
    expect(await latest('2024-05-02')).toBe('kpi-scheduled-late');
    expect(await latest('2024-05-03')).toBe('kpi-scheduled-late-failed');
  });

  test('does not exist: the error says how far it looked', async () => {
    await expect(latest('2024-01-01')).rejects.toThrow(
      'no execution for 2024-01-01 was found (looked at the 107 newest executions): run it with "run it"',
    );
  });

  test('is not looked for among those that started before the day', async () => {
    await expect(latest('2999-01-01')).rejects.toThrow(
      'no execution for 2999-01-01 was found (there has been no execution since then)',
    );
  });

  test('an execution that does not exist is named', async () => {
    await expect(findExecution(kpi, 'kpi-nope')).rejects.toThrow('there is no execution named kpi-nope');
  });
});

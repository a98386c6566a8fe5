import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { executionReport } from '../../producer/execution-report.ts';
import { historyText } from '../../producer/history-text.ts';
import { startDailyKpiMachine } from './daily-kpi-machine.ts';

let machine: Awaited<ReturnType<typeof startDailyKpiMachine>>;
beforeAll(async () => {
  machine = await startDailyKpiMachine();
});
afterAll(() => machine.close());

const SUM = 'Sum every partition of the day';
const reportOf = async (input: object) => executionReport(await machine.historyOf(input));

describe('the report on an execution', () => {
  test('names the states in order and the trips of every partition', async () => {
    const { states, partitions } = await reportOf({ date: '2024-06-01' });
    expect(states.map(({ name, status, retries }) => [name, status, retries])).toEqual([
      ['Choose the day and its partitions', 'SUCCEEDED', 0],
      [SUM, 'SUCCEEDED', 0],
      ['Publish the metrics of the day', 'SUCCEEDED', 0],
      ['Metrics are published', 'SUCCEEDED', 0],
    ]);
    expect(partitions).toMatchObject(
      [0, 1, 2, 3].map((n) => ({ partition: `2024-06-01#0${n}`, status: 'SUCCEEDED', trips: n, retries: 0 })),
    );
  });

  test('a state takes as long as it was open, and starts after the one before it', async () => {
    const history = await machine.historyOf({ date: '2024-06-02' });
    const { states } = executionReport(history);
    const entered = history.filter(({ stateEnteredEventDetails: details }) => details?.name === SUM).at(0);
    const exited = history.filter(({ stateExitedEventDetails: details }) => details?.name === SUM).at(0);
    const [startedAt = 0, endedAt = 0] = [entered, exited].map((event) => event?.timestamp?.getTime());
    expect(states[1]).toMatchObject({
      startedAt: new Date(startedAt).toISOString(),
      seconds: (endedAt - startedAt) / 1000,
    });
    expect(endedAt).toBeGreaterThan(startedAt);
  });

  test('a partition that failed ends the run, and its error is told', async () => {
    const { states, partitions } = await reportOf({ date: '2024-07-01' });
    expect(states.map(({ name, status }) => [name, status])).toEqual([
      ['Choose the day and its partitions', 'SUCCEEDED'],
      [SUM, 'FAILED'],
    ]);
    expect(states[1]?.seconds).toBeGreaterThan(0);
    const failed = partitions.find(({ partition }) => partition === '2024-07-01#02');
    expect(failed).toMatchObject({ status: 'FAILED', retries: 0, lastFailure: { error: 'Error' } });
    expect(failed?.lastFailure?.cause).toContain('the item t1 has no fare');
    expect(failed).not.toHaveProperty('trips');
  });

  test('a call that was repeated counts as a retry of its partition and of the Map', async () => {
    const { states, partitions } = await reportOf({ date: '2024-08-01' });
    expect(states.map(({ status, retries }) => [status, retries])).toEqual([
      ['SUCCEEDED', 0],
      ['SUCCEEDED', 1],
      ['SUCCEEDED', 0],
      ['SUCCEEDED', 0],
    ]);
    expect(partitions.map(({ retries, trips }) => [retries, trips])).toEqual([
      [0, 0],
      [1, 1],
      [0, 2],
      [0, 3],
    ]);
    expect(partitions[1]?.lastFailure).toMatchObject({ error: 'TransientAwsError' });
  });

  test('an error that the state machine catches is told where it happened', async () => {
    const { states, partitions } = await reportOf({ date: 'never' });
    expect(states.map(({ name, status }) => [name, status])).toEqual([
      ['Choose the day and its partitions', 'CAUGHT'],
      ['Read why the input was refused', 'SUCCEEDED'],
      ['The input names no day', 'FAILED'],
    ]);
    expect(partitions).toEqual([]);
  });

  test('while it runs, what is open is open', async () => {
    const history = await machine.historyOf({ date: '2024-06-03' });
    const untilFirst = history.findIndex(({ type }) => type === 'MapIterationSucceeded') + 1;
    const { states, partitions } = executionReport(history.slice(0, untilFirst));
    expect(states.at(-1)).toMatchObject({ name: SUM, status: 'RUNNING', seconds: null });
    expect(partitions.filter(({ status }) => status === 'SUCCEEDED')).toHaveLength(1);
    expect(partitions.filter(({ status, seconds }) => status === 'RUNNING' && seconds === null).length).toBe(
      partitions.length - 1,
    );
  });
});

describe('the text of a history', () => {
  const about = {
    date: '2024-08-01',
    execution: 'kpi-2024-08-01-manual-x',
    executionArn: 'arn:aws:states:us-east-1:000000000000:execution:daily-kpi:kpi-2024-08-01-manual-x',
    startedAt: '2024-08-02T04:15:00.250Z',
  };
  const span = { startedAt: '2024-08-02T04:15:00.300Z', seconds: 1.5, retries: 0 };
  const partitions = Array.from({ length: 100 }, (_, n) => ({
    ...span,
    partition: `2024-08-01#${String(n).padStart(2, '0')}`,
    status: 'SUCCEEDED' as const,
    trips: 10_000 + n,
  }));

  test('100 partitions, of which 20 were retried, fit one screen', () => {
    const troubled = partitions.map((partition, n) =>
      n < 20
        ? { ...partition, retries: 2, lastFailure: { error: 'E', cause: 'x'.repeat(9_000) } }
        : partition,
    );
    const states = [{ ...span, name: SUM, status: 'SUCCEEDED' as const, retries: 40 }];
    const text = historyText(
      { ...about, status: 'SUCCEEDED', seconds: 61.2, states, partitions: troubled },
      'America/New_York',
    );
    const lines = text.split('\n');
    expect(lines.length).toBeLessThan(45);
    expect(text).toContain('of 2024-08-01, started 2024-08-02 00:15:00 (America/New_York), took 1 min 01 s');
    expect(text).toContain('100 of 100 partitions summed, 1,004,950 trips\n  00: 10,000   01: 10,001 ');
    expect(text).toContain('  and 12 more such partitions\n');
  });

  test('a failure is told once, with the message in its cause', () => {
    const cause = JSON.stringify({ errorType: 'Error', errorMessage: 'the item t1\nhas no fare', trace: [] });
    const text = historyText(
      { ...about, status: 'FAILED', seconds: 2, error: 'Error', cause, states: [], partitions: [] },
      'UTC',
    );
    expect(text).toContain('kpi-2024-08-01-manual-x: FAILED\n');
    expect(text).toContain('\nError: Error: the item t1 has no fare\n');
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { executionReport } from '../../../../producer/kpi/execution/execution-report.ts';
import { historyText } from '../../../../producer/kpi/execution/history-text.ts';
import { startDailyKpiMachine } from '../daily-kpi-machine-under-test.ts';

let machine: Awaited<ReturnType<typeof startDailyKpiMachine>>;
beforeAll(async () => {
  machine = await startDailyKpiMachine();
});
afterAll(() => machine.close());

const PLAN = 'Choose the days and their partitions';
const DAYS = 'Sum and publish every day';
const SUM = 'Sum every partition of the day';
const FITS = 'Does the day fit into this run';
const SUMMED = 'Is the day summed';
const PUBLISH = 'Publish the metrics of the day';

const reportOf = async (input: object) => executionReport(await machine.historyOf(input));
const namesAndStatus = (states: readonly { readonly name: string; readonly status: string }[]) =>
  states.map(({ name, status }) => [name, status]);

describe('the report on an execution', () => {
  test('names the states of the top level and of the day in order, and the trips of every partition', async () => {
    const { states, days } = await reportOf({ date: '2024-06-01' });
    expect(states.map(({ name, status, retries }) => [name, status, retries])).toEqual([
      [PLAN, 'SUCCEEDED', 0],
      [DAYS, 'SUCCEEDED', 0],
      ['Are all days published', 'SUCCEEDED', 0],
      ['Metrics are published', 'SUCCEEDED', 0],
    ]);
    expect(days).toHaveLength(1);
    expect(days[0]).toMatchObject({
      date: '2024-06-01',
      reason: 'requested',
      status: 'SUCCEEDED',
      outcome: { status: 'first', revision: 1, change: null },
    });
    // The last lane needs a second round of calls.
    expect(namesAndStatus(days[0]?.states ?? [])).toEqual(
      [FITS, SUM, SUMMED, SUM, SUMMED, PUBLISH].map((name) => [name, 'SUCCEEDED']),
    );
    expect(days[0]?.partitions).toMatchObject(
      [0, 1, 2, 3].map((n) => ({
        partition: `2024-06-01#0${n}`,
        count: 1,
        status: 'SUCCEEDED',
        trips: n,
        retries: 0,
      })),
    );
  });

  test('keeps days apart that were summed one after the other', async () => {
    const late = ['2024-05-01', '2024-05-02', '2024-05-03'];
    const { days } = await reportOf({ scheduled_time: '2024-05-26T09:15:00Z', late });
    expect(days.map(({ date, outcome }) => [date, outcome?.status, outcome?.revision])).toEqual([
      ['2024-05-25', 'first', 1],
      ...late.map((date) => [date, 'restated', 2]),
    ]);
    for (const { date, partitions } of days) {
      expect(partitions.map(({ partition, trips }) => [partition, trips])).toEqual(
        [0, 1, 2, 3].map((n) => [`${date}#0${n}`, n]),
      );
    }
    expect(days[1]?.outcome?.change).toEqual({ count_trips: 4, total_fare: '-0.5' });
  });

  test('a state takes as long as it was open, and starts after the one before it', async () => {
    const history = await machine.historyOf({ date: '2024-06-02' });
    const [, summed] = executionReport(history).days[0]?.states ?? [];
    const entered = history.filter(({ stateEnteredEventDetails: details }) => details?.name === SUM).at(0);
    const exited = history.filter(({ stateExitedEventDetails: details }) => details?.name === SUM).at(0);
    const [startedAt = 0, endedAt = 0] = [entered, exited].map((event) => event?.timestamp?.getTime());
    expect(summed).toMatchObject({
      startedAt: new Date(startedAt).toISOString(),
      seconds: (endedAt - startedAt) / 1000,
    });
    expect(endedAt).toBeGreaterThan(startedAt);
  });

  test('a partition that failed fails its day and the run, and its error is reported', async () => {
    const { states, days } = await reportOf({ date: '2024-07-01' });
    expect(namesAndStatus(states)).toEqual([
      [PLAN, 'SUCCEEDED'],
      [DAYS, 'SUCCEEDED'],
      ['Are all days published', 'SUCCEEDED'],
      ['Read why the first day failed', 'SUCCEEDED'],
      ['A day was not published', 'FAILED'],
    ]);
    const [day] = days;
    expect(day).toMatchObject({ date: '2024-07-01', status: 'FAILED' });
    expect(day).not.toHaveProperty('outcome');
    expect(namesAndStatus(day?.states ?? [])).toEqual([
      [FITS, 'SUCCEEDED'],
      [SUM, 'CAUGHT'],
      ['Note that the day failed', 'SUCCEEDED'],
    ]);
    const failed = day?.partitions.find(({ partition }) => partition === '2024-07-01#02');
    expect(failed).toMatchObject({ status: 'FAILED', retries: 0, lastFailure: { error: 'Error' } });
    expect(failed?.lastFailure?.cause).toContain('the item t1 has no fare');
    expect(failed).not.toHaveProperty('trips');
  });

  test('a call that was repeated counts as a retry of its partition and of the Maps around it', async () => {
    const { states, days } = await reportOf({ date: '2024-08-01' });
    expect(states.map(({ status, retries }) => [status, retries])).toEqual([
      ['SUCCEEDED', 0],
      ['SUCCEEDED', 1],
      ['SUCCEEDED', 0],
      ['SUCCEEDED', 0],
    ]);
    expect(days[0]?.states.map(({ name, retries }) => (name === SUM ? retries : 0))).toEqual([
      0, 1, 0, 0, 0, 0,
    ]);
    const partitions = days[0]?.partitions ?? [];
    expect(partitions.map(({ retries, trips }) => [retries, trips])).toEqual([
      [0, 0],
      [1, 1],
      [0, 2],
      [0, 3],
    ]);
    expect(partitions[1]?.lastFailure).toMatchObject({ error: 'TransientAwsError' });
  });

  test('an error that the state machine catches is reported where it happened', async () => {
    const { states, days } = await reportOf({ date: 'never' });
    expect(namesAndStatus(states)).toEqual([
      [PLAN, 'CAUGHT'],
      ['Read why the input was refused', 'SUCCEEDED'],
      ['The input names no day', 'FAILED'],
    ]);
    expect(days).toEqual([]);
  });

  test('while it runs, what is open is open', async () => {
    const history = await machine.historyOf({ date: '2024-06-03' });
    const untilFirst = history.findIndex(({ type }) => type === 'MapIterationSucceeded') + 1;
    const { states, days } = executionReport(history.slice(0, untilFirst));
    expect(states.at(-1)).toMatchObject({ name: DAYS, status: 'RUNNING', seconds: null });
    expect(days).toMatchObject([
      { status: 'RUNNING', states: [{ name: FITS }, { name: SUM, status: 'RUNNING' }] },
    ]);
    const partitions = days[0]?.partitions ?? [];
    expect(partitions.filter(({ status }) => status === 'SUCCEEDED')).toHaveLength(1);
    expect(partitions.filter(({ status, seconds }) => status === 'RUNNING' && seconds === null).length).toBe(
      partitions.length - 1,
    );
  });
});

describe('a day that waits for another run', () => {
  test.each([
    ['2024-09-01', 'because it was not begun', [FITS, 'Note that the day waits']],
    ['2024-10-01', 'because time ran out', [FITS, SUM, SUMMED, 'Note that the day waits']],
  ])('%s, %s, says so and has no partial sum', async (date, _, states) => {
    const history = await machine.historyOf({ date });
    const report = executionReport(history);
    const [day] = report.days;
    expect(day).toMatchObject({ date, status: 'SUCCEEDED', outcome: { status: 'waiting', revision: null } });
    expect(day?.states.map(({ name }) => name)).toEqual(states);
    expect(day?.partitions.filter(({ trips }) => trips === undefined).length).toBe(
      date === '2024-10-01' ? 2 : 0,
    );
    const about = { date, execution: 'x', executionArn: 'arn', startedAt: '2024-10-02T04:15:00Z' };
    const text = historyText({ ...about, ...report, status: 'SUCCEEDED', seconds: 1 }, 'UTC');
    expect(text).toContain(`${date}: waits for another run; this one had no time left for it\n`);
  });
});

test('lanes of several partitions are named by their first and last', async () => {
  const partitions = ['2024-05-25#06', '2024-05-25#07', '2024-05-25#08'];
  const plan = {
    ...{ run_id: 'r', generated_at: '2024-05-26T09:15:00Z', stop_at: '2024-05-26T11:45:00Z' },
    days: [{ date: '2024-05-25', lanes: [{ partitions }], reason: 'daily', late_marker: null }],
  };
  const lane = { partitions, partitions_read: 3, status: 'finished', aggregate: { count: 12 } };
  const event = (id: number, previousEventId: number, type: string, details: object) => ({
    ...{ id, previousEventId, timestamp: new Date(id), type: type as 'TaskStateEntered' },
    ...details,
  });
  const [report] = executionReport([
    event(1, 0, 'MapStateEntered', { stateEnteredEventDetails: { name: DAYS, input: JSON.stringify(plan) } }),
    event(2, 1, 'MapIterationStarted', { mapIterationStartedEventDetails: { name: DAYS, index: 0 } }),
    event(3, 2, 'MapStateEntered', { stateEnteredEventDetails: { name: SUM, input: '{}' } }),
    event(4, 3, 'MapIterationStarted', { mapIterationStartedEventDetails: { name: SUM, index: 0 } }),
    event(5, 4, 'TaskStateEntered', { stateEnteredEventDetails: { name: 'lane', input: '{}' } }),
    event(6, 5, 'TaskStateExited', {
      stateExitedEventDetails: { name: 'lane', output: JSON.stringify(lane) },
    }),
    event(7, 6, 'MapIterationSucceeded', { mapIterationSucceededEventDetails: { name: SUM, index: 0 } }),
  ]).days;
  expect(report).toMatchObject({
    plannedPartitions: 3,
    partitions: [{ partition: '2024-05-25#06-08', count: 3, trips: 12 }],
  });
});

describe('an execution of several days of which one fails', () => {
  test('publishes the others, and ends with the error of the first that failed', async () => {
    const input = {
      scheduled_time: '2024-05-26T09:15:00Z',
      late: ['2024-07-01', '2024-07-02', '2024-06-01'],
    };
    const history = await machine.historyOf(input);
    expect(executionReport(history).days.map(({ date, status }) => [date, status])).toEqual([
      ['2024-05-25', 'SUCCEEDED'],
      ['2024-07-01', 'FAILED'],
      ['2024-07-02', 'FAILED'],
      ['2024-06-01', 'SUCCEEDED'],
    ]);
    const { error, cause } = history.at(-1)?.executionFailedEventDetails ?? {};
    expect(error).toBe('Error');
    expect(cause).toContain('the item t1 has no fare');
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
    count: 1,
    status: 'SUCCEEDED' as const,
    trips: 10_000 + n,
  }));

  test('100 partitions, of which 20 were retried, fit one screen', () => {
    const troubled = partitions.map((partition, n) =>
      n < 20
        ? { ...partition, retries: 2, lastFailure: { error: 'E', cause: 'x'.repeat(9_000) } }
        : partition,
    );
    const succeeded = { ...span, status: 'SUCCEEDED' as const };
    const day = {
      date: '2024-08-01',
      reason: 'late-completions',
      status: 'SUCCEEDED' as const,
      outcome: { status: 'restated', revision: 2, change: { count_trips: 1, total_fare: '12.5' } },
      states: [{ ...succeeded, name: SUM, retries: 40 }],
      plannedPartitions: 128,
      partitions: troubled,
    };
    const yesterday = {
      ...day,
      date: '2024-08-20',
      reason: 'daily',
      outcome: { status: 'first', revision: 1, change: null },
    };
    const states = [{ ...succeeded, name: DAYS, retries: 80 }];
    const text = historyText(
      { ...about, status: 'SUCCEEDED', seconds: 61.2, states, days: [yesterday, day] },
      'America/New_York',
    );
    const lines = text.split('\n');
    expect(lines.length).toBeLessThan(45);
    expect(text).toContain('of 2024-08-01, started 2024-08-02 00:15:00 (America/New_York), took 1 min 01 s');
    expect(text).toContain('100 of 128 partitions summed, 1,004,950 trips\n  00: 10,000   01: 10,001 ');
    expect(text).toContain('  and 12 more such partitions\n');
    expect(text).toContain(
      '\n2024-08-01: restated, revision 2, +1 trip, +12.5 in all, for its late completions\n2024-08-20: first, revision 1\n',
    );
  });

  test('a failure is reported once, with the message in its cause', () => {
    const cause = JSON.stringify({ errorType: 'Error', errorMessage: 'the item t1\nhas no fare', trace: [] });
    const text = historyText(
      { ...about, status: 'FAILED', seconds: 2, error: 'Error', cause, states: [], days: [] },
      'UTC',
    );
    expect(text).toContain('kpi-2024-08-01-manual-x: FAILED\n');
    expect(text).toContain('\nError: Error: the item t1 has no fare\n');
  });
});

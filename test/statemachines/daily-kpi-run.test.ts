import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventsOfRun, KPI_RUN } from '../../functions/contracts/agreed.ts';
import { arn } from '../../local/values/account.ts';
import machine from '../../statemachines/daily-kpi.asl.json' with { type: 'json' };
import { startLambdaHost } from '../local/services/lambda/lambda-under-test.ts';
import { startStepFunctions } from '../local/services/step-functions/step-functions-under-test.ts';

/**
 * Days of lanes with three pages each (p0 has only one), one read per call. `input` says which lane fails, and with
 * which error.
 */
const FUNCTIONS = {
  PlanKpiRun: `
    export const handler = async ({ input, execution_name, execution_start_time }) => {
      if (input.date === 'never') throw Object.assign(new Error('"never" is no day'), { name: 'InvalidRunInput' });
      const day = (date, reason, names) => ({
        date, reason, late_marker: null, lanes: names.map((name) => ({ partitions: [JSON.stringify({ name, ...input })] })),
      });
      const days = [
        day('2024-05-25', 'daily', ['p0', 'p1', 'p2']),
        day('2024-05-20', 'late-completions', ['q0']),
        day('2024-05-19', 'late-completions', []),
      ];
      return { run_id: execution_name, generated_at: execution_start_time, stop_at: 'then', days };
    };`,
  AggregatePartition: `
    const failed = new Set();
    const asked = new Set();
    export const handler = async ({ lane, stop_at }) => {
      const { partitions: [partition], pages = 0, cursor = null, status } = lane;
      if (stop_at !== 'then') throw new Error('lost on the way');
      const { name, run, fails, as, once, late } = JSON.parse(partition);
      if (status === 'finished') return lane;
      if (name === late && cursor === '2') return { ...lane, status: 'out-of-time' };
      if (name === fails && cursor === '2' && !(once && failed.has(run))) {
        failed.add(run);
        throw Object.assign(new Error('scripted'), { name: as });
      }
      const call = JSON.stringify([partition, cursor]);
      if (asked.has(call)) throw new Error('page ' + cursor + ' of ' + name + ' was read twice');
      asked.add(call);
      const next = name === 'p0' ? null : { null: '1', 1: '2', 2: null }[cursor];
      return { ...lane, pages: pages + 1, cursor: next, status: next === null ? 'finished' : 'unfinished' };
    };`,
  PublishMetrics: `export const handler = async (request) => ({ status: 'first', published: request });`,
};

let host: Awaited<ReturnType<typeof startLambdaHost>>;
let stepFunctions: Awaited<ReturnType<typeof startStepFunctions>>;

beforeAll(async () => {
  host = await startLambdaHost();
  for (const [name, source] of Object.entries(FUNCTIONS)) host.createFunction(name, source);
  stepFunctions = await startStepFunctions(host.url);
});
afterAll(async () => {
  await stepFunctions.close();
  await host.close();
});

const definition: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../statemachines/daily-kpi.asl.json'), 'utf8').replace(
    /\$\{(\w+)FunctionArn\}/g,
    (_, name) => arn('lambda', `function:${name}`),
  ),
);

/** Runs the state machine. `states` are the names of the states entered, `published` the dates with metrics. */
const run = async (name: string, input: object) => {
  const { execution, output, history } = await stepFunctions.run(name, definition, { run: name, ...input });
  const states = history.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
  const published = history.flatMap(({ stateExitedEventDetails: exited }): string[] =>
    exited?.name === 'Publish the metrics of the day'
      ? [JSON.parse(exited.output ?? '').published?.date ?? []].flat()
      : [],
  );
  return { execution, output, history, states, published };
};

test('every lane is read to its end, and what was read in each goes into the metrics', async () => {
  const { execution, output, history } = await run('whole', {});
  expect(execution.status).toBe('SUCCEEDED');
  // Two days of two lanes on average, with three rounds of calls each. The third day is not started.
  const notBegun = ['MapIterationStarted', 'ChoiceStateEntered', 'ChoiceStateExited', 'PassStateEntered'];
  expect(history).toHaveLength(eventsOfRun(2, 2, 6) + notBegun.length + 2);
  const { date, reason, late_marker, run_id, generated_at, lanes } = output.days[0].published;
  expect([date, reason, late_marker, run_id, generated_at]).toEqual([
    '2024-05-25',
    'daily',
    null,
    execution.name,
    execution.startDate?.toISOString(),
  ]);
  expect(lanes).toEqual(
    ['p0', 'p1', 'p2'].map((name) => ({
      partitions: [expect.stringContaining(`"${name}"`)],
      pages: name === 'p0' ? 1 : 3,
      cursor: null,
      status: 'finished',
    })),
  );
});

test('its times and lanes match those that its functions plan with', () => {
  const days = machine.States['Sum and publish every day'];
  expect(machine.TimeoutSeconds).toBe(KPI_RUN.timeoutSeconds);
  expect(days.MaxConcurrency).toBe(1);
  const lanes = days.ItemProcessor.States['Sum every partition of the day'];
  expect(lanes.MaxConcurrency).toBe(KPI_RUN.lanesAtOnce);
  // A call that begins just before the run stops must be able to end, and its day to be noted.
  expect(KPI_RUN.timeoutSeconds - KPI_RUN.summingSeconds).toBeGreaterThan(KPI_RUN.callSeconds);
});

test('the newest day is summed and published before the next begins', async () => {
  const { states } = await run('in-order', {});
  const published = states.indexOf('Publish the metrics of the day');
  expect(states.slice(0, published).filter((name) => name === 'Does the day fit into this run')).toHaveLength(
    1,
  );
});

test('a lane that fails fails the run, which publishes nothing of that day, but all of the other days', async () => {
  const { execution, published } = await run('failing', { fails: 'p1', as: 'TypeError' });
  expect(execution).toMatchObject({ status: 'FAILED', error: 'TypeError' });
  expect(published).toEqual(['2024-05-20']);
});

test('a lane that is throttled is summed by another attempt, from where it stopped', async () => {
  const { execution, output } = await run('throttled', { fails: 'p1', as: 'TransientAwsError', once: true });
  expect(execution.status).toBe('SUCCEEDED');
  const { lanes } = output.days[0].published;
  expect(lanes).toHaveLength(3);
  expect(lanes[1].pages).toBe(3);
});

test('a day without enough time left is not published, waits, and does not fail the run', async () => {
  const { execution, output, published } = await run('late', { late: 'p1' });
  expect(execution.status).toBe('SUCCEEDED');
  expect(output.days[0]).toEqual({ date: '2024-05-25', reason: 'daily', status: 'waiting' });
  expect(published).toEqual(['2024-05-20']);
});

test('a day that was planned without lanes is not started, and waits', async () => {
  const { output, published } = await run('too many', {});
  expect(output.days[2]).toEqual({ date: '2024-05-19', reason: 'late-completions', status: 'waiting' });
  expect(published).toEqual(['2024-05-25', '2024-05-20']);
});

test('an input that names no day ends the run with the reason, and publishes nothing', async () => {
  const { execution, states } = await run('refused', { date: 'never' });
  expect(execution).toMatchObject({
    status: 'FAILED',
    error: 'InvalidRunInput',
    cause: '"never" is no day',
  });
  expect(states).not.toContain('Publish the metrics of the day');
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventsOf } from '../../bench/capacity/forecast.ts';
import { arn } from '../../local/values/account.ts';
import { startLambdaHost } from '../local/services/lambda/lambda-under-test.ts';
import { startStepFunctions } from '../local/services/step-functions/step-functions-under-test.ts';

/** Two days of partitions with three pages each, read one per call; `input` says which partition fails, and as what. */
const FUNCTIONS = {
  PlanKpiRun: `
    export const handler = async ({ input, execution_name, execution_start_time }) => {
      if (input.date === 'never') throw Object.assign(new Error('"never" is no day'), { name: 'InvalidRunInput' });
      const day = (date, reason, names) => ({
        date, reason, late_marker: null, partitions: names.map((name) => JSON.stringify({ name, ...input })),
      });
      const days = [
        day('2024-05-25', 'daily', ['p0', 'p1', 'p2']),
        day('2024-05-20', 'late-completions', ['q0']),
      ];
      return { run_id: execution_name, generated_at: execution_start_time, days };
    };`,
  AggregatePartition: `
    const failed = new Set();
    const asked = new Set();
    export const handler = async ({ partition, aggregate = { pages: 0 }, cursor = null }) => {
      const { name, run, fails, as, once } = JSON.parse(partition);
      if (name === fails && cursor === '2' && !(once && failed.has(run))) {
        failed.add(run);
        throw Object.assign(new Error('scripted'), { name: as });
      }
      const call = JSON.stringify([partition, cursor]);
      if (asked.has(call)) throw new Error('page ' + cursor + ' of ' + name + ' was read twice');
      asked.add(call);
      const next = { null: '1', 1: '2', 2: null }[cursor];
      return { partition, aggregate: { pages: aggregate.pages + 1 }, cursor: next };
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

/** Runs the state machine; `states` are the names of those that it entered, `published` the dates with metrics. */
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

test('every partition is read to its end, and what was read of each goes into the metrics', async () => {
  const { execution, output, history } = await run('whole', {});
  expect(execution.status).toBe('SUCCEEDED');
  // Two days of two partitions on average, each read by three calls.
  expect(history).toHaveLength(eventsOf(2, 2, 3));
  const { date, reason, late_marker, run_id, generated_at, partials } = output.days[0].published;
  expect([date, reason, late_marker, run_id, generated_at]).toEqual([
    '2024-05-25',
    'daily',
    null,
    execution.name,
    execution.startDate?.toISOString(),
  ]);
  expect(partials).toEqual(
    ['p0', 'p1', 'p2'].map((name) => ({
      partition: expect.stringContaining(`"${name}"`),
      aggregate: { pages: 3 },
      cursor: null,
    })),
  );
});

test('a partition that fails fails the run, which publishes nothing of its day, and the other days whole', async () => {
  const { execution, published } = await run('failing', { fails: 'p1', as: 'TypeError' });
  expect(execution).toMatchObject({ status: 'FAILED', error: 'TypeError' });
  expect(published).toEqual(['2024-05-20']);
});

test('a partition that is throttled is summed by another try, from where it stood', async () => {
  const { execution, output } = await run('throttled', { fails: 'p1', as: 'TransientAwsError', once: true });
  expect(execution.status).toBe('SUCCEEDED');
  const { partials } = output.days[0].published;
  expect(partials).toHaveLength(3);
  expect(partials[1].aggregate).toEqual({ pages: 3 });
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

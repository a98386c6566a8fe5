import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eventually } from '../../eventually.ts';
import { startLambdaHost } from '../lambda/lambda-under-test.ts';
import { chainOf, invokeTask, startStepFunctions } from './step-functions-under-test.ts';

let host: Awaited<ReturnType<typeof startLambdaHost>>;
let sfn: Awaited<ReturnType<typeof startStepFunctions>>;

beforeAll(async () => {
  host = await startLambdaHost();
  host.createFunction(
    'aggregate',
    `export const handler = async ({ partition, cursor = 0, pages = 1 }) => ({
       partition, pages, cursor: cursor + 1 < pages ? cursor + 1 : null, read: cursor + 1 });`,
  );
  sfn = await startStepFunctions(host.url);
});
afterAll(async () => {
  await sfn.close();
  await host.close();
});

/** A Map like that of the daily run: each partition is read until its cursor is null. */
const partitionsMap = (task: object, more: object = {}) => ({
  StartAt: 'Sum',
  States: {
    Sum: {
      Type: 'Map',
      ItemsPath: '$.partitions',
      ItemSelector: { 'partition.$': '$$.Map.Item.Value', 'pages.$': '$.pages' },
      ResultPath: '$.partials',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'INLINE' },
        StartAt: 'Read',
        States: {
          Read: task,
          'Is it read': {
            Type: 'Choice',
            Choices: [{ Variable: '$.cursor', IsNull: true, Next: 'Is summed' }],
            Default: 'Read',
          },
          'Is summed': { Type: 'Succeed' },
        },
      },
      End: true,
      ...more,
    },
  },
});

const { End, ...read } = invokeTask('aggregate');
const READ = { ...read, Next: 'Is it read' };
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

test('a Choice loop in every iteration, outputs in the order of the items', async () => {
  const input = { partitions: range(5), pages: 3 };
  const { output, history } = await sfn.run('loop', partitionsMap(READ, { MaxConcurrency: 2 }), input);
  expect(output).toEqual({
    ...input,
    partials: range(5).map((partition) => ({ partition, pages: 3, cursor: null, read: 3 })),
  });
  const count = (type: string) => history.filter((event) => event.type === type).length;
  expect(count('TaskSucceeded')).toBe(15);
  expect(count('MapIterationSucceeded')).toBe(5);
});

test('the history numbers its events and links each to the one before it on its level', async () => {
  const { history } = await sfn.run('chain', partitionsMap(READ, { MaxConcurrency: 1 }), {
    partitions: ['a', 'b'],
    pages: 1,
  });
  expect(chainOf(history)).toEqual([
    '1<0 ExecutionStarted',
    '2<0 MapStateEntered',
    '3<2 MapStateStarted',
    '4<3 MapIterationStarted',
    '5<4 TaskStateEntered',
    '6<5 TaskScheduled',
    '7<6 TaskStarted',
    '8<7 TaskSucceeded',
    '9<8 TaskStateExited',
    '10<9 ChoiceStateEntered',
    '11<10 ChoiceStateExited',
    '12<11 SucceedStateEntered',
    '13<12 SucceedStateExited',
    '14<13 MapIterationSucceeded',
    '15<3 MapIterationStarted',
    '16<15 TaskStateEntered',
    '17<16 TaskScheduled',
    '18<17 TaskStarted',
    '19<18 TaskSucceeded',
    '20<19 TaskStateExited',
    '21<20 ChoiceStateEntered',
    '22<21 ChoiceStateExited',
    '23<22 SucceedStateEntered',
    '24<23 SucceedStateExited',
    '25<24 MapIterationSucceeded',
    '26<25 MapStateSucceeded',
    '27<26 MapStateExited',
    '28<27 ExecutionSucceeded',
  ]);
  expect(history[2]?.mapStateStartedEventDetails).toEqual({ length: 2 });
  expect(history[14]?.mapIterationStartedEventDetails).toEqual({ name: 'Sum', index: 1 });
});

test('concurrent iterations each have a chain of their own, and no more run than MaxConcurrency', async () => {
  const input = { partitions: range(9), pages: 2 };
  const { history } = await sfn.run('bounded', partitionsMap(READ, { MaxConcurrency: 3 }), input);
  expect(history.map(({ id }) => id)).toEqual(range(history.length).map((index) => index + 1));
  const startOf = (event: HistoryEvent | undefined): HistoryEvent | undefined =>
    event === undefined || event.type === 'MapIterationStarted'
      ? event
      : startOf(history[(event.previousEventId ?? 0) - 1]);
  for (const event of history.filter(({ type }) => type === 'MapIterationSucceeded')) {
    expect(startOf(event)?.mapIterationStartedEventDetails).toEqual(event.mapIterationSucceededEventDetails);
  }
  let running = 0;
  const most = history.map(({ type }) => {
    if (type === 'MapIterationStarted') running++;
    if (type === 'MapIterationSucceeded') running--;
    return running;
  });
  expect(Math.max(...most)).toBe(3);
});

test('the first failed iteration fails the Map, aborts the others and starts no more', async () => {
  const gate = host.gate('failing');
  host.createFunction(
    'failing',
    `export const handler = async ({ partition }) => {
       console.log('called', partition);
       if (partition === 1) throw new RangeError('bad partition');
       await ${gate.isPassed};
       console.log('ended', partition);
     };`,
  );
  const definition = partitionsMap(
    { ...READ, Parameters: invokeTask('failing').Parameters },
    { MaxConcurrency: 2 },
  );
  const { execution, history } = await sfn.run('failing', definition, { partitions: range(6), pages: 1 });
  expect(execution).toMatchObject({ status: 'FAILED', error: 'RangeError' });
  expect(history.map(({ type }) => type).slice(-5)).toEqual([
    'TaskFailed',
    'MapIterationFailed',
    'MapIterationAborted',
    'MapStateFailed',
    'ExecutionFailed',
  ]);
  // Its end would bring the next iteration, if there still were one to come.
  gate.open();
  await eventually(async () => expect(host.logs).toContain('failing: ended 0'));
  await new Promise((done) => setTimeout(done, 100));
  expect(host.logs.filter((line) => line.startsWith('failing: called')).toSorted()).toEqual([
    'failing: called 0',
    'failing: called 1',
  ]);
});

test('a Map within a Map: each has its own items and context', async () => {
  const inner = {
    StartAt: 'Tell',
    States: {
      Tell: {
        Type: 'Pass',
        Parameters: { 'item.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index' },
        End: true,
      },
    },
  };
  const outer = { StartAt: 'Inner', States: { Inner: { Type: 'Map', ItemProcessor: inner, End: true } } };
  const definition = {
    StartAt: 'Outer',
    States: { Outer: { Type: 'Map', ItemProcessor: outer, End: true } },
  };
  const { output } = await sfn.run('nested', definition, [['a', 'b'], ['c'], []]);
  expect(output).toEqual([
    [
      { item: 'a', index: 0 },
      { item: 'b', index: 1 },
    ],
    [{ item: 'c', index: 0 }],
    [],
  ]);
});

import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { expect, test } from '@jest/globals';
import {
  executionProgress,
  PARTITIONS_OF_DAYS,
} from '../../../../producer/kpi/execution/execution-progress.ts';

const entered = (name: string, input?: object): Partial<HistoryEvent> => ({
  stateEnteredEventDetails: { name, ...(input === undefined ? {} : { input: JSON.stringify(input) }) },
});
const exited = (name: string): Partial<HistoryEvent> => ({ stateExitedEventDetails: { name } });
const iterated = (name: string): Partial<HistoryEvent> => ({
  type: 'MapIterationSucceeded',
  mapIterationSucceededEventDetails: { name },
});

const DAYS = 'Sum and publish every day';
const PARTITIONS = 'Sum every partition of the day';
const day = (date: string) => ({
  date,
  partitions: [`${date}#00`, `${date}#01`],
  reason: 'requested',
  late_marker: null,
});
const plan = { run_id: 'run', generated_at: '2024-05-26T09:15:00Z', days: [day('a'), day('b')] };

const HISTORY: readonly Partial<HistoryEvent>[] = [
  { type: 'ExecutionStarted' },
  entered('Plan'),
  exited('Plan'),
  entered(DAYS, plan),
  entered(PARTITIONS, {}),
  entered('Sum a page'),
  exited('Sum a page'),
  iterated(PARTITIONS),
  entered(PARTITIONS, {}),
  iterated(PARTITIONS),
  exited(PARTITIONS),
  iterated(DAYS),
  iterated(PARTITIONS),
  iterated(PARTITIONS),
  exited(PARTITIONS),
  iterated(DAYS),
  exited(DAYS),
];

const after = (count: number) =>
  executionProgress(
    HISTORY.slice(0, count).map((event, id) => ({ timestamp: undefined, type: undefined, id, ...event })),
    PARTITIONS_OF_DAYS,
  );

test('an execution is where its history says', () => {
  expect(after(1)).toEqual({ done: 0, total: 0 });
  expect(after(2)).toEqual({ runningState: 'Plan', done: 0, total: 0 });
  expect(after(8)).toEqual({ runningState: DAYS, done: 1, total: 4 });
  expect(after(12)).toEqual({ runningState: DAYS, done: 2, total: 4 });
  expect(after(17)).toEqual({ done: 4, total: 4 });
});

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
  lanes: [{ partitions: [`${date}#00`] }, { partitions: [`${date}#01`, `${date}#02`] }],
  reason: 'requested',
  late_marker: null,
});
const plan = {
  run_id: 'run',
  generated_at: '2024-05-26T09:15:00Z',
  stop_at: '2024-05-26T11:45:00Z',
  days: [day('a'), day('b')],
};

const LANE = 'Sum the lane until time is short';
const called = (partitions: readonly string[], partitions_read: number): Partial<HistoryEvent> => ({
  stateExitedEventDetails: { name: LANE, output: JSON.stringify({ partitions, partitions_read }) },
});

const HISTORY: readonly Partial<HistoryEvent>[] = [
  { type: 'ExecutionStarted' },
  entered('Plan'),
  exited('Plan'),
  entered(DAYS, plan),
  entered(PARTITIONS, {}),
  entered(LANE),
  called(['a#00'], 1),
  iterated(PARTITIONS),
  entered(LANE),
  called(['a#01', 'a#02'], 1),
  iterated(PARTITIONS),
  exited(PARTITIONS),
  // The second round of the day: a finished lane answers again.
  entered(PARTITIONS, {}),
  entered(LANE),
  called(['a#00'], 1),
  entered(LANE),
  called(['a#01', 'a#02'], 2),
  exited(PARTITIONS),
  iterated(DAYS),
  entered(PARTITIONS, {}),
  entered(LANE),
  called(['b#01', 'b#02'], 2),
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
  expect(after(8)).toEqual({ runningState: DAYS, done: 1, total: 6 });
  expect(after(12)).toEqual({ runningState: DAYS, done: 2, total: 6 });
  expect(after(19)).toEqual({ runningState: DAYS, done: 3, total: 6 });
  expect(after(25)).toEqual({ done: 5, total: 6 });
});

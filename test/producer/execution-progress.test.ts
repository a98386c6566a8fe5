import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { expect, test } from '@jest/globals';
import { executionProgress } from '../../producer/execution-progress.ts';

const entered = (name: string): Partial<HistoryEvent> => ({ stateEnteredEventDetails: { name } });
const exited = (name: string): Partial<HistoryEvent> => ({ stateExitedEventDetails: { name } });

const HISTORY: readonly Partial<HistoryEvent>[] = [
  { type: 'ExecutionStarted' },
  entered('Plan'),
  exited('Plan'),
  entered('Sum every partition'),
  { type: 'MapStateStarted', mapStateStartedEventDetails: { length: 3 } },
  entered('Sum a page'),
  entered('Sum a page'),
  exited('Sum a page'),
  { type: 'MapIterationSucceeded' },
  exited('Sum a page'),
  { type: 'MapIterationSucceeded' },
  entered('Sum a page'),
  exited('Sum a page'),
  { type: 'MapIterationSucceeded' },
  exited('Sum every partition'),
  entered('Publish'),
  exited('Publish'),
];

const after = (count: number) =>
  executionProgress(
    HISTORY.slice(0, count).map((event, id) => ({ timestamp: undefined, type: undefined, id, ...event })),
  );

test('an execution is where its history says', () => {
  expect(after(1)).toEqual({ partitionsDone: 0, partitionsTotal: 0 });
  expect(after(2)).toEqual({ runningState: 'Plan', partitionsDone: 0, partitionsTotal: 0 });
  expect(after(9)).toEqual({ runningState: 'Sum every partition', partitionsDone: 1, partitionsTotal: 3 });
  expect(after(16)).toEqual({ runningState: 'Publish', partitionsDone: 3, partitionsTotal: 3 });
  expect(after(17)).toEqual({ partitionsDone: 3, partitionsTotal: 3 });
});

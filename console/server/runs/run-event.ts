import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { laneName } from '../../../functions/contracts/kpi-run.ts';
import { fieldOf, jsonOf, textOf } from '../../../producer/stack/json-field.ts';
import type { RunEvent } from '../../api/runs.ts';

const CAUSE_CHARACTERS = 400;

/** What an iteration is for, according to the input of its first state. */
const itemOf = ({ input = '' }: { readonly input?: string | undefined }): string | undefined => {
  const given = jsonOf(input);
  const segment = fieldOf(given, 'segment');
  if (typeof segment === 'number') return `segment ${segment}`;
  return laneName(fieldOf(given, 'lane')) ?? textOf(given, 'day', 'date');
};

/** The event without its input and output: a page shows thousands of events, and asks for complete ones as needed. */
export const runEventOf = (event: HistoryEvent, history: readonly HistoryEvent[]): RunEvent => {
  const { id = 0, previousEventId = 0, type = '', timestamp } = event;
  const named = event.stateEnteredEventDetails ?? event.stateExitedEventDetails;
  // Event ids start at 1.
  const beginsIteration = history[previousEventId - 1]?.type === 'MapIterationStarted';
  const entered = beginsIteration ? event.stateEnteredEventDetails : undefined;
  const iteration =
    event.mapIterationStartedEventDetails ??
    event.mapIterationSucceededEventDetails ??
    event.mapIterationFailedEventDetails ??
    event.mapIterationAbortedEventDetails;
  const failure =
    event.taskFailedEventDetails ??
    event.taskTimedOutEventDetails ??
    event.taskStartFailedEventDetails ??
    event.taskSubmitFailedEventDetails ??
    event.executionFailedEventDetails ??
    event.executionAbortedEventDetails ??
    event.executionTimedOutEventDetails;
  return {
    ...{ id, previousEventId, type, atMs: timestamp?.getTime() ?? 0 },
    name: named?.name ?? iteration?.name,
    index: iteration?.index,
    item: entered === undefined ? undefined : itemOf(entered),
    length: event.mapStateStartedEventDetails?.length,
    error: failure?.error,
    cause: failure?.cause?.slice(0, CAUSE_CHARACTERS),
  };
};

import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { RunEvent } from '../../api/runs.ts';

const CAUSE_CHARACTERS = 400;

/** The event without what went in and out: a page shows thousands of them, and asks for one whole. */
export const runEventOf = (event: HistoryEvent): RunEvent => {
  const { id = 0, previousEventId = 0, type = '', timestamp } = event;
  const named = event.stateEnteredEventDetails ?? event.stateExitedEventDetails;
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
    length: event.mapStateStartedEventDetails?.length,
    error: failure?.error,
    cause: failure?.cause?.slice(0, CAUSE_CHARACTERS),
  };
};

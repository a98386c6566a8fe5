import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { jsonOf, textOf } from '../../stack/json-field.ts';
import type { ExecutionFailure } from './execution-failure.ts';
import { callFailure } from './execution-visits.ts';

/** The function call whose failure made an execution fail. */
export interface FailedCall extends ExecutionFailure {
  /** The state that made it. */
  readonly state: string;
  /** Undefined if the history does not say which function was called. */
  readonly functionArn?: string | undefined;
}

/** The last call that failed in an execution's history, oldest event first; undefined when none did. */
export const lastFailedCall = (history: readonly HistoryEvent[]): FailedCall | undefined => {
  const byId = new Map(history.map((event) => [event.id, event]));
  const failed = history.findLast((event) => callFailure(event) !== undefined);
  if (failed === undefined) return undefined;
  let functionArn: string | undefined;
  let state: string | undefined;
  // Iterations run in parallel, so only the chain of `previousEventId` says what led to an event.
  for (let event = byId.get(failed.id); event !== undefined; event = byId.get(event.previousEventId)) {
    const parameters = event.taskScheduledEventDetails?.parameters;
    functionArn ??= parameters === undefined ? undefined : textOf(jsonOf(parameters), 'FunctionName');
    state = event.stateEnteredEventDetails?.name;
    if (state !== undefined) break;
  }
  const { error, cause } = callFailure(failed) ?? {};
  return { state: state ?? 'unknown', functionArn, error, cause };
};

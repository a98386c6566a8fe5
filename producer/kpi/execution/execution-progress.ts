import type { HistoryEvent, SFNClient } from '@aws-sdk/client-sfn';
import { partitionsOfDay, plannedDaysIn } from '../../../functions/contracts/kpi-run.ts';
import { fieldOf, jsonOf } from '../../stack/json-field.ts';
import { InterruptedError } from '../../terminal/command-error.ts';
import { withProgress } from '../../terminal/progress.ts';
import { awaitExecution, type Execution } from './execution.ts';
import { COUNT_SEGMENTS, SUM_DAYS, SUM_LANE } from './state-names.ts';

/** How far an execution has come, according to its history. */
interface ExecutionProgress {
  /** The top-level state that is running; undefined before the first and after the last. */
  readonly runningState?: string;
  /** How many of the counted things are done and how many there are; both 0 until the run is planned. */
  readonly done: number;
  readonly total: number;
}

/** What to count in an execution. */
interface Counted {
  /** What to call them, such as `partitions`. */
  readonly unit: string;
  /** How many of them are done of something that has a name, if this event tells; a later event may tell it anew. */
  readonly doneOf: (event: HistoryEvent) => readonly [name: string, done: number] | undefined;
  /** The name of the state whose input, as JSON, says how many there will be. */
  readonly plannedIn: string;
  readonly totalOf: (input: string) => number;
}

/** The partitions of all days that a run of the daily KPI sums. A lane tells after each call how many it has read. */
export const PARTITIONS_OF_DAYS: Counted = {
  unit: 'partitions',
  doneOf: ({ stateExitedEventDetails: exited }) => {
    if (exited?.name !== SUM_LANE) return undefined;
    const lane = jsonOf(exited.output ?? '');
    return [String(fieldOf(lane, 'partitions')), Number(fieldOf(lane, 'partitions_read') ?? 0)];
  },
  plannedIn: SUM_DAYS,
  totalOf: (plan) => plannedDaysIn(plan).reduce((sum, day) => sum + partitionsOfDay(day), 0),
};

/** The segments of the table that an audit reads. */
export const SEGMENTS_OF_AUDIT: Counted = {
  unit: 'segments',
  doneOf: ({ id, mapIterationSucceededEventDetails: iteration }) =>
    iteration?.name === COUNT_SEGMENTS ? [String(id), 1] : undefined,
  plannedIn: COUNT_SEGMENTS,
  totalOf: (input) => Number(fieldOf(JSON.parse(input), 'total_segments') ?? 0),
};

/** Reads an execution's progress from its history, oldest event first. */
export const executionProgress = (
  history: readonly HistoryEvent[],
  { doneOf, plannedIn, totalOf }: Counted,
): ExecutionProgress => {
  // States inside a Map are entered after it and exited before it, so the first open state is the top-level one.
  const open: string[] = [];
  const done = new Map<string, number>();
  let total = 0;
  for (const event of history) {
    const { name: entered, input } = event.stateEnteredEventDetails ?? {};
    const exited = event.stateExitedEventDetails?.name;
    if (entered !== undefined) open.push(entered);
    if (exited !== undefined) open.splice(open.indexOf(exited), 1);
    if (entered === plannedIn && input !== undefined) total = totalOf(input);
    const told = doneOf(event);
    if (told !== undefined) done.set(...told);
  }
  const [runningState] = open;
  const sum = [...done.values()].reduce((all, some) => all + some, 0);
  return { done: sum, total, ...(runningState === undefined ? {} : { runningState }) };
};

/**
 * Waits until an execution has succeeded, like {@link awaitExecution}, and shows its progress.
 * @throws {InterruptedError} ending with `whatGoesOn`, if `signal` ends the wait; the execution continues
 */
export const watchExecution = (
  states: SFNClient,
  execution: Execution,
  counted: Counted,
  {
    signal,
    silent,
    whatGoesOn,
  }: { readonly signal: AbortSignal; readonly silent: boolean; readonly whatGoesOn: string },
): Promise<void> =>
  withProgress({ label: 'Starting', unit: counted.unit, silent }, async (progress) => {
    const onHistory = (history: readonly HistoryEvent[]): void => {
      const { runningState, done, total } = executionProgress(history, counted);
      progress.update(done, { total, ...(runningState === undefined ? {} : { label: runningState }) });
    };
    try {
      await awaitExecution(states, execution, { signal, onHistory });
    } catch (error) {
      if (!signal.aborted) throw error;
      throw new InterruptedError(`no longer waiting: ${whatGoesOn}`);
    }
  });

import type { HistoryEvent, SFNClient } from '@aws-sdk/client-sfn';
import { plannedDaysIn } from '../../../functions/contracts/kpi-run.ts';
import { fieldOf } from '../../stack/json-field.ts';
import { InterruptedError } from '../../terminal/command-error.ts';
import { withProgress } from '../../terminal/progress.ts';
import { awaitExecution, type Execution } from './execution.ts';
import { COUNT_SEGMENTS, SUM_DAYS, SUM_PARTITIONS } from './state-names.ts';

/** How far an execution has come, according to its history. */
interface ExecutionProgress {
  /** The top-level state that is running; undefined before the first and after the last. */
  readonly runningState?: string;
  /** How many of the counted things are done and how many there are; both 0 until the run is planned. */
  readonly done: number;
  readonly total: number;
}

/** What to count in an execution: the iterations of a Map. */
interface CountedIterations {
  /** What to call them, such as `partitions`. */
  readonly unit: string;
  /** The name of the Map. */
  readonly map: string;
  /** The name of the state whose input, as JSON, says how many there will be. */
  readonly plannedIn: string;
  readonly totalOf: (input: string) => number;
}

/** The partitions of all days that a run of the daily KPI sums. */
export const PARTITIONS_OF_DAYS: CountedIterations = {
  unit: 'partitions',
  map: SUM_PARTITIONS,
  plannedIn: SUM_DAYS,
  totalOf: (plan) => plannedDaysIn(plan).reduce((sum, { partitions }) => sum + partitions.length, 0),
};

/** The segments of the table that an audit reads. */
export const SEGMENTS_OF_AUDIT: CountedIterations = {
  unit: 'segments',
  map: COUNT_SEGMENTS,
  plannedIn: COUNT_SEGMENTS,
  totalOf: (input) => Number(fieldOf(JSON.parse(input), 'total_segments') ?? 0),
};

/** Reads an execution's progress from its history, oldest event first. */
export const executionProgress = (
  history: readonly HistoryEvent[],
  { map, plannedIn, totalOf }: CountedIterations,
): ExecutionProgress => {
  // States inside a Map are entered after it and exited before it, so the first open state is the top-level one.
  const open: string[] = [];
  let done = 0;
  let total = 0;
  for (const event of history) {
    const { name: entered, input } = event.stateEnteredEventDetails ?? {};
    const exited = event.stateExitedEventDetails?.name;
    if (entered !== undefined) open.push(entered);
    if (exited !== undefined) open.splice(open.indexOf(exited), 1);
    if (entered === plannedIn && input !== undefined) total = totalOf(input);
    if (event.mapIterationSucceededEventDetails?.name === map) done += 1;
  }
  const [runningState] = open;
  return { done, total, ...(runningState === undefined ? {} : { runningState }) };
};

/**
 * Waits until an execution has succeeded, like {@link awaitExecution}, and shows its progress.
 * @throws {InterruptedError} ending with `whatGoesOn`, if `signal` ends the wait; the execution continues
 */
export const watchExecution = (
  states: SFNClient,
  execution: Execution,
  counted: CountedIterations,
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

import type { HistoryEvent, SFNClient } from '@aws-sdk/client-sfn';
import { partitionsOfDay, plannedDaysIn } from '../../../functions/contracts/kpi-run.ts';
import { fieldOf, jsonOf } from '../../stack/json-field.ts';
import type { StackTarget } from '../../stack/stack-outputs.ts';
import { InterruptedError } from '../../terminal/command-error.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { printNote } from '../../terminal/print.ts';
import { withProgress } from '../../terminal/progress.ts';
import { awaitExecution, type Execution, RunNotSucceeded, startedText } from './execution.ts';
import { failureReport } from './failure-report.ts';
import { COUNT_SEGMENTS, SUM_DAYS, SUM_LANE } from './state-names.ts';

interface Counted {
  /** What to call them, such as `partitions`. */
  readonly unit: string;
  /**
   * Which named part of the work this event reports on, and how many units of it are done; undefined if it reports
   * none. A later event for the same part replaces the number.
   */
  readonly doneOf: (event: HistoryEvent) => readonly [name: string, done: number] | undefined;
  /** The name of the state whose input, as JSON, says how many there will be. */
  readonly plannedIn: string;
  readonly totalOf: (input: string) => number;
}

/** The partitions of all days that a run of the daily KPI sums. A lane reports after each call how many it has read. */
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

export const SEGMENTS_OF_AUDIT: Counted = {
  unit: 'segments',
  doneOf: ({ id, mapIterationSucceededEventDetails: iteration }) =>
    iteration?.name === COUNT_SEGMENTS ? [String(id), 1] : undefined,
  plannedIn: COUNT_SEGMENTS,
  totalOf: (input) => Number(fieldOf(JSON.parse(input), 'total_segments') ?? 0),
};

/** `history` is oldest first; `runningState` is a top-level state; the numbers are 0 until the run is planned. */
export const executionProgress = (
  history: readonly HistoryEvent[],
  { doneOf, plannedIn, totalOf }: Counted,
) => {
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
  return { done: sum, total, runningState };
};

interface Watched {
  readonly states: SFNClient;
  readonly timeZone: string;
  readonly counted: Counted;
}

/**
 * Starts an execution and waits until it has succeeded. Prints where to find it, its progress and, if it fails, what is
 * known about the failure. A signal ends the waiting, even if it comes before the waiting begins; the execution
 * continues.
 * @throws {RunNotSucceeded} with its error and cause if it ends otherwise
 * @throws {InterruptedError} ending with `whatGoesOn`
 */
export const startAndWatch = <Started extends Execution>(
  start: () => Promise<Started>,
  { states, timeZone, counted }: Watched,
  whatGoesOn: (started: Started) => string,
  options: StackTarget & { readonly json?: boolean },
): Promise<Started> =>
  interruptible(async (signal) => {
    const started = await start();
    printNote(options, startedText(started, options));
    const bar = { label: 'Starting', unit: counted.unit, silent: options.json === true };
    try {
      await withProgress(bar, (progress) => {
        const onHistory = (history: readonly HistoryEvent[]): void => {
          const { runningState: label, done, total } = executionProgress(history, counted);
          progress.update(done, { total, label });
        };
        return awaitExecution(states, started, { signal, onHistory });
      });
    } catch (error) {
      if (signal.aborted) throw new InterruptedError(`no longer waiting: ${whatGoesOn(started)}`);
      if (error instanceof RunNotSucceeded)
        printNote(options, ...(await failureReport(states, started, { target: options, timeZone })));
      throw error;
    }
    return started;
  });

import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** How far an execution is, by its history. */
export interface ExecutionProgress {
  /** The state of the top level that is running, undefined before the first and after the last. */
  readonly runningState?: string;
  /** Of all that is counted; both 0 until it is planned. */
  readonly done: number;
  readonly total: number;
}

/** What of an execution is counted: the iterations of a Map. */
export interface CountedIterations {
  /** The name of the Map. */
  readonly map: string;
  /** The name of the state whose input, as JSON, tells how many there will be. */
  readonly plannedIn: string;
  readonly totalOf: (input: string | undefined) => number;
}

/** Reads an execution's progress off its history, oldest event first. */
export const executionProgress = (
  history: readonly HistoryEvent[],
  { map, plannedIn, totalOf }: CountedIterations,
): ExecutionProgress => {
  // States inside a Map are entered after it and exited before it: the first one open is the top level's.
  const open: string[] = [];
  let done = 0;
  let total = 0;
  for (const event of history) {
    const { name: entered, input } = event.stateEnteredEventDetails ?? {};
    const exited = event.stateExitedEventDetails?.name;
    if (entered !== undefined) open.push(entered);
    if (exited !== undefined) open.splice(open.indexOf(exited), 1);
    if (entered === plannedIn) total = totalOf(input);
    if (event.mapIterationSucceededEventDetails?.name === map) done += 1;
  }
  const [runningState] = open;
  return { done, total, ...(runningState === undefined ? {} : { runningState }) };
};

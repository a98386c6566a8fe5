import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** How far an execution is, by its history. */
export interface ExecutionProgress {
  /** The state of the top level that is running, undefined before the first and after the last. */
  readonly runningState?: string;
  /** Iterations of the Map that is running or ran last; both 0 before it. */
  readonly partitionsDone: number;
  readonly partitionsTotal: number;
}

/** Reads an execution's progress off its history, oldest event first. */
export const executionProgress = (history: readonly HistoryEvent[]): ExecutionProgress => {
  // States inside a Map are entered after it and exited before it: the first one open is the top level's.
  const open: string[] = [];
  let partitionsDone = 0;
  let partitionsTotal = 0;
  for (const event of history) {
    const entered = event.stateEnteredEventDetails?.name;
    const exited = event.stateExitedEventDetails?.name;
    if (entered !== undefined) open.push(entered);
    if (exited !== undefined) open.splice(open.indexOf(exited), 1);
    if (event.type === 'MapStateStarted') {
      partitionsTotal = event.mapStateStartedEventDetails?.length ?? 0;
      partitionsDone = 0;
    }
    if (event.type === 'MapIterationSucceeded') partitionsDone += 1;
  }
  const [runningState] = open;
  return { partitionsDone, partitionsTotal, ...(runningState === undefined ? {} : { runningState }) };
};

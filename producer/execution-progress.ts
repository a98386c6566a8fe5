import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { daysIn, SUM_DAYS, SUM_PARTITIONS } from './daily-kpi-states.ts';

/** How far an execution is, by its history. */
export interface ExecutionProgress {
  /** The state of the top level that is running, undefined before the first and after the last. */
  readonly runningState?: string;
  /** Of all days of the execution; both 0 until they are planned. */
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
    const { name: entered, input } = event.stateEnteredEventDetails ?? {};
    const exited = event.stateExitedEventDetails?.name;
    if (entered !== undefined) open.push(entered);
    if (exited !== undefined) open.splice(open.indexOf(exited), 1);
    if (entered === SUM_DAYS)
      partitionsTotal = daysIn(input).reduce((sum, { partitions }) => sum + partitions, 0);
    if (event.mapIterationSucceededEventDetails?.name === SUM_PARTITIONS) partitionsDone += 1;
  }
  const [runningState] = open;
  return { partitionsDone, partitionsTotal, ...(runningState === undefined ? {} : { runningState }) };
};

import type { HistoryEvent } from '@aws-sdk/client-sfn';
import {
  ExecutionVisits,
  type Iteration,
  type Visit,
} from '../../producer/kpi/execution/execution-visits.ts';

export type Activity = 'idle' | 'running' | 'succeeded' | 'caught' | 'failed' | 'stopped';

/** What happened in one state, over all its visits. */
export interface StateActivity {
  readonly activity: Activity;
  readonly retries: number;
  /** For a Map: the number of iterations in each status, and of items still waiting. */
  readonly iterations?: IterationCounts;
}

export interface IterationCounts {
  readonly waiting: number;
  readonly running: number;
  readonly done: number;
  readonly failed: number;
}

const ENDS: Readonly<Record<string, Activity>> = {
  ExecutionFailed: 'failed',
  ExecutionTimedOut: 'failed',
  ExecutionAborted: 'stopped',
};

const isCaught = ({ calls, failures }: Visit): boolean => calls > 0 && failures.length >= calls;

const activityOf = (visits: readonly Visit[], failedMaps: ReadonlySet<Visit>, end: Activity): Activity => {
  const open = visits.filter(({ exitedAt }) => exitedAt === undefined);
  if (open.length > 0) return end;
  return visits.some((visit) => isCaught(visit) || failedMaps.has(visit)) ? 'caught' : 'succeeded';
};

const countsOf = (iterations: readonly Iteration[], items: number): IterationCounts => {
  const count = (...wanted: readonly Iteration['status'][]): number =>
    iterations.filter(({ status }) => wanted.includes(status)).length;
  return {
    waiting: Math.max(0, items - iterations.length),
    running: count('RUNNING'),
    done: count('SUCCEEDED'),
    failed: count('FAILED', 'ABORTED'),
  };
};

/** The activity of each state that a history entered, by name. The history's oldest event comes first. */
export const stateActivities = (history: readonly HistoryEvent[]): ReadonlyMap<string, StateActivity> => {
  const { visits, iterations } = new ExecutionVisits(history);
  const failedMaps = new Set(iterations.filter(({ status }) => status === 'FAILED').map(({ map }) => map));
  const end = ENDS[history.at(-1)?.type ?? ''] ?? 'running';
  const iterationsOf = Map.groupBy(iterations, ({ map }) => map.name);
  return new Map(
    [...Map.groupBy(visits, ({ name }) => name)].map(([name, own]) => {
      const retries = own.reduce((sum, { calls }) => sum + Math.max(0, calls - 1), 0);
      const items = own.reduce((sum, visit) => sum + (visit.items ?? 0), 0);
      const counts = items === 0 ? {} : { iterations: countsOf(iterationsOf.get(name) ?? [], items) };
      return [name, { activity: activityOf(own, failedMaps, end), retries, ...counts }];
    }),
  );
};

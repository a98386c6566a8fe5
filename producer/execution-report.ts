import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { ExecutionFailure } from './execution-failure.ts';
import { ExecutionVisits, type Iteration, type Visit } from './execution-visits.ts';

interface Span {
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  /** Until the end of the execution where that came first; null while it runs. */
  readonly seconds: number | null;
  /** Calls repeated after a failure; those of a Map are its iterations'. */
  readonly retries: number;
  /** Why the last of its own calls that failed did; left out when none did. */
  readonly lastFailure?: ExecutionFailure;
}

/** One passage through a state of the top level. */
export interface StateReport extends Span {
  readonly name: string;
  /** `CAUGHT` when it failed and the execution went on; one that was not left shares the fate of the execution. */
  readonly status: 'SUCCEEDED' | 'CAUGHT' | ExecutionEnd;
}

/** One partition of the day. */
export interface PartitionReport extends Span {
  /** Such as `2024-05-25#07`. */
  readonly partition: string;
  readonly status: Iteration['status'];
  /** Undefined until it is summed. */
  readonly trips?: number;
}

type ExecutionEnd = 'RUNNING' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** An execution as its history tells it. */
export interface ExecutionReport {
  readonly states: readonly StateReport[];
  /** In the order of the Map's items. */
  readonly partitions: readonly PartitionReport[];
}

const ENDS: Readonly<Record<string, ExecutionEnd>> = {
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

const secondsBetween = (start: Date, end: Date | undefined): number | null =>
  end === undefined ? null : (end.getTime() - start.getTime()) / 1000;

const retriesIn = (visits: readonly Visit[]): number =>
  visits.reduce((sum, { calls }) => sum + Math.max(0, calls - 1), 0);

const lastFailureIn = (visits: readonly Visit[]): Pick<Span, 'lastFailure'> => {
  const last = visits.flatMap(({ failures }) => failures).at(-1);
  return last === undefined ? {} : { lastFailure: { error: last.error, cause: last.cause } };
};

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;

const parsed = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(text));

const stateStatus = ({ exitedAt, calls, failures }: Visit, end: ExecutionEnd): StateReport['status'] => {
  if (exitedAt === undefined) return end;
  return calls > 0 && failures.length === calls ? 'CAUGHT' : 'SUCCEEDED';
};

const partitionReport = (
  iteration: Iteration,
  visits: readonly Visit[],
  endedAt: Date | undefined,
): PartitionReport => {
  const output = parsed(visits.at(-1)?.output);
  const partition = field(parsed(visits[0]?.input), 'partition');
  const trips = field(field(output, 'aggregate'), 'count');
  const isSummed = iteration.status === 'SUCCEEDED' && typeof trips === 'number';
  return {
    partition: typeof partition === 'string' ? partition : `#${iteration.index}`,
    status: iteration.status,
    startedAt: iteration.startedAt.toISOString(),
    seconds: secondsBetween(iteration.startedAt, iteration.endedAt ?? endedAt),
    retries: retriesIn(visits),
    ...lastFailureIn(visits),
    ...(isSummed ? { trips } : {}),
  };
};

/** Reads the states and the partitions of a daily KPI off the history of its execution, oldest event first. */
export const executionReport = (history: readonly HistoryEvent[]): ExecutionReport => {
  const { visits, iterations } = new ExecutionVisits(history);
  const last = history.at(-1);
  const end = ENDS[last?.type ?? ''] ?? 'RUNNING';
  const endedAt = end === 'RUNNING' ? undefined : last?.timestamp;
  const within = (iteration: Iteration) => visits.filter((visit) => visit.iteration === iteration);
  return {
    states: visits
      .filter(({ iteration }) => iteration === undefined)
      .map((visit) => ({
        name: visit.name,
        status: stateStatus(visit, end),
        startedAt: visit.enteredAt.toISOString(),
        seconds: secondsBetween(visit.enteredAt, visit.exitedAt ?? endedAt),
        retries: retriesIn([visit, ...visits.filter(({ iteration }) => iteration?.map === visit)]),
        ...lastFailureIn([visit]),
      })),
    partitions: iterations
      .toSorted((one, other) => one.index - other.index)
      .map((iteration) => partitionReport(iteration, within(iteration), endedAt)),
  };
};

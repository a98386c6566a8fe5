import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { LANE_STATUS } from '../../../functions/contracts/agreed.ts';
import { laneName, type PlannedDay, plannedDaysIn } from '../../../functions/contracts/kpi-run.ts';
import { fieldOf, jsonOf, textOf } from '../../stack/json-field.ts';
import type { ExecutionFailure } from './execution-failure.ts';
import { ExecutionVisits, type Iteration, type Visit } from './execution-visits.ts';
import { SUM_DAYS, SUM_PARTITIONS } from './state-names.ts';

interface Span {
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  /** The time until its own end or that of the execution, whichever came first; null while it runs. */
  readonly seconds: number | null;
  /** Calls that were repeated after a failure; for a Map, those of its iterations. */
  readonly retries: number;
  /** Why the last failed call of this state failed; left out if none did. */
  readonly lastFailure?: ExecutionFailure | undefined;
}

/** One passage through a state. */
export interface StateReport extends Span {
  readonly name: string;
  /** `CAUGHT` if it failed and the execution went on. A state that was never left ends like the execution. */
  readonly status: 'SUCCEEDED' | 'CAUGHT' | ExecutionEnd;
}

/** One partition of the day, or several that were summed one after the other. */
export interface PartitionReport extends Span {
  /** Such as `2024-05-25#07`, or `2024-05-25#06-08`. */
  readonly partition: string;
  /** How many partitions this is about. */
  readonly count: number;
  readonly status: Iteration['status'];
  /** Undefined until it is summed. */
  readonly trips?: number | undefined;
}

export interface DayReport {
  readonly date: string;
  /** Why it is summed: `daily`, `missing`, `late-completions` or `requested`. */
  readonly reason: string;
  readonly status: Iteration['status'];
  /** What the run did to its metrics, such as `restated`, or `waiting`; undefined until that is decided. */
  readonly outcome?: DayOutcome | undefined;
  readonly states: readonly StateReport[];
  /** How many the run planned to sum; a failed run may not have begun all of them. */
  readonly plannedPartitions: number;
  /** The partitions that were begun, in the order of the Map's items. */
  readonly partitions: readonly PartitionReport[];
}

export interface DayOutcome {
  readonly status: string;
  readonly revision: number | null;
  /** How much a restated day changed: trips, and exact decimal text. */
  readonly change: { readonly count_trips: number; readonly total_fare: string } | null;
}

type ExecutionEnd = 'RUNNING' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface ExecutionReport {
  /** The top-level states. */
  readonly states: readonly StateReport[];
  /** In the order of the plan. */
  readonly days: readonly DayReport[];
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

const lastFailureIn = (visits: readonly Visit[]): ExecutionFailure | undefined => {
  const last = visits.flatMap(({ failures }) => failures).at(-1);
  return last && { error: last.error, cause: last.cause };
};

const outcomeIn = (output: unknown): DayOutcome | undefined => {
  const status = textOf(output, 'status');
  if (status === undefined || status === 'failed') return undefined;
  const revision = fieldOf(output, 'revision');
  const trips = fieldOf(output, 'change', 'count_trips');
  return {
    status,
    revision: typeof revision === 'number' ? revision : null,
    change:
      typeof trips === 'number'
        ? { count_trips: trips, total_fare: String(fieldOf(output, 'change', 'total_fare')) }
        : null,
  };
};

/** The history of one execution, and when and how the execution ended. */
class Report {
  readonly #visits: readonly Visit[];
  readonly #iterations: readonly Iteration[];
  readonly #end: ExecutionEnd;
  readonly #endedAt: Date | undefined;

  constructor(history: readonly HistoryEvent[]) {
    const { visits, iterations } = new ExecutionVisits(history);
    const last = history.at(-1);
    this.#visits = visits;
    this.#iterations = iterations.toSorted((one, other) => one.index - other.index);
    this.#end = ENDS[last?.type ?? ''] ?? 'RUNNING';
    this.#endedAt = this.#end === 'RUNNING' ? undefined : last?.timestamp;
  }

  /** The states at the top level, or in one iteration of a Map. */
  states(iteration?: Iteration): StateReport[] {
    return this.#visitsIn(iteration).map((visit) => ({
      name: visit.name,
      status: this.#statusOf(visit),
      startedAt: visit.enteredAt.toISOString(),
      seconds: secondsBetween(visit.enteredAt, visit.exitedAt ?? this.#endedAt),
      retries: retriesIn([visit, ...this.#visitsBelow(visit)]),
      lastFailure: lastFailureIn([visit]),
    }));
  }

  days(): DayReport[] {
    return this.#iterationsOf(SUM_DAYS).map((iteration) => this.#day(iteration));
  }

  #day(iteration: Iteration): DayReport {
    const { index, map } = iteration;
    const planned = map.input === undefined ? undefined : plannedDaysIn(map.input)[index];
    const { date = `#${index}`, reason = '', lanes = [] } = planned ?? {};
    const rounds = this.#iterationsOf(SUM_PARTITIONS).filter(({ map }) => map.iteration === iteration);
    const output = jsonOf(this.#visitsIn(iteration).at(-1)?.output ?? '');
    const outcome = outcomeIn(output);
    return {
      date,
      reason,
      status: textOf(output, 'status') === 'failed' ? 'FAILED' : iteration.status,
      ...(outcome && { outcome }),
      states: this.states(iteration),
      plannedPartitions: lanes.reduce((sum, { partitions }) => sum + partitions.length, 0),
      partitions: [...Map.groupBy(rounds, (round) => round.index)].map(([lane, ofLane]) =>
        this.#partition(ofLane, lanes[lane]),
      ),
    };
  }

  /** `rounds` are the iterations in which a lane was called: more than one if a call did not finish the lane. */
  #partition(
    rounds: readonly Iteration[],
    planned: PlannedDay['lanes'][number] | undefined,
  ): PartitionReport {
    const [first, last] = [rounds[0], rounds.at(-1)];
    if (first === undefined || last === undefined) throw new Error('a lane without an iteration');
    const visits = rounds.flatMap((round) => this.#visitsIn(round));
    const output = jsonOf(visits.findLast((visit) => visit.output !== undefined)?.output ?? '');
    const trips = fieldOf(output, 'aggregate', 'count');
    // A lane that had finished before another lane's failure aborted it counts too, as it does in the progress.
    const isSummed = textOf(output, 'status') === LANE_STATUS.finished;
    return {
      partition: laneName(planned) ?? `#${first.index}`,
      count: planned?.partitions.length ?? 1,
      status: last.status,
      startedAt: first.startedAt.toISOString(),
      seconds: secondsBetween(first.startedAt, last.endedAt ?? this.#endedAt),
      retries: retriesIn(visits),
      lastFailure: lastFailureIn(visits),
      ...(isSummed && typeof trips === 'number' ? { trips } : {}),
    };
  }

  #iterationsOf(mapName: string): readonly Iteration[] {
    return this.#iterations.filter(({ map }) => map.name === mapName);
  }

  #visitsIn(iteration: Iteration | undefined): readonly Visit[] {
    return this.#visits.filter((visit) => visit.iteration === iteration);
  }

  /** Everything that happened inside a Map, including the Maps inside it. */
  #visitsBelow(map: Visit): readonly Visit[] {
    const inside = this.#visits.filter(({ iteration }) => iteration?.map === map);
    return inside.flatMap((visit) => [visit, ...this.#visitsBelow(visit)]);
  }

  #statusOf(visit: Visit): StateReport['status'] {
    if (visit.exitedAt === undefined) return this.#end;
    const { calls, failures } = visit;
    const hasFailed = this.#iterations.some(({ map, status }) => map === visit && status === 'FAILED');
    return hasFailed || (calls > 0 && failures.length === calls) ? 'CAUGHT' : 'SUCCEEDED';
  }
}

/** Reads an execution of the daily KPI from its history, oldest event first. */
export const executionReport = (history: readonly HistoryEvent[]): ExecutionReport => {
  const report = new Report(history);
  return { states: report.states(), days: report.days() };
};

import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { ExecutionFailure } from './execution-failure.ts';

/** One passage through a state, from its entry to its exit. */
export interface Visit {
  /** The id of the event that entered the state. */
  readonly enteredEventId: number;
  readonly name: string;
  readonly input: string | undefined;
  readonly enteredAt: Date;
  /** The Map iteration in which it happened; undefined at the top level. */
  readonly iteration: Iteration | undefined;
  exitedEventId?: number;
  exitedAt?: Date;
  output?: string | undefined;
  /** Of a Map: how many items it has, once it has begun. */
  items?: number;
  /** Calls of the state's task, including retries. */
  calls: number;
  /** Why its calls failed, in order. */
  readonly failures: ExecutionFailure[];
}

export interface Iteration {
  readonly map: Visit;
  readonly index: number;
  readonly startedAt: Date;
  endedAt?: Date;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
}

interface Place {
  readonly visit?: Visit | undefined;
  readonly iteration?: Iteration | undefined;
}

const ITERATION_ENDS: Readonly<Record<string, Iteration['status']>> = {
  MapIterationSucceeded: 'SUCCEEDED',
  MapIterationFailed: 'FAILED',
  MapIterationAborted: 'ABORTED',
};

const timeOf = ({ id, timestamp }: HistoryEvent): Date => {
  if (timestamp === undefined) throw new Error(`event ${id} of the execution has no timestamp`);
  return timestamp;
};

/** Why the call of a task failed; undefined for an event that does not say so. */
export const callFailure = (event: HistoryEvent): ExecutionFailure | undefined =>
  event.taskFailedEventDetails ??
  event.taskTimedOutEventDetails ??
  event.taskStartFailedEventDetails ??
  event.taskSubmitFailedEventDetails;

/** The enclosing state with this name: an event inside a Map may be followed by one of the Map itself. */
const enclosing = ({ visit, iteration }: Place, name: string): Visit | undefined => {
  let candidate = visit ?? iteration?.map;
  while (candidate !== undefined && candidate.name !== name) candidate = candidate.iteration?.map;
  return candidate;
};

/**
 * Every visit to a state and every iteration of a Map in an execution's history (oldest event first), in the order in
 * which they began. Iterations run in parallel, so each event belongs to the same place as the event before it on its
 * path, `previousEventId`:
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export class ExecutionVisits {
  readonly visits: Visit[] = [];
  readonly iterations: Iteration[] = [];
  readonly #places = new Map<number, Place>();
  /** The last iteration of each item of a Map. */
  readonly #latest = new Map<Visit, Map<number, Iteration>>();

  constructor(history: readonly HistoryEvent[]) {
    for (const event of history) {
      const before = this.#places.get(event.previousEventId ?? 0) ?? {};
      if (event.id !== undefined) this.#places.set(event.id, this.#placeOf(event, before));
    }
  }

  #placeOf(event: HistoryEvent, before: Place): Place {
    const { stateEnteredEventDetails: entered, stateExitedEventDetails: exited } = event;
    if (entered?.name !== undefined) return this.#enter(event, entered.name, before);
    if (exited?.name !== undefined) return this.#exit(event, exited.name, before);
    const iterationDetails =
      event.mapIterationStartedEventDetails ??
      event.mapIterationSucceededEventDetails ??
      event.mapIterationFailedEventDetails ??
      event.mapIterationAbortedEventDetails;
    if (iterationDetails !== undefined) return this.#iterate(event, iterationDetails, before);
    const { visit } = before;
    const failure = callFailure(event);
    if (visit !== undefined && event.type === 'TaskScheduled') visit.calls += 1;
    if (visit !== undefined && failure !== undefined) visit.failures.push(failure);
    const { length } = event.mapStateStartedEventDetails ?? {};
    if (visit !== undefined && length !== undefined) visit.items = length;
    return before;
  }

  #enter(event: HistoryEvent, name: string, { iteration }: Place): Place {
    const visit: Visit = {
      ...{ enteredEventId: event.id ?? 0, name, enteredAt: timeOf(event), iteration },
      ...{ input: event.stateEnteredEventDetails?.input, calls: 0, failures: [] },
    };
    this.visits.push(visit);
    return { visit, iteration };
  }

  #exit(event: HistoryEvent, name: string, before: Place): Place {
    const visit = enclosing(before, name);
    if (visit === undefined)
      throw new Error(`the execution left the state "${name}" without having entered it`);
    visit.exitedAt = timeOf(event);
    if (event.id !== undefined) visit.exitedEventId = event.id;
    visit.output = event.stateExitedEventDetails?.output;
    return { visit, iteration: visit.iteration };
  }

  #iterate(
    event: HistoryEvent,
    { name = '', index = 0 }: { name?: string; index?: number },
    before: Place,
  ): Place {
    // A Map inside another Map is entered once per iteration of the outer one, in parallel.
    const map = enclosing(before, name);
    if (map === undefined) throw new Error(`the execution iterated in "${name}" without having entered it`);
    const latest = this.#latest.get(map) ?? new Map<number, Iteration>();
    const known = latest.get(index);
    if (known === undefined || event.type === 'MapIterationStarted') {
      const iteration: Iteration = { map, index, startedAt: timeOf(event), status: 'RUNNING' };
      this.iterations.push(iteration);
      this.#latest.set(map, latest.set(index, iteration));
      return { iteration };
    }
    known.status = ITERATION_ENDS[event.type ?? ''] ?? known.status;
    known.endedAt = timeOf(event);
    return { iteration: known };
  }
}

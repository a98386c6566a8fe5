import {
  ExecutionVisits,
  type Iteration,
  type Visit,
} from '../../../../producer/kpi/execution/execution-visits.ts';
import type { RunEvent } from '../../../api/runs.ts';
import { historyEventOf } from './use-run-events.ts';

/** One item of a Map. A waiting item has no iteration yet. */
export interface Cell {
  readonly name: string;
  readonly status: Iteration['status'] | 'WAITING';
}

/** One visit to a Map. */
export interface MapCells {
  /** The Map's name and, if it is inside another Map, that Map's item. */
  readonly title: string;
  readonly cells: readonly Cell[];
}

/** What a run's events, oldest first, say about its states and iterations. */
export class RunVisits {
  readonly visits: readonly Visit[];
  readonly #iterations: ReadonlyMap<Visit, readonly Iteration[]>;
  readonly #names = new Map<Iteration, string>();

  constructor(events: readonly RunEvent[]) {
    const { visits, iterations } = new ExecutionVisits(events.map(historyEventOf));
    this.visits = visits;
    this.#iterations = Map.groupBy(iterations, ({ map }) => map);
    const items = new Map(events.map(({ id, item }) => [id, item]));
    for (const { iteration, enteredEventId } of visits) {
      const item = items.get(enteredEventId);
      if (iteration !== undefined && item !== undefined) this.#names.set(iteration, item);
    }
  }

  /** Such as `2024-05-25#07`; the item's number if its input does not name it. */
  itemName(iteration: Iteration): string {
    return this.#names.get(iteration) ?? `item ${iteration.index}`;
  }

  /** The visits to all Maps, in the order in which they began. */
  maps(): MapCells[] {
    return this.visits
      .filter(({ items = 0 }) => items > 0)
      .map((map) => {
        const around = map.iteration === undefined ? '' : `, ${this.itemName(map.iteration)}`;
        return { title: `${map.name}${around}`, cells: this.#cells(map) };
      });
  }

  #cells(map: Visit): Cell[] {
    const begun = new Map(this.#iterations.get(map)?.map((iteration) => [iteration.index, iteration]));
    return Array.from({ length: map.items ?? 0 }, (_, index) => {
      const iteration = begun.get(index);
      if (iteration === undefined) return { name: `item ${index}`, status: 'WAITING' };
      return { name: this.itemName(iteration), status: iteration.status };
    });
  }
}

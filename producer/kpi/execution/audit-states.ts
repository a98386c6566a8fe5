import { field } from './daily-kpi-states.ts';
import type { CountedIterations } from './execution-progress.ts';

/** The name of the state of statemachines/audit.asl.json by which an execution's history is read. */
export const COUNT_SEGMENTS = 'Count the trips of every segment';

/** The segments of the table that an audit reads. */
export const SEGMENTS_OF_AUDIT: CountedIterations = {
  map: COUNT_SEGMENTS,
  plannedIn: COUNT_SEGMENTS,
  totalOf: (input) => Number(field(JSON.parse(input ?? '{}'), 'total_segments') ?? 0),
};

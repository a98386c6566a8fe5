import type { CountedIterations } from './execution-progress.ts';

/** The names of the states of statemachines/daily-kpi.asl.json by which an execution's history is read. */
export const SUM_DAYS = 'Sum and publish every day';
export const SUM_PARTITIONS = 'Sum every partition of the day';

/** A day as the plan of a run has it. */
export interface PlannedDay {
  readonly date: string;
  readonly reason: string;
  readonly partitions: number;
}

/** What `value` has under `name`; undefined when it is no object or has no such field. */
export const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;

const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The days in the input of {@link SUM_DAYS}, or of the output of an execution, in their order; none in any other text. */
export const daysIn = (json: string | undefined): readonly PlannedDay[] =>
  itemsOf(json === undefined ? undefined : field(JSON.parse(json), 'days')).map((day) => ({
    date: String(field(day, 'date')),
    reason: String(field(day, 'reason')),
    partitions: itemsOf(field(day, 'partitions')).length,
  }));

/** The partitions of all days of an execution. */
export const PARTITIONS_OF_DAYS: CountedIterations = {
  map: SUM_PARTITIONS,
  plannedIn: SUM_DAYS,
  totalOf: (input) => daysIn(input).reduce((sum, { partitions }) => sum + partitions, 0),
};

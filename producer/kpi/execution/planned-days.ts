import { fieldOf, jsonOf } from '../../../functions/trip/json-field.ts';

/** A day as the plan of a run has it. */
export interface PlannedDay {
  readonly date: string;
  readonly reason: string;
  readonly partitions: number;
}

const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The days in the input of {@link SUM_DAYS}, or of the output of an execution, in their order; none in any other text. */
export const daysIn = (json = ''): readonly PlannedDay[] =>
  itemsOf(fieldOf(jsonOf(json), 'days')).map((day) => ({
    date: String(fieldOf(day, 'date')),
    reason: String(fieldOf(day, 'reason')),
    partitions: itemsOf(fieldOf(day, 'partitions')).length,
  }));

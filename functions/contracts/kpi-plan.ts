import type { FromSchema } from 'json-schema-to-ts';
import * as validators from './generated/validators.mjs';
import { RUN_REASONS } from './run-input.ts';

const plannedDaySchema = {
  type: 'object',
  properties: {
    date: { type: 'string' },
    partitions: { type: 'array', items: { type: 'string' } },
    reason: { enum: RUN_REASONS },
    /** When the day was last marked for late completions, ISO 8601 UTC; null if it is not marked. */
    late_marker: { type: ['string', 'null'] },
  },
  required: ['date', 'partitions', 'reason', 'late_marker'],
  additionalProperties: false,
} as const;

/** What plan-kpi-run answers, and the states of the run pass on: the days to sum and every partition of each. */
export const kpiRunPlanSchema = {
  type: 'object',
  properties: {
    /** The execution's name. */
    run_id: { type: 'string' },
    /** When the execution started, ISO 8601 UTC. */
    generated_at: { type: 'string' },
    days: { type: 'array', items: plannedDaySchema },
  },
  required: ['run_id', 'generated_at', 'days'],
  additionalProperties: false,
} as const;

export type PlannedDay = FromSchema<typeof plannedDaySchema>;
export type KpiRunPlan = FromSchema<typeof kpiRunPlanSchema>;

/** The days of a plan, given as the JSON text in an execution's history. Throws if it is not a plan. */
export const plannedDaysIn = (json: string): readonly PlannedDay[] => {
  const plan: unknown = JSON.parse(json);
  if (!validators.validateKpiRunPlan(plan))
    throw new Error(`Not the plan of a KPI run: ${json.slice(0, 200)}`);
  return plan.days;
};

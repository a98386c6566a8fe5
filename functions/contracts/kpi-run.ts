import type { FromSchema } from 'json-schema-to-ts';
import { implausibleSchema } from '../trip/implausible.ts';
import { aggregateSchema, type Metrics, type MetricsChange } from '../trip/metrics.ts';
import * as validators from './generated/validators.mjs';
import type { RevisionStatus } from './metrics-file.ts';
import { RUN_REASONS, type RunReason } from './run-input.ts';

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

/** The output of plan-kpi-run, which the states of a run pass on: the days to sum, and all partitions of each. */
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

/** The days of a plan, from the JSON text in an execution's history. Throws if the text is not a plan. */
export const plannedDaysIn = (json: string): readonly PlannedDay[] => {
  const plan: unknown = JSON.parse(json);
  if (!validators.validateKpiRunPlan(plan))
    throw new Error(`Not the plan of a KPI run: ${json.slice(0, 200)}`);
  return plan.days;
};

/** The input of aggregate-partition: a partition, and what an earlier call has answered for it. */
export const aggregateRequestSchema = {
  type: 'object',
  properties: {
    partition: { type: 'string' },
    aggregate: aggregateSchema,
    /** How many of its trips are implausible; absent at first, and in what an earlier version has summed. */
    implausible: implausibleSchema,
    /** Pages of the index read so far; absent at first. */
    pages: { type: 'integer' },
    /** Where the last call stopped; absent at first, null at the end of the partition. */
    cursor: { type: ['string', 'null'] },
  },
  required: ['partition'],
} as const;

const partialProperties = {
  partition: { type: 'string' },
  aggregate: aggregateSchema,
  implausible: implausibleSchema,
  pages: { type: 'integer' },
} as const;
const required = ['partition', 'aggregate', 'pages', 'cursor'] as const;

/** Its output: the sums so far, and where to continue. */
export const partialSchema = {
  type: 'object',
  properties: { ...partialProperties, cursor: { type: ['string', 'null'] } },
  required,
} as const;

/** The partial aggregate of a partition that was read to its end. */
export const finishedPartialSchema = {
  type: 'object',
  properties: { ...partialProperties, cursor: { type: 'null' } },
  required,
} as const;

export type AggregateRequest = FromSchema<typeof aggregateRequestSchema>;
export type PartialAggregate = FromSchema<typeof partialSchema>;

/** The input of publish-metrics: a planned day, and the partial aggregates of all its partitions. */
export const publishRequestSchema = {
  type: 'object',
  properties: {
    date: { type: 'string' },
    reason: { enum: RUN_REASONS },
    /**
     * When the date was last marked for late completions, at the time the run was planned; null if it was not marked.
     */
    late_marker: { type: ['string', 'null'] },
    run_id: { type: 'string' },
    generated_at: { type: 'string' },
    partials: { type: 'array', items: finishedPartialSchema },
  },
  required: ['date', 'reason', 'late_marker', 'run_id', 'generated_at', 'partials'],
} as const;

export type PublishRequest = FromSchema<typeof publishRequestSchema>;

/** Its output: the day's metrics, what has changed, and the keys of the files. */
export interface PublishedMetrics {
  readonly date: string;
  readonly reason: RunReason;
  readonly status: RevisionStatus;
  readonly revision: number | null;
  readonly metrics: Metrics;
  /** By how much the day changed; null unless it was restated. */
  readonly change: MetricsChange | null;
  /** The day's current file, and this run's own copy. */
  readonly key: string;
  readonly run_key: string;
}

/** An execution's output: each of its days, published or failed. */
export const kpiRunOutputSchema = {
  type: 'object',
  properties: {
    days: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          date: { type: 'string' },
          reason: { enum: RUN_REASONS },
          status: { enum: ['first', 'restated', 'unchanged', 'overtaken', 'failed'] },
          revision: { type: ['integer', 'null'] },
          change: { type: ['object', 'null'] },
        },
        required: ['date', 'reason', 'status'],
      },
    },
  },
  required: ['days'],
} as const;

export type KpiRunOutput = FromSchema<typeof kpiRunOutputSchema>;

/** The days of an execution's output, given as its JSON text. Throws if it is not the output of a KPI run. */
export const daysOfOutput = (json: string): KpiRunOutput['days'] => {
  const output: unknown = JSON.parse(json);
  if (!validators.validateKpiRunOutput(output))
    throw new Error(`Not the output of a KPI run: ${json.slice(0, 200)}`);
  return output.days;
};

import type { FromSchema } from 'json-schema-to-ts';
import { implausibleSchema } from '../trip/implausible.ts';
import { aggregateSchema, type Metrics, type MetricsChange } from '../trip/metrics.ts';
import { LANE_STATUS } from './agreed.ts';
import * as validators from './generated/validators.mjs';
import type { RevisionStatus } from './metrics-file.ts';
import { RUN_REASONS, type RunReason } from './run-input.ts';

const PARTITIONS = { type: 'array', items: { type: 'string' } } as const;

/** Partitions that are summed one after the other, in one call if there is time. */
const plannedLaneSchema = {
  type: 'object',
  properties: { partitions: PARTITIONS },
  required: ['partitions'],
  additionalProperties: false,
} as const;

const plannedDaySchema = {
  type: 'object',
  properties: {
    date: { type: 'string' },
    /** All partitions of the day, each in one lane; empty if the day has to wait for another run. */
    lanes: { type: 'array', items: plannedLaneSchema },
    reason: { enum: RUN_REASONS },
    /** When the day was last marked for late completions, ISO 8601 UTC; null if it is not marked. */
    late_marker: { type: ['string', 'null'] },
  },
  required: ['date', 'lanes', 'reason', 'late_marker'],
  additionalProperties: false,
} as const;

/** The output of plan-kpi-run, which the states of a run pass on: the days to sum, and the lanes of each. */
export const kpiRunPlanSchema = {
  type: 'object',
  properties: {
    /** The execution's name. */
    run_id: { type: 'string' },
    /** When the execution started, ISO 8601 UTC. */
    generated_at: { type: 'string' },
    /** When the run stops summing, ISO 8601 UTC: a day that is not summed by then waits for another run. */
    stop_at: { type: 'string' },
    days: { type: 'array', items: plannedDaySchema },
  },
  required: ['run_id', 'generated_at', 'stop_at', 'days'],
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

const laneProperties = {
  partitions: PARTITIONS,
  aggregate: aggregateSchema,
  /** How many of the lane's trips are implausible. */
  implausible: implausibleSchema,
  /** How many of the partitions, in order, have been read to their end. */
  partitions_read: { type: 'integer' },
  /** Pages of the index read so far. */
  pages: { type: 'integer' },
  /** Where the last call stopped in the next partition; null at its beginning. */
  cursor: { type: ['string', 'null'] },
} as const;

/** How many partitions of a planned day there are. */
export const partitionsOfDay = ({ lanes }: PlannedDay): number =>
  lanes.reduce((sum, { partitions }) => sum + partitions.length, 0);

/**
 * The name of the lane in the input or output of a state, given its JSON value: its partition, such as `2024-05-25#07`,
 * or the first and last of several, such as `2024-05-25#06-08`. Undefined if the value is not a lane.
 */
export const laneName = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null || !('partitions' in value)) return undefined;
  const [first, ...others]: unknown[] = Array.isArray(value.partitions) ? value.partitions : [];
  const last = others.length === 0 ? '' : String(others.at(-1)).replace(/.*#/, '-');
  return first === undefined ? undefined : `${first}${last}`;
};

/** The input of aggregate-partition: a lane, as planned or as returned by the last call, and when the run stops. */
export const aggregateRequestSchema = {
  type: 'object',
  properties: {
    lane: { type: 'object', properties: laneProperties, required: ['partitions'] },
    stop_at: { type: 'string' },
  },
  required: ['lane', 'stop_at'],
} as const;

export type AggregateRequest = FromSchema<typeof aggregateRequestSchema>;

/** The sums of a lane so far, and what is left to read. */
export type Lane = Required<AggregateRequest['lane']>;

/** The output of aggregate-partition. */
export interface LaneSums extends Lane {
  readonly status: (typeof LANE_STATUS)[keyof typeof LANE_STATUS];
}

/** A lane that was summed to its end. */
const finishedLaneSchema = {
  type: 'object',
  properties: { ...laneProperties, status: { const: LANE_STATUS.finished } },
  required: ['partitions', 'aggregate', 'implausible', 'partitions_read', 'pages', 'status'],
} as const;

/** The input of publish-metrics: a planned day, and the sums of all its lanes. */
export const publishRequestSchema = {
  type: 'object',
  properties: {
    date: { type: 'string' },
    reason: { enum: RUN_REASONS },
    /** When the date was last marked for late completions, as of the plan; null if it was not marked. */
    late_marker: { type: ['string', 'null'] },
    run_id: { type: 'string' },
    generated_at: { type: 'string' },
    lanes: { type: 'array', items: finishedLaneSchema },
  },
  required: ['date', 'reason', 'late_marker', 'run_id', 'generated_at', 'lanes'],
} as const;

export type PublishRequest = FromSchema<typeof publishRequestSchema>;

/** The output of publish-metrics: the day's metrics, what changed, and the keys of the files. */
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

/** An execution's output: each of its days, published, failed, or waiting for another run. */
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
          status: { enum: ['first', 'restated', 'unchanged', 'overtaken', 'failed', 'waiting'] },
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

import type { FromSchema } from 'json-schema-to-ts';
import type { Metrics, MetricsChange } from '../trip/metrics.ts';
import * as validators from './generated/validators.mjs';
import { finishedPartialSchema } from './kpi-partial.ts';
import type { RevisionStatus } from './metrics-file.ts';
import { RUN_REASONS, type RunReason } from './run-input.ts';

/** What publish-metrics is invoked with: a planned day, and the partial aggregates of all its partitions. */
export const publishRequestSchema = {
  type: 'object',
  properties: {
    date: { type: 'string' },
    reason: { enum: RUN_REASONS },
    /** When the date was last marked for late completions, as the run was planned; null if it was not. */
    late_marker: { type: ['string', 'null'] },
    run_id: { type: 'string' },
    generated_at: { type: 'string' },
    partials: { type: 'array', items: finishedPartialSchema },
  },
  required: ['date', 'reason', 'late_marker', 'run_id', 'generated_at', 'partials'],
} as const;

export type PublishRequest = FromSchema<typeof publishRequestSchema>;

/** What it answers: a run's metrics, what they changed, and where they are. */
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

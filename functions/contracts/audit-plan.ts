import type { FromSchema } from 'json-schema-to-ts';
import { metricsSchema } from '../trip/metrics.ts';

/** The published metrics as they were when the audit began. */
export const publishedRunSchema = {
  type: 'object',
  properties: {
    run_id: { type: 'string' },
    generated_at: { type: 'string' },
    revision: { type: ['integer', 'null'] },
    metrics: metricsSchema,
  },
  required: ['run_id', 'generated_at', 'revision', 'metrics'],
} as const;

export type PublishedRun = FromSchema<typeof publishedRunSchema>;

/** What plan-audit answers: how the table is read, and what it is compared with. */
export interface AuditPlan {
  readonly run_id: string;
  readonly audited_at: string;
  readonly date: string;
  /** Business-local: a start without an end counts from this age on. */
  readonly started_before: string;
  readonly published: PublishedRun | null;
  /** The `generated_at` of `published`, on its own because a path in the state machine finds nothing in null. */
  readonly published_at: string | null;
  readonly segments: readonly number[];
  readonly total_segments: number;
}

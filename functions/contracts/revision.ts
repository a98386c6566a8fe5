import { areEqual, type Metrics } from '../trip/metrics.ts';
import type { RunReason } from './kpi-plan.ts';
import type { PublishedDay, Revision, RunOfDay } from './metrics-file.ts';

/** What became of a day's metrics by a run. */
export type RevisionStatus = 'first' | 'restated' | 'unchanged' | 'overtaken';

export const OVERTAKEN: Revision = {
  revision: null,
  revised_at: null,
  restated_because: null,
  previous: null,
};

/**
 * The revision that a run makes of the day's current file: the first, the same where no metric has changed, else the
 * next. A run that started before the one behind the current file is overtaken by it.
 */
export const revise = (
  current: PublishedDay | undefined,
  { generated_at }: RunOfDay,
  metrics: Metrics,
  reason: RunReason,
): Revision => {
  if (current === undefined)
    return { revision: 1, revised_at: generated_at, restated_because: null, previous: null };
  if (Date.parse(generated_at) < Date.parse(current.generated_at)) return OVERTAKEN;
  if (areEqual(metrics, current.metrics)) {
    const { revision, revised_at, restated_because, previous } = current;
    return { revision, revised_at, restated_because, previous };
  }
  return {
    revision: (current.revision ?? 0) + 1,
    revised_at: generated_at,
    restated_because: reason,
    previous: current.metrics,
  };
};

/** What the run behind a file did to its day. */
export const statusOf = ({ revision, revised_at, generated_at, previous }: PublishedDay): RevisionStatus => {
  if (revision === null) return 'overtaken';
  if (revised_at !== generated_at) return 'unchanged';
  return previous === null ? 'first' : 'restated';
};

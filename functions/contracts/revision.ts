import { difference } from '../trip/decimal.ts';
import type { Metrics } from '../trip/metrics.ts';
import type { PublishedDay, Revision, RunOfDay } from './metrics-file.ts';
import type { RunReason } from './request-schemas.ts';

/** By how much metrics differ from others: exact decimal text, negative where they are less. */
export interface MetricsChange {
  readonly count_trips: number;
  readonly total_fare: string;
}

/** What became of a day's metrics by a run. */
export type RevisionStatus = 'first' | 'restated' | 'unchanged' | 'overtaken';

export const OVERTAKEN: Revision = {
  revision: null,
  revised_at: null,
  restated_because: null,
  previous: null,
};

/** Whether two days’ metrics are the same, each to the last digit. */
export const areEqual = (one: Metrics, other: Metrics): boolean =>
  one.count_trips === other.count_trips &&
  one.total_fare === other.total_fare &&
  one.average_fare === other.average_fare &&
  one.max_fare === other.max_fare &&
  one.min_fare === other.min_fare;

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

/** By how much `metrics` differ from those `before`. */
export const changeFrom = (before: Metrics, metrics: Metrics): MetricsChange => ({
  count_trips: metrics.count_trips - before.count_trips,
  total_fare: difference(metrics.total_fare, before.total_fare),
});

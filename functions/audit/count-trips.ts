import type { Agreement } from '../contracts/audit-file.ts';
import { type AuditCounts, auditedMetrics, type FoundTrips } from '../contracts/audit-run.ts';
import { hasSeen } from '../trip/business-time.ts';
import {
  aggregateTrips,
  areAtLeast,
  areEqual,
  type Metrics,
  mergeAggregates,
  metricsOf,
  NO_TRIPS,
  type TripAggregate,
  type TripAmounts,
} from '../trip/metrics.ts';
import { TRIP_STATUS } from '../trip/trip.ts';

/** A trip of the audited date as the table holds it. */
export type AuditedTrip =
  | { readonly status: typeof TRIP_STATUS.started; readonly tripId: string; readonly pickupDatetime: string }
  | { readonly status: typeof TRIP_STATUS.ended; readonly tripId: string }
  | {
      readonly status: typeof TRIP_STATUS.completed;
      /** When its item was last written, ISO 8601 UTC. */
      readonly writtenAt: string;
      readonly amounts: TripAmounts;
    };

/** What trips are compared with. */
export interface AuditBasis {
  /** `YYYY-MM-DD HH:MM:SS`, business-local: a trip that started later may still be on the road. */
  readonly startedBefore: string;
  /** When the run behind the published metrics started, ISO 8601 UTC; null when nothing is published. */
  readonly publishedAt: string | null;
}

/** The states of a run carry the examples of every segment: few enough that they fit into 256 KiB many times. */
const MOST_EXAMPLES = 10;

const NONE: FoundTrips = { count: 0, examples: [] };

/** Of no trips: merging it changes nothing. */
export const NO_COUNTS: AuditCounts = {
  seen: NO_TRIPS,
  since: NO_TRIPS,
  ends_without_start: NONE,
  starts_without_end: NONE,
};

/** The first ids in their order, so that the same table gives the same examples however it is read. */
const fewOf = (ids: readonly string[]): string[] => ids.toSorted().slice(0, MOST_EXAMPLES);

const found = (ids: readonly string[]): FoundTrips => ({ count: ids.length, examples: fewOf(ids) });

const mergeFound = (a: FoundTrips, b: FoundTrips): FoundTrips => ({
  count: a.count + b.count,
  examples: fewOf([...a.examples, ...b.examples]),
});

/** Moments are written with a space or with a `T`. */
const isBefore = (moment: string, other: string): boolean =>
  moment.replace('T', ' ') < other.replace('T', ' ');

/** What is known of some trips of a date. */
export const countTrips = (
  trips: readonly AuditedTrip[],
  { startedBefore, publishedAt }: AuditBasis,
): AuditCounts => {
  const completed = trips.filter((trip) => trip.status === TRIP_STATUS.completed);
  const wasSeen = (writtenAt: string): boolean => publishedAt !== null && hasSeen(publishedAt, writtenAt);
  const aggregateOf = (seen: boolean): TripAggregate =>
    aggregateTrips(
      completed.filter(({ writtenAt }) => wasSeen(writtenAt) === seen).map(({ amounts }) => amounts),
    );
  const ended = trips.filter((trip) => trip.status === TRIP_STATUS.ended);
  const overdue = trips
    .filter((trip) => trip.status === TRIP_STATUS.started)
    .filter(({ pickupDatetime }) => isBefore(pickupDatetime, startedBefore));
  return {
    seen: aggregateOf(true),
    since: aggregateOf(false),
    ends_without_start: found(ended.map(({ tripId }) => tripId)),
    starts_without_end: found(overdue.map(({ tripId }) => tripId)),
  };
};

/** What is known of both sets of trips together. */
export const mergeCounts = (a: AuditCounts, b: AuditCounts): AuditCounts => ({
  seen: mergeAggregates(a.seen, b.seen),
  since: mergeAggregates(a.since, b.since),
  ends_without_start: mergeFound(a.ends_without_start, b.ends_without_start),
  starts_without_end: mergeFound(a.starts_without_end, b.starts_without_end),
});

/**
 * Whether published metrics, which differ from the table, are those of an earlier state of it. Trips that nobody has
 * written since are in them. Trips that they have beyond the table's were moved to another date, which marks this one.
 */
const areOfEarlierState = (published: Metrics, counts: AuditCounts, isMarked: boolean): boolean => {
  const hasOthers = published.count_trips > counts.seen.count + counts.since.count;
  return (
    areAtLeast(published, metricsOf(counts.seen)) && (isMarked || (counts.since.count > 0 && !hasOthers))
  );
};

/** Compares published metrics with the table; `isMarked` says that the date had late completions since. */
export const agreementOf = (published: Metrics | null, counts: AuditCounts, isMarked: boolean): Agreement => {
  if (published === null) return 'unpublished';
  if (areEqual(published, auditedMetrics(counts))) return 'agrees';
  return areOfEarlierState(published, counts, isMarked) ? 'run-due' : 'disagrees';
};

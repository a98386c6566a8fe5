import type { Agreement } from '../contracts/audit-file.ts';
import { type AuditCounts, auditedMetrics, type FoundTrips } from '../contracts/audit-run.ts';
import { MOST_EXAMPLES } from '../contracts/audit-size.ts';
import { hasSeen } from '../trip/business-time.ts';
import { implausibleKindsOf, type PlausibleBounds, perKind, type Ride } from '../trip/implausible.ts';
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

/** A trip of the audited date, as stored in the table. */
export type AuditedTrip =
  | { readonly status: typeof TRIP_STATUS.started; readonly tripId: string; readonly pickupDatetime: string }
  | { readonly status: typeof TRIP_STATUS.ended; readonly tripId: string }
  | {
      readonly status: typeof TRIP_STATUS.completed;
      /** When the item was last written, ISO 8601 UTC. */
      readonly writtenAt: string;
      readonly tripId: string;
      readonly amounts: TripAmounts;
      readonly ride: Ride;
    };

/** What each trip is compared with. */
export interface AuditBasis {
  /** `YYYY-MM-DD HH:MM:SS`, business-local: a trip that started later may still be on the road. */
  readonly startedBefore: string;
  /** When the run that published the metrics started, ISO 8601 UTC; null if nothing is published. */
  readonly publishedAt: string | null;
  readonly bounds: PlausibleBounds;
}

const NONE: FoundTrips = { count: 0, examples: [] };

/** The counts for zero trips: merging them changes nothing. */
export const NO_COUNTS: AuditCounts = {
  seen: NO_TRIPS,
  since: NO_TRIPS,
  ends_without_start: NONE,
  starts_without_end: NONE,
  implausible: perKind(() => NONE),
};

/** The first ids in sorted order, so that the same table always gives the same examples. */
const fewOf = (ids: readonly string[], most: number): string[] => ids.toSorted().slice(0, most);

const found = (ids: readonly string[]): FoundTrips => ({
  count: ids.length,
  examples: fewOf(ids, MOST_EXAMPLES),
});

const mergeFound = (a: FoundTrips, b: FoundTrips): FoundTrips => ({
  count: a.count + b.count,
  examples: fewOf([...a.examples, ...b.examples], MOST_EXAMPLES),
});

/** A moment has a space or a `T` between date and time. */
const isBefore = (moment: string, other: string): boolean =>
  moment.replace('T', ' ') < other.replace('T', ' ');

/** The counts of a set of trips. */
export const countTrips = (
  trips: readonly AuditedTrip[],
  { startedBefore, publishedAt, bounds }: AuditBasis,
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
  const judged = completed.map(({ tripId, ride }) => ({ tripId, kinds: implausibleKindsOf(ride, bounds) }));
  return {
    seen: aggregateOf(true),
    since: aggregateOf(false),
    ends_without_start: found(ended.map(({ tripId }) => tripId)),
    starts_without_end: found(overdue.map(({ tripId }) => tripId)),
    implausible: perKind((kind) =>
      found(judged.filter(({ kinds }) => kinds.includes(kind)).map(({ tripId }) => tripId)),
    ),
  };
};

/** The counts of two sets of trips together. */
export const mergeCounts = (a: AuditCounts, b: AuditCounts): AuditCounts => ({
  seen: mergeAggregates(a.seen, b.seen),
  since: mergeAggregates(a.since, b.since),
  ends_without_start: mergeFound(a.ends_without_start, b.ends_without_start),
  starts_without_end: mergeFound(a.starts_without_end, b.starts_without_end),
  implausible: perKind((kind) => mergeFound(a.implausible[kind], b.implausible[kind])),
});

/** The same counts, with at most `most` examples of each kind. */
export const withExamples = (counts: AuditCounts, most: number): AuditCounts => {
  const fewer = ({ count, examples }: FoundTrips): FoundTrips => ({ count, examples: fewOf(examples, most) });
  return {
    ...counts,
    ends_without_start: fewer(counts.ends_without_start),
    starts_without_end: fewer(counts.starts_without_end),
    implausible: perKind((kind) => fewer(counts.implausible[kind])),
  };
};

/**
 * Whether an earlier state of the table explains why the published metrics differ from it. They must include every trip
 * that has not been written since. If they count more trips than the table has, a trip was moved to another date, which
 * requires a mark on this date.
 */
const areOfEarlierState = (published: Metrics, counts: AuditCounts, isMarked: boolean): boolean => {
  const hasOthers = published.count_trips > counts.seen.count + counts.since.count;
  return (
    areAtLeast(published, metricsOf(counts.seen)) && (isMarked || (counts.since.count > 0 && !hasOthers))
  );
};

/** Compares published metrics with the table. `isMarked`: whether the date has had late completions since. */
export const agreementOf = (published: Metrics | null, counts: AuditCounts, isMarked: boolean): Agreement => {
  if (published === null) return 'unpublished';
  if (areEqual(published, auditedMetrics(counts))) return 'agrees';
  return areOfEarlierState(published, counts, isMarked) ? 'run-due' : 'disagrees';
};

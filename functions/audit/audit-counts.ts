import { areEqual } from '../contracts/revision.ts';
import { difference } from '../trip/decimal.ts';
import { hasSeen } from '../trip/lateness.ts';
import {
  aggregateFares,
  type FareAggregate,
  type Metrics,
  mergeAggregates,
  metricsOf,
  NO_FARES,
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
      /** Canonical decimal text. */
      readonly fare: string;
    };

/** How many trips there are of a kind, and a few of their ids for whoever looks into them. */
export interface FoundTrips {
  readonly count: number;
  readonly examples: readonly string[];
}

/** What is known of some trips of a date: mergeable in any grouping and order. JSON-safe; decimals are canonical text. */
export interface AuditCounts {
  /** Completed trips that the published run has surely seen as they are. */
  readonly seen: FareAggregate;
  /** The other completed trips: written since, or so shortly before that the index may not have shown it. */
  readonly since: FareAggregate;
  readonly ends_without_start: FoundTrips;
  readonly starts_without_end: FoundTrips;
}

/** What trips are held against. */
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
  seen: NO_FARES,
  since: NO_FARES,
  ends_without_start: NONE,
  starts_without_end: NONE,
};

/** The first ids in their order, so that the same table gives the same examples however it is read. */
const fewOf = (ids: readonly string[]): readonly string[] => ids.toSorted().slice(0, MOST_EXAMPLES);

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
  const fares = (seen: boolean): FareAggregate =>
    aggregateFares(completed.filter(({ writtenAt }) => wasSeen(writtenAt) === seen).map(({ fare }) => fare));
  const ended = trips.filter((trip) => trip.status === TRIP_STATUS.ended);
  const overdue = trips
    .filter((trip) => trip.status === TRIP_STATUS.started)
    .filter(({ pickupDatetime }) => isBefore(pickupDatetime, startedBefore));
  return {
    seen: fares(true),
    since: fares(false),
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

/** The metrics of all completed trips, as a run that saw them all would publish them. */
export const auditedMetrics = ({ seen, since }: AuditCounts): Metrics =>
  metricsOf(mergeAggregates(seen, since));

/**
 * How the published metrics stand to the table: `agrees`; `run-due` where what was written since explains the
 * difference; `disagrees` where it does not; `unpublished`; `republished` where a run has published meanwhile.
 */
export type Agreement = 'agrees' | 'run-due' | 'disagrees' | 'unpublished' | 'republished';

/**
 * Whether published metrics, which differ from the table, are those of an earlier state of it. Trips that nobody has
 * written since are in them. Trips that they have beyond the table's were moved to another date, which marks this one.
 */
const areOfBefore = (published: Metrics, counts: AuditCounts, isMarked: boolean): boolean => {
  const seen = metricsOf(counts.seen);
  const lacksSome =
    published.count_trips < seen.count_trips ||
    difference(published.total_fare, seen.total_fare).startsWith('-');
  const hasOthers = published.count_trips > counts.seen.count + counts.since.count;
  return !lacksSome && (isMarked || (counts.since.count > 0 && !hasOthers));
};

/** Holds published metrics against the table; `isMarked` says that the date had late completions since. */
export const agreementOf = (published: Metrics | null, counts: AuditCounts, isMarked: boolean): Agreement => {
  if (published === null) return 'unpublished';
  if (areEqual(published, auditedMetrics(counts))) return 'agrees';
  return areOfBefore(published, counts, isMarked) ? 'run-due' : 'disagrees';
};

import { LANE_STATUS, TransientAwsError } from '../contracts/agreed.ts';
import type { AggregateRequest, Lane, LaneSums } from '../contracts/kpi-run.ts';
import {
  addImplausible,
  countImplausible,
  type ImplausibleCounts,
  NONE_IMPLAUSIBLE,
  type PlausibleBounds,
  type Ride,
} from '../trip/implausible.ts';
import {
  aggregateTrips,
  mergeAggregates,
  NO_TRIPS,
  type TripAggregate,
  type TripAmounts,
} from '../trip/metrics.ts';

/** What a run needs from a completed trip. */
export interface SummedTrip {
  readonly amounts: TripAmounts;
  readonly ride: Ride;
}

/** One page of a partition of completed trips. `cursor` is where the next page begins; null after the last. */
export interface TripPage {
  readonly trips: readonly SummedTrip[];
  readonly cursor: string | null;
}

/** What the trips of a page add up to. */
export interface PageSums {
  readonly aggregate: TripAggregate;
  readonly implausible: ImplausibleCounts;
  readonly cursor: string | null;
}

/** Adds up a page; its trips are not needed afterwards. */
export const sumPage = ({ trips, cursor }: TripPage, bounds: PlausibleBounds): PageSums => ({
  aggregate: aggregateTrips(trips.map(({ amounts }) => amounts)),
  implausible: countImplausible(
    trips.map(({ ride }) => ride),
    bounds,
  ),
  cursor,
});

export interface AggregatePorts {
  /** @throws {TransientAwsError} if another try may succeed */
  readonly readPage: (partition: string, cursor: string | null) => Promise<PageSums>;
  /** Whether this call has to answer now. */
  readonly isTimeShort: () => boolean;
  readonly now: () => Date;
}

const withPage = (lane: Lane, page: PageSums): Lane => {
  const isPartitionRead = page.cursor === null;
  return {
    ...lane,
    aggregate: mergeAggregates(lane.aggregate, page.aggregate),
    implausible: addImplausible(lane.implausible, page.implausible),
    partitions_read: lane.partitions_read + Number(isPartitionRead),
    pages: lane.pages + 1,
    cursor: page.cursor,
  };
};

/**
 * Sums the partitions of a lane page by page, from where the last call stopped. If the call's time runs short, or AWS
 * fails after the first page, the answer has the sums so far; call it again with that answer.
 * @throws {TransientAwsError} if AWS fails at the first page
 */
export const aggregatePartitions = async (
  { lane: given, stop_at }: AggregateRequest,
  { readPage, isTimeShort, now }: AggregatePorts,
): Promise<LaneSums> => {
  const { partitions, aggregate = NO_TRIPS, implausible = NONE_IMPLAUSIBLE } = given;
  const { partitions_read = 0, pages = 0, cursor = null } = given;
  let lane: Lane = { partitions, aggregate, implausible, partitions_read, pages, cursor };
  const stopAt = Date.parse(stop_at);
  for (;;) {
    const partition = lane.partitions[lane.partitions_read];
    if (partition === undefined) return { ...lane, status: LANE_STATUS.finished };
    if (now().getTime() >= stopAt) return { ...lane, status: LANE_STATUS.outOfTime };
    const hasRead = lane.pages > pages;
    if (hasRead && isTimeShort()) return { ...lane, status: LANE_STATUS.unfinished };
    try {
      lane = withPage(lane, await readPage(partition, lane.cursor));
    } catch (error) {
      if (!hasRead || !(error instanceof TransientAwsError)) throw error;
      return { ...lane, status: LANE_STATUS.unfinished };
    }
  }
};

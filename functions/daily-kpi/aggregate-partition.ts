import type { AggregateRequest, PartialAggregate } from '../contracts/kpi-run.ts';
import {
  addImplausible,
  countImplausible,
  type ImplausibleCounts,
  NONE_IMPLAUSIBLE,
  type PlausibleBounds,
  type Ride,
} from '../trip/implausible.ts';
import { aggregateTrips, mergeAggregates, NO_TRIPS, type TripAmounts } from '../trip/metrics.ts';

/** What a run asks of a completed trip. */
export interface SummedTrip {
  readonly amounts: TripAmounts;
  readonly ride: Ride;
}

/** One page of a partition of completed trips. `cursor` is where the next page begins; null after the last. */
export interface TripPage {
  readonly trips: readonly SummedTrip[];
  readonly cursor: string | null;
}

export interface AggregatePorts {
  readonly readTripPage: (partition: string, cursor: string | null) => Promise<TripPage>;
  readonly isTimeShort: () => boolean;
  readonly bounds: PlausibleBounds;
}

const implausibleMember = (implausible: ImplausibleCounts | undefined) =>
  implausible === undefined ? {} : { implausible };

/**
 * Sums one partition page by page, starting at the request's cursor. If time runs short, the answer has the sums so far
 * and a cursor; call it again with that answer.
 */
export const aggregatePartition = async (
  { partition, aggregate = NO_TRIPS, implausible, pages = 0, cursor = null }: AggregateRequest,
  { readTripPage, isTimeShort, bounds }: AggregatePorts,
): Promise<PartialAggregate> => {
  // What an earlier version has summed of the partition stays unknown.
  const known = pages === 0 ? NONE_IMPLAUSIBLE : implausible;
  let partial: PartialAggregate = { partition, aggregate, ...implausibleMember(known), pages, cursor };
  do {
    const page = await readTripPage(partition, partial.cursor);
    partial = {
      partition,
      aggregate: mergeAggregates(partial.aggregate, aggregateTrips(page.trips.map(({ amounts }) => amounts))),
      ...implausibleMember(
        partial.implausible &&
          addImplausible(
            partial.implausible,
            countImplausible(
              page.trips.map(({ ride }) => ride),
              bounds,
            ),
          ),
      ),
      pages: partial.pages + 1,
      cursor: page.cursor,
    };
  } while (partial.cursor !== null && !isTimeShort());
  return partial;
};

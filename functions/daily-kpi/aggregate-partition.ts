import type { AggregateRequest, PartialAggregate } from '../contracts/kpi-run.ts';
import { aggregateTrips, mergeAggregates, NO_TRIPS, type TripAmounts } from '../trip/metrics.ts';

/** One page of a partition of completed trips. `cursor` is where the next page begins; null after the last. */
export interface TripPage {
  readonly trips: readonly TripAmounts[];
  readonly cursor: string | null;
}

export interface AggregatePorts {
  readonly readTripPage: (partition: string, cursor: string | null) => Promise<TripPage>;
  readonly isTimeShort: () => boolean;
}

/**
 * Sums one partition page by page, starting at the request's cursor. If time runs short, the answer has the sums so far
 * and a cursor; call it again with that answer.
 */
export const aggregatePartition = async (
  { partition, aggregate = NO_TRIPS, pages = 0, cursor = null }: AggregateRequest,
  { readTripPage, isTimeShort }: AggregatePorts,
): Promise<PartialAggregate> => {
  let partial: PartialAggregate = { partition, aggregate, pages, cursor };
  do {
    const page = await readTripPage(partition, partial.cursor);
    partial = {
      partition,
      aggregate: mergeAggregates(partial.aggregate, aggregateTrips(page.trips)),
      pages: partial.pages + 1,
      cursor: page.cursor,
    };
  } while (partial.cursor !== null && !isTimeShort());
  return partial;
};

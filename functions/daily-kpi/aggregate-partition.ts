import type { AggregateRequest, PartialAggregate } from '../contracts/kpi-run.ts';
import { aggregateTrips, mergeAggregates, NO_TRIPS, type TripAmounts } from '../trip/metrics.ts';

/** One page of a partition of completed trips; `cursor` is where the next one begins, null after the last. */
export interface TripPage {
  readonly trips: readonly TripAmounts[];
  readonly cursor: string | null;
}

export interface AggregatePorts {
  readonly readTripPage: (partition: string, cursor: string | null) => Promise<TripPage>;
  readonly isTimeShort: () => boolean;
}

/**
 * Sums one partition a page at a time, from where the request's cursor stands. When time runs short it answers with
 * what it has and a cursor, and is to be called again with that answer.
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

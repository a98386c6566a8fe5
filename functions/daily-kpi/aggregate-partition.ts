import type { AggregateRequest } from '../contracts/request-schemas.ts';
import { aggregateFares, type FareAggregate, mergeAggregates, NO_FARES } from '../trip/metrics.ts';

/** One page of a partition of completed trips; `cursor` is where the next one begins, null after the last. */
export interface FarePage {
  readonly fares: readonly string[];
  readonly cursor: string | null;
}

export interface PartialAggregate {
  readonly partition: string;
  readonly aggregate: FareAggregate;
  /** Pages of the index read for it. */
  readonly pages: number;
  readonly cursor: string | null;
}

export interface AggregatePorts {
  readonly readFarePage: (partition: string, cursor: string | null) => Promise<FarePage>;
  readonly isTimeShort: () => boolean;
}

/**
 * Sums one partition a page at a time, from where the request's cursor stands. When time runs short it answers with
 * what it has and a cursor, and is to be called again with that answer.
 */
export const aggregatePartition = async (
  { partition, aggregate = NO_FARES, pages = 0, cursor = null }: AggregateRequest,
  { readFarePage, isTimeShort }: AggregatePorts,
): Promise<PartialAggregate> => {
  let partial: PartialAggregate = { partition, aggregate, pages, cursor };
  do {
    const page = await readFarePage(partition, partial.cursor);
    partial = {
      partition,
      aggregate: mergeAggregates(partial.aggregate, aggregateFares(page.fares)),
      pages: partial.pages + 1,
      cursor: page.cursor,
    };
  } while (partial.cursor !== null && !isTimeShort());
  return partial;
};

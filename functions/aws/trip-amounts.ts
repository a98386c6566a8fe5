import { TRIP_END_REQUIRED } from '../trip/event-schemas.ts';
import { METRIC_ATTRIBUTES, type TripAmounts } from '../trip/metrics.ts';

/** What the metrics need of a completed trip's item. Throws if it lacks an amount that every end writes. */
export const amountsOf = (item: Readonly<Record<string, { readonly N?: string | undefined }>>): TripAmounts =>
  Object.fromEntries(
    METRIC_ATTRIBUTES.flatMap((attribute) => {
      const amount = item[attribute]?.N;
      if (amount !== undefined) return [[attribute, amount]];
      if (!TRIP_END_REQUIRED.includes(attribute)) return [];
      throw new Error(`A completed trip has no ${attribute}, which every end writes.`);
    }),
  );

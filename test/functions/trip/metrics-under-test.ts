import {
  aggregateTrips,
  type Metrics,
  metricsOf,
  NO_TRIPS,
  type TripAggregate,
  type TripAmounts,
} from '../../../functions/trip/metrics.ts';

/** Completed trips that differ in their fares only. */
export const tripsWith = (fares: readonly string[]): TripAmounts[] =>
  fares.map((fare_amount) => ({ fare_amount }));

/** The aggregate of such trips. */
export const aggregateOf = (fares: readonly string[]): TripAggregate => aggregateTrips(tripsWith(fares));

/** An aggregate with these members, the others as of no trips. */
export const aggregateWith = (members: Partial<TripAggregate>): TripAggregate => ({
  ...NO_TRIPS,
  ...members,
});

/** Metrics with these values, the others as of a day without trips. */
export const metricsWith = (values: Partial<Metrics>): Metrics => ({ ...metricsOf(NO_TRIPS), ...values });

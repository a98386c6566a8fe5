import { greatest, least, quotient, rounded, sum } from './decimal.ts';

/**
 * What is known of a set of fares: mergeable in any grouping and order, because the average is only taken at the end.
 * JSON-safe, so that it passes between the states of a run; decimals are canonical text.
 */
export interface FareAggregate {
  readonly count: number;
  readonly sum: string;
  readonly min: string | null;
  readonly max: string | null;
}

/** A day's metrics, decimal text of at most two places, rounded half away from zero; null where no trip was completed. */
export interface Metrics {
  readonly total_fare: string;
  readonly count_trips: number;
  readonly average_fare: string | null;
  readonly max_fare: string | null;
  readonly min_fare: string | null;
}

const DECIMAL_PLACES = 2;

/** The aggregate of no fares: merging it changes nothing. */
export const NO_FARES: FareAggregate = { count: 0, sum: '0', min: null, max: null };

const present = (...values: readonly (string | null)[]): string[] => values.filter((value) => value !== null);

/** The aggregate of both sets of fares together; associative and commutative, to the last digit. */
export const mergeAggregates = (a: FareAggregate, b: FareAggregate): FareAggregate => ({
  count: a.count + b.count,
  sum: sum([a.sum, b.sum]),
  min: least(present(a.min, b.min)),
  max: greatest(present(a.max, b.max)),
});

/** The aggregate of fares given as decimal text. */
export const aggregateFares = (fares: readonly string[]): FareAggregate => ({
  count: fares.length,
  sum: sum(fares),
  min: least(fares),
  max: greatest(fares),
});

const toPlaces = (decimal: string | null): string | null =>
  decimal === null ? null : rounded(decimal, DECIMAL_PLACES);

/** The only place where anything is rounded: each metric once, from its exact value. */
export const metricsOf = ({ count, sum: total, min, max }: FareAggregate): Metrics => ({
  total_fare: rounded(total, DECIMAL_PLACES),
  count_trips: count,
  average_fare: count === 0 ? null : quotient(total, String(count), DECIMAL_PLACES),
  max_fare: toPlaces(max),
  min_fare: toPlaces(min),
});

import { MILLISECONDS_PER_HOUR, passedBetween, shownBetween } from './business-time.ts';
import { canonical, difference } from './decimal.ts';

/**
 * The ways in which a completed trip can be implausible. Such a trip counts like any other, and the number of each kind
 * is published.
 */
export const IMPLAUSIBLE_KINDS = [
  'dropoff_before_pickup',
  'ride_too_long',
  'fare_zero',
  'fare_too_high',
] as const;

export type ImplausibleKind = (typeof IMPLAUSIBLE_KINDS)[number];

/** How many trips there are of each kind; a trip may be of two kinds. */
export type ImplausibleCounts = Readonly<Record<ImplausibleKind, number>>;

/** The bounds within which a completed trip is plausible. */
export interface PlausibleBounds {
  readonly longestRideHours: number;
  /** Decimal text. */
  readonly highestFare: string;
  /** IANA name of the business's time zone, in which rides are timed. */
  readonly timeZone: string;
}

/** The parts of a completed trip that are compared with the bounds. */
export interface Ride {
  readonly pickupDatetime: string;
  readonly dropoffDatetime: string;
  readonly fareAmount: string;
}

/** The attributes of a trip's item that make up a ride. */
export const RIDE_ATTRIBUTES = ['pickup_datetime', 'dropoff_datetime', 'fare_amount'] as const;

type Item = Readonly<Record<string, { readonly S?: string | undefined; readonly N?: string | undefined }>>;

const textOf = (item: Item, name: (typeof RIDE_ATTRIBUTES)[number]): string => {
  const text = item[name]?.S ?? item[name]?.N;
  if (text === undefined) throw new Error(`A completed trip has no ${name}, which its events write.`);
  return text;
};

/** The ride of a completed trip's item. Throws if it lacks an attribute that every completed trip has. */
export const rideOf = (item: Item): Ride => ({
  pickupDatetime: textOf(item, 'pickup_datetime'),
  dropoffDatetime: textOf(item, 'dropoff_datetime'),
  fareAmount: textOf(item, 'fare_amount'),
});

/** No zone's clock changes by more than this at a time, unless it skips a day. */
const MOST_CLOCK_CHANGE = 3 * MILLISECONDS_PER_HOUR;

/** How long a ride took, at least and at most. Looks up the zone's clock changes only where they could matter. */
const durationOf = ({ pickupDatetime, dropoffDatetime }: Ride, longest: number, timeZone: string) => {
  const shown = shownBetween(pickupDatetime, dropoffDatetime);
  const isPlausible = shown >= 0 && shown <= longest - MOST_CLOCK_CHANGE;
  return isPlausible
    ? { least: shown, most: shown }
    : passedBetween(pickupDatetime, dropoffDatetime, timeZone);
};

/** A difference is canonical: it begins with a minus if it is negative, and is `0` if both are equal. */
const isAbove = (decimal: string, bound: string): boolean => {
  const excess = difference(decimal, bound);
  return excess !== '0' && !excess.startsWith('-');
};

/**
 * The ways in which a ride is implausible; none for most rides. A duration that a clock change could explain is
 * plausible.
 */
export const implausibleKindsOf = (
  ride: Ride,
  { longestRideHours, highestFare, timeZone }: PlausibleBounds,
): readonly ImplausibleKind[] => {
  const longest = longestRideHours * MILLISECONDS_PER_HOUR;
  const duration = durationOf(ride, longest, timeZone);
  const isOfKind: Readonly<Record<ImplausibleKind, boolean>> = {
    dropoff_before_pickup: duration.most < 0,
    ride_too_long: duration.least > longest,
    fare_zero: canonical(ride.fareAmount) === '0',
    fare_too_high: isAbove(ride.fareAmount, highestFare),
  };
  return IMPLAUSIBLE_KINDS.filter((kind) => isOfKind[kind]);
};

/** A value for each kind. */
export const perKind = <Value>(
  of: (kind: ImplausibleKind) => Value,
): Readonly<Record<ImplausibleKind, Value>> => ({
  dropoff_before_pickup: of('dropoff_before_pickup'),
  ride_too_long: of('ride_too_long'),
  fare_zero: of('fare_zero'),
  fare_too_high: of('fare_too_high'),
});

/** How many of the rides are of each kind. */
export const countImplausible = (rides: readonly Ride[], bounds: PlausibleBounds): ImplausibleCounts => {
  const kinds = rides.flatMap((ride) => implausibleKindsOf(ride, bounds));
  return perKind((kind) => kinds.filter((found) => found === kind).length);
};

export const NONE_IMPLAUSIBLE: ImplausibleCounts = perKind(() => 0);

/** The counts of both sets of trips together. */
export const addImplausible = (one: ImplausibleCounts, other: ImplausibleCounts): ImplausibleCounts =>
  perKind((kind) => one[kind] + other[kind]);

const INTEGER = { type: 'integer' } as const;

// Marked as pure, so that no function's bundle includes it.
export const implausibleSchema = {
  type: 'object',
  properties: /* @__PURE__ */ perKind(() => INTEGER),
  required: IMPLAUSIBLE_KINDS,
  additionalProperties: false,
} as const;

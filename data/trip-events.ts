import type { Ride } from './ride.ts';
import type { SeededRandom } from './seeded-random.ts';
import { hundredthsText, longAmount, moment } from './wire-text.ts';

/** One event as CSV text, and when (seconds from the day's midnight) it reached the export that lists it. */
export interface ReportedEvent<Field extends string> {
  readonly reportedAtSeconds: number;
  readonly fields: Readonly<Record<Field, string>>;
}

export type StartField =
  | 'trip_id'
  | 'pickup_location_id'
  | 'dropoff_location_id'
  | 'vendor_id'
  | 'pickup_datetime'
  | 'estimated_dropoff_datetime'
  | 'estimated_fare_amount';

type CodeField = 'rate_code' | 'passenger_count' | 'payment_type' | 'trip_type';

export type EndField =
  | CodeField
  | 'trip_id'
  | 'dropoff_datetime'
  | 'trip_distance'
  | 'fare_amount'
  | 'tip_amount';

/** The facts from which both events of a trip are written. */
export interface TripFacts {
  readonly id: string;
  /** Whole days from 1970-01-01 to the day of the pickup. */
  readonly day: number;
  readonly pickupSeconds: number;
  readonly ride: Ride;
}

const MINUTE_SECONDS = 60;
/** A vehicle out of coverage reports late: some starts are hours late, so that their ends are listed before them. */
const LATE_START_SHARE = 0.02;
const LATE_START_SECONDS = 180 * MINUTE_SECONDS;
const LATE_END_SHARE = 0.05;
const LATE_END_SECONDS = 30 * MINUTE_SECONDS;

const LOCATIONS = 263;
const VENDORS = 2;
const LONG_FARE_SHARE = 0.35;
const NO_TIP_SHARE = 0.4;
/** The codes of an end that lacks them. */
export const NO_CODES = { rate_code: '', passenger_count: '', payment_type: '', trip_type: '' } as const;

/** `1.0` with the probability `shareOfOne`, else one of `2.0` to `<last>.0`: codes are written as floats. */
const code = (random: SeededRandom, shareOfOne: number, last: number): string =>
  random.chance(shareOfOne) ? '1.0' : `${2 + random.below(last - 1)}.0`;

const delaySeconds = (random: SeededRandom, share: number, atMostSeconds: number): number =>
  random.chance(share) ? random.below(atMostSeconds) : 0;

/** What the vehicle reports at the pickup. */
export const startOf = (random: SeededRandom, facts: TripFacts): ReportedEvent<StartField> => ({
  reportedAtSeconds: facts.pickupSeconds + delaySeconds(random, LATE_START_SHARE, LATE_START_SECONDS),
  fields: {
    trip_id: facts.id,
    pickup_location_id: String(1 + random.below(LOCATIONS)),
    dropoff_location_id: String(1 + random.below(LOCATIONS)),
    vendor_id: String(1 + random.below(VENDORS)),
    pickup_datetime: moment(facts.day, facts.pickupSeconds),
    estimated_dropoff_datetime: moment(facts.day, facts.pickupSeconds + facts.ride.estimatedSeconds),
    estimated_fare_amount: longAmount(random, facts.ride.estimatedFareCents),
  },
});

const codesOf = (random: SeededRandom): Record<CodeField, string> => ({
  rate_code: code(random, 0.94, 5),
  passenger_count: code(random, 0.7, 6),
  payment_type: code(random, 0.65, 4),
  trip_type: code(random, 0.97, 2),
});

const tipCents = (random: SeededRandom, fareCents: number): number =>
  random.chance(NO_TIP_SHARE) ? 0 : Math.floor((fareCents * (10 + random.below(16))) / 100);

/** What the vehicle reports at the dropoff, with the four codes blank in `blankCodesShare` of the calls. */
export const endOf = (
  random: SeededRandom,
  { id, day, pickupSeconds, ride }: TripFacts,
  blankCodesShare: number,
): ReportedEvent<EndField> => {
  const dropoffSeconds = pickupSeconds + ride.durationSeconds;
  const codes = codesOf(random);
  return {
    reportedAtSeconds: dropoffSeconds + delaySeconds(random, LATE_END_SHARE, LATE_END_SECONDS),
    fields: {
      ...(random.chance(blankCodesShare) ? NO_CODES : codes),
      trip_id: id,
      dropoff_datetime: moment(day, dropoffSeconds),
      trip_distance: hundredthsText(ride.hundredthMiles),
      fare_amount: random.chance(LONG_FARE_SHARE)
        ? longAmount(random, ride.fareCents)
        : hundredthsText(ride.fareCents),
      tip_amount: hundredthsText(tipCents(random, ride.fareCents)),
    },
  };
};

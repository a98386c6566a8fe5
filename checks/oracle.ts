/**
 * Computes the expected metrics directly from the two CSV files, independently of the pipeline: it shares no code with
 * it, parses CSV itself and calculates only with whole numbers (BigInt). It follows the data contract, not the
 * pipeline. Of a large day, it holds one piece of text at a time, and only the facts that it needs about each trip.
 */

import { type CsvText, type Row, readRows } from './oracle-csv.ts';

/** One date's metrics as decimal text without trailing zeros: `98.1`, `0`. */
export interface OracleMetrics {
  readonly total_fare: string;
  readonly count_trips: number;
  readonly average_fare: string;
  readonly max_fare: string;
  readonly min_fare: string;
}

export interface OracleFiles {
  readonly startsCsv: CsvText;
  readonly endsCsv: CsvText;
}

/** `digits` / 10^`places`. */
type Fixed = { readonly digits: bigint; readonly places: number };
type Ride = { readonly date: string; readonly dropoff: string; readonly fare: Fixed };

/**
 * Undefined if the text is not a decimal that the contract allows, DynamoDB stores and Athena sums (38 digits, 24 of
 * them before the point, 1E-130 at least).
 */
const fixed = (text: string): Fixed | undefined => {
  const parts = /^(-?)(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?$/i.exec(text);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts ?? [];
  if (parts === null || whole + fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  const places = fraction.length - Number(exponent);
  if (digits === 0n) return { digits, places: 0 };
  const magnitude = digits.toString().length - 1 - places;
  const significant = digits.toString().replace(/0+$/, '').length;
  if (sign === '-' || significant > 38 || magnitude > 23 || magnitude < -130) return undefined;
  return places < 0 ? { digits: digits * 10n ** BigInt(-places), places: 0 } : { digits, places };
};

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

const isMoment = (text: string): boolean => {
  const parts = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)$/.exec(text);
  if (parts === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  const isDay = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return isDay && hour < 24 && minute < 60 && second < 60;
};

const isInteger = (text: string): boolean => /^-?\d{1,18}(\.0*)?$/.test(text);
const isAmount = (text: string): boolean => fixed(text) !== undefined;
const isTripId = (text: string): boolean => /^[\w-]{1,64}$/.test(text);

type Rules = Readonly<Record<string, (text: string) => boolean>>;

const START_REQUIRED: Rules = { trip_id: isTripId, pickup_datetime: isMoment };
const START_OPTIONAL: Rules = {
  pickup_location_id: isInteger,
  dropoff_location_id: isInteger,
  vendor_id: isInteger,
  estimated_dropoff_datetime: isMoment,
  estimated_fare_amount: isAmount,
};
const END_REQUIRED: Rules = { trip_id: isTripId, dropoff_datetime: isMoment, fare_amount: isAmount };
const END_OPTIONAL: Rules = {
  tip_amount: isAmount,
  trip_distance: isAmount,
  rate_code: isInteger,
  passenger_count: isInteger,
  payment_type: isInteger,
  trip_type: isInteger,
};

function* validRows(csv: CsvText, required: Rules, optional: Rules): Generator<Row> {
  const isValid = (row: Row): boolean =>
    Object.entries(required).every(([column, isGood]) => isGood(row[column] ?? '')) &&
    Object.entries(optional).every(([column, isGood]) => {
      const text = row[column] ?? '';
      return text.trim() === '' || isGood(text);
    });
  for (const row of readRows(csv, Object.keys(required))) if (isValid(row)) yield row;
}

/** Negative, 0 or positive if `a` is less than, equal to or greater than `b`. */
const compare = (a: Fixed, b: Fixed): bigint =>
  a.digits * 10n ** BigInt(b.places) - b.digits * 10n ** BigInt(a.places);

const plus = (a: Fixed, b: Fixed): Fixed => {
  const places = Math.max(a.places, b.places);
  const digitsOf = (value: Fixed): bigint => value.digits * 10n ** BigInt(places - value.places);
  return { digits: digitsOf(a) + digitsOf(b), places };
};

/** `numerator` / `denominator` to two places, half away from zero (neither is ever negative). */
const hundredths = (numerator: bigint, denominator: bigint): string => {
  const rounded = (200n * numerator + denominator) / (2n * denominator);
  const fraction = (rounded % 100n).toString().padStart(2, '0').replace(/0+$/, '');
  return fraction === '' ? `${rounded / 100n}` : `${rounded / 100n}.${fraction}`;
};

/** The running totals of a date's completed trips. */
interface Sums {
  readonly count: number;
  readonly total: Fixed;
  readonly greatest: Fixed;
  readonly least: Fixed;
}

const withFare = (sums: Sums | undefined, fare: Fixed): Sums =>
  sums === undefined
    ? { count: 1, total: fare, greatest: fare, least: fare }
    : {
        count: sums.count + 1,
        total: plus(sums.total, fare),
        greatest: compare(fare, sums.greatest) > 0n ? fare : sums.greatest,
        least: compare(fare, sums.least) < 0n ? fare : sums.least,
      };

const metricsOf = ({ count, total, greatest, least }: Sums): OracleMetrics => {
  const ofWhole = ({ digits, places }: Fixed, parts = 1): string =>
    hundredths(digits, 10n ** BigInt(places) * BigInt(parts));
  return {
    total_fare: ofWhole(total),
    count_trips: count,
    average_fare: ofWhole(total, count),
    max_fare: ofWhole(greatest),
    min_fare: ofWhole(least),
  };
};

/** One ride per trip id; the same event again changes nothing. */
const ridesById = (ends: Iterable<Row>): Map<string, Ride> => {
  const rides = new Map<string, Ride>();
  for (const { trip_id = '', dropoff_datetime = '', fare_amount = '' } of ends) {
    const ride = {
      date: dropoff_datetime.slice(0, 10),
      dropoff: dropoff_datetime,
      fare: fixed(fare_amount) ?? { digits: 0n, places: 0 },
    };
    const known = rides.get(trip_id);
    if (known && (known.date !== ride.date || compare(known.fare, ride.fare) !== 0n)) {
      throw new Error(`trip ${trip_id} has two different ends: the contract does not say which one counts`);
    }
    rides.set(trip_id, ride);
  }
  return rides;
};

/** The bounds within which a completed trip is plausible. */
export interface OracleBounds {
  readonly longestRideHours: number;
  /** Whole units of money. */
  readonly highestFare: number;
}

/** How many of a date's completed trips are implausible, under the names of the metrics file. */
export type OracleImplausible = Readonly<Record<string, number>>;

const secondsOf = (moment: string): number => {
  const [year = 0, month = 1, day = 0, ...time] = moment.split(/[- T:]/).map(Number);
  const [hours = 0, minutes = 0, seconds = 0] = time;
  return Date.UTC(year, month - 1, day, hours, minutes, seconds) / 1000;
};

/** For days without a clock change: the oracle does not know time zones. */
const faultsOf = (pickup: string, { dropoff, fare }: Ride, bounds: OracleBounds): readonly string[] => {
  const seconds = secondsOf(dropoff) - secondsOf(pickup);
  return [
    ...(seconds < 0 ? ['dropoff_before_pickup'] : []),
    ...(seconds > bounds.longestRideHours * 3600 ? ['ride_too_long'] : []),
    ...(fare.digits === 0n ? ['fare_zero'] : []),
    ...(fare.digits > BigInt(bounds.highestFare) * 10n ** BigInt(fare.places) ? ['fare_too_high'] : []),
  ];
};

/** The implausible trips of each completion date that has completed trips. @throws as {@link oracleMetrics} */
export const oracleImplausible = (
  files: OracleFiles,
  bounds: OracleBounds,
): Map<string, OracleImplausible> => {
  const starts = validRows(files.startsCsv, START_REQUIRED, START_OPTIONAL);
  const pickups = new Map(starts.map(({ trip_id, pickup_datetime = '' }) => [trip_id, pickup_datetime]));
  const found = new Map<string, Record<string, number>>();
  for (const [tripId, ride] of ridesById(validRows(files.endsCsv, END_REQUIRED, END_OPTIONAL))) {
    const pickup = pickups.get(tripId);
    if (pickup === undefined) continue;
    const none = { dropoff_before_pickup: 0, ride_too_long: 0, fare_zero: 0, fare_too_high: 0 };
    const counts: Record<string, number> = found.get(ride.date) ?? none;
    for (const fault of faultsOf(pickup, ride, bounds)) counts[fault] = (counts[fault] ?? 0) + 1;
    found.set(ride.date, counts);
  }
  return found;
};

/**
 * The metrics of each completion date that has completed trips, by date, from the text of a starts and an ends file.
 *
 * @throws {Error} if a text is not CSV with the required columns, or a trip has two different ends
 */
export const oracleMetrics = (files: OracleFiles): Map<string, OracleMetrics> => {
  const starts = validRows(files.startsCsv, START_REQUIRED, START_OPTIONAL);
  const started = new Set(starts.map(({ trip_id }) => trip_id));
  const sums = new Map<string, Sums>();
  for (const [tripId, { date, fare }] of ridesById(validRows(files.endsCsv, END_REQUIRED, END_OPTIONAL)))
    if (started.has(tripId)) sums.set(date, withFare(sums.get(date), fare));
  const dates = [...sums].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return new Map(dates.map(([date, ofDate]) => [date, metricsOf(ofDate)]));
};

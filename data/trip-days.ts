import { rideOf } from './ride.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';
import { type EndField, endOf, type ReportedEvent, type StartField, startOf } from './trip-events.ts';
import { dayNumber } from './wire-text.ts';

export interface TripDayOptions {
  /** Equal options, this one included, give equal trips. 0 to 2³² − 1. */
  readonly seed?: number;
  /** How many trips start on `date`. */
  readonly trips?: number;
  /** The day of all pickups, `YYYY-MM-DD`; the last dropoffs fall on the day after. */
  readonly date?: string;
  /** The share (0 to 1) of ends without rate code, passenger count, payment type and trip type. */
  readonly blankCodesShare?: number;
  /** How many of the trips have no end; by default 12 in 5,000. */
  readonly neverEndingStarts?: number;
}

export interface Trip {
  readonly pickupSeconds: number;
  readonly start: ReportedEvent<StartField>;
  readonly end: ReportedEvent<EndField> | null;
}

/** The day in the committed files. */
export const SAMPLE = { seed: 2024, trips: 5000, date: '2024-05-25' } as const;

const BLANK_CODES_SHARE = 0.11;
const NEVER_ENDING_SHARE = 12 / 5000;
/** A trip id contains a mixed 32-bit index. */
const MAX_TRIPS = 2 ** 32;

const HOUR_SECONDS = 3600;
/** The relative number of trips that start in each hour of a Saturday in a city. */
const HOURLY_DEMAND = [
  41, 32, 24, 17, 10, 7, 9, 13, 20, 29, 37, 42, 46, 48, 50, 52, 54, 58, 60, 58, 54, 52, 54, 50,
];
const DAILY_DEMAND = HOURLY_DEMAND.reduce((total, demand) => total + demand, 0);

/** The second of the day by which `share` (0 to 1) of its trips have started. */
const secondOfShare = (share: number): number => {
  let demandLeft = share * DAILY_DEMAND;
  for (const [hour, demand] of HOURLY_DEMAND.entries()) {
    if (demandLeft < demand) return Math.floor((hour + demandLeft / demand) * HOUR_SECONDS);
    demandLeft -= demand;
  }
  return HOURLY_DEMAND.length * HOUR_SECONDS - 1;
};

/**
 * Ten hex digits, different for each `index` below 2³²: two random ones, then the index mixed by the finalizer of
 * MurmurHash3 (Austin Appleby, public domain), which maps 32 bits one to one.
 */
const tripId = (random: SeededRandom, index: number, key: number): string => {
  let mixed = index ^ key;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  mixed = (mixed ^ (mixed >>> 16)) >>> 0;
  return random.below(256).toString(16).padStart(2, '0') + mixed.toString(16).padStart(8, '0');
};

const checkedOptions = ({
  seed = SAMPLE.seed,
  trips = SAMPLE.trips,
  date = SAMPLE.date,
  blankCodesShare = BLANK_CODES_SHARE,
  neverEndingStarts = Math.round(trips * NEVER_ENDING_SHARE),
}: TripDayOptions) => {
  const day = dayNumber(date);
  if (Number.isNaN(day)) throw new RangeError(`date must be a real day such as 2024-05-25, got "${date}"`);
  if (!Number.isInteger(trips) || trips < 1 || trips > MAX_TRIPS) {
    throw new RangeError(`trips must be a whole number from 1 to ${MAX_TRIPS}, got ${trips}`);
  }
  if (!Number.isInteger(neverEndingStarts) || neverEndingStarts < 0 || neverEndingStarts > trips) {
    throw new RangeError(
      `neverEndingStarts must be a whole number from 0 to trips, got ${neverEndingStarts}`,
    );
  }
  if (!(blankCodesShare >= 0 && blankCodesShare <= 1)) {
    throw new RangeError(`blankCodesShare must be from 0 to 1, got ${blankCodesShare}`);
  }
  // Each day has a random stream of its own, so that different days of one seed share no trip id.
  return { random: seededRandom(seed, day), trips, day, blankCodesShare, neverEndingStarts };
};

function* tripsOf({
  random,
  trips,
  day,
  blankCodesShare,
  neverEndingStarts,
}: ReturnType<typeof checkedOptions>): Generator<Trip> {
  const idKey = random.uint32();
  let neverEndingLeft = neverEndingStarts;
  for (let index = 0; index < trips; index++) {
    const pickupSeconds = secondOfShare((index + random.below(1024) / 1024) / trips);
    const facts = { id: tripId(random, index, idKey), day, pickupSeconds, ride: rideOf(random) };
    const start = startOf(random, facts);
    const end = endOf(random, facts, blankCodesShare);
    // Selection sampling (Knuth, TAOCP 2, 3.4.2, algorithm S): exactly this many of the trips, each equally likely.
    const isNeverEnding = random.chance(neverEndingLeft / (trips - index));
    if (isNeverEnding) neverEndingLeft--;
    yield { pickupSeconds, start, end: isNeverEnding ? null : end };
  }
}

/**
 * The trips that start on one day, in the order of their pickups; without options, those in the committed files. Holds
 * one trip at a time, however many there are.
 *
 * @throws {RangeError} if an option is out of range
 */
export const generateTrips = (options: TripDayOptions = {}): Generator<Trip> =>
  tripsOf(checkedOptions(options));

import { inReportedOrder, type Pending, type Reported } from './reported-order.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';
import { generateTrips, type Trip } from './trip-days.ts';
import { type EndField, NO_CODES, type ReportedEvent, type StartField } from './trip-events.ts';
import { dateText, dayNumber } from './wire-text.ts';

/** Late trips are this much older. By then a nightly run has summed their day. */
const LATE_DAYS = 2;
/** The longest time until an event is sent again. */
const REPEATED_WITHIN_SECONDS = 600;
/** With more trips, their events would be too many for {@link SeededRandom.below}. */
const MOST_TRIPS = 1_000_000;
/** The random streams up to this number belong to the trips of the calendar's days. */
const DAYS_FROM_1970_TO_9999 = 2_932_897;

/** Shares are from 0 to 1. */
export interface MixedDayOptions {
  readonly trips: number;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Equal options, this one included, give equal events. 0 to 2³² − 1. */
  readonly seed: number;
  /** The share of trips that are two days older. */
  readonly late: number;
  /** The share of events that are sent twice. */
  readonly repeated: number;
  /** The share of ends without rate code, passenger count, payment type and trip type. */
  readonly blank: number;
  /** The share of events that the pipeline has to refuse. */
  readonly broken: number;
}

type EventKind = 'start' | 'end';
type Fields = ReportedEvent<StartField>['fields'] | ReportedEvent<EndField>['fields'];

/** One event of a mixed day, as CSV text. */
export interface MixedEvent extends Reported {
  readonly kind: EventKind;
  readonly fields: Readonly<Record<string, string>>;
  /** The id of its trip, even if the event itself has lost it. */
  readonly tripId: string;
  readonly isLate: boolean;
  readonly isBlank: boolean;
  readonly isBroken: boolean;
  /** Whether this is the second time that the event is sent. */
  readonly isRepeat: boolean;
}

/** Fields that each make the pipeline refuse an event. */
const SPOILT: Readonly<Record<EventKind, readonly MixedEvent['fields'][]>> = {
  start: [{ pickup_datetime: '2024-02-30 25:00:00' }, { trip_id: '' }, { vendor_id: 'two' }],
  end: [{ fare_amount: '-12.50' }, { dropoff_datetime: '' }, { fare_amount: '1,250.00' }],
};

/** The trips of the day and the late ones, in the order of their pickup times. */
function* tripsOf({ trips, date, seed, late }: MixedDayOptions): Generator<Trip & { isLate: boolean }> {
  const lateTrips = Math.round(trips * late);
  const day = (count: number, on: string): Iterator<Trip> => {
    const options = { seed, trips: count, date: on, blankCodesShare: 0, neverEndingStarts: 0 };
    return count === 0 ? [].values() : generateTrips(options);
  };
  const onTime = day(trips - lateTrips, date);
  const older = day(lateTrips, lateDateOf(date));
  let [next, nextOlder] = [onTime.next(), older.next()];
  while (next.done !== true || nextOlder.done !== true) {
    const isLate =
      next.done === true ||
      (nextOlder.done !== true && nextOlder.value.pickupSeconds < next.value.pickupSeconds);
    const trip = isLate ? nextOlder.value : next.value;
    yield { ...trip, isLate };
    if (isLate) nextOlder = older.next();
    else next = onTime.next();
  }
}

/** How many events of each kind a mixed day has. One event may be of several kinds. */
export interface MixedDayCounts {
  /** All events, with repeated ones counted twice. */
  readonly events: number;
  /** Counted in trips, not in events. */
  readonly late: number;
  readonly repeated: number;
  readonly blank: number;
  readonly broken: number;
}

/** Returns true in exactly `chosen` of `calls` calls, each equally likely. */
const chooser = (random: SeededRandom, calls: number, chosen: number) => {
  let [callsLeft, chosenLeft] = [calls, chosen];
  return (): boolean => {
    // Selection sampling (Knuth, TAOCP 2, 3.4.2, algorithm S).
    const isChosen = random.below(callsLeft) < chosenLeft;
    callsLeft -= 1;
    if (isChosen) chosenLeft -= 1;
    return isChosen;
  };
};

/** Blanks, breaks and repeats some events. */
const disturber = (options: MixedDayOptions) => {
  const random = seededRandom(options.seed, DAYS_FROM_1970_TO_9999 + dayNumber(options.date));
  const counts = countsOf(options);
  const isNextBroken = chooser(random, 2 * options.trips, counts.broken);
  const isNextRepeated = chooser(random, 2 * options.trips, counts.repeated);
  const isNextBlank = chooser(random, options.trips, counts.blank);
  return (kind: EventKind, { reportedAtSeconds, fields }: Reported & { fields: Fields }, isLate: boolean) => {
    const isBlank = kind === 'end' && isNextBlank();
    const isBroken = isNextBroken();
    const spoilt = isBroken ? SPOILT[kind][random.below(SPOILT[kind].length)] : {};
    const event: MixedEvent = {
      ...{ reportedAtSeconds, kind, isLate, isBlank, isBroken, isRepeat: false },
      tripId: fields.trip_id,
      fields: { ...fields, ...(isBlank ? NO_CODES : {}), ...spoilt },
    };
    if (!isNextRepeated()) return [event];
    const again = reportedAtSeconds + 1 + random.below(REPEATED_WITHIN_SECONDS);
    return [event, { ...event, reportedAtSeconds: again, isRepeat: true }];
  };
};

function* pendingOf(options: MixedDayOptions): Generator<Pending<MixedEvent>> {
  const disturbed = disturber(options);
  for (const { pickupSeconds, start, end, isLate } of tripsOf(options)) {
    const ends = end === null ? [] : disturbed('end', end, isLate);
    yield { pickupSeconds, events: [...disturbed('start', start, isLate), ...ends] };
  }
}

const checkShares = ({ late, repeated, blank, broken }: MixedDayOptions): void => {
  for (const [name, share] of Object.entries({ late, repeated, blank, broken }))
    if (!(share >= 0 && share <= 1))
      throw new RangeError(`the share of ${name} must be from 0 to 1, got ${share}`);
};

const countsOf = ({ trips, late, repeated, blank, broken }: MixedDayOptions): MixedDayCounts => {
  const [repeats, ends] = [Math.round(2 * trips * repeated), trips];
  return {
    events: 2 * trips + repeats,
    late: Math.round(trips * late),
    repeated: repeats,
    blank: Math.round(ends * blank),
    broken: Math.round(2 * trips * broken),
  };
};

const checked = (options: MixedDayOptions): MixedDayOptions => {
  checkShares(options);
  const { trips, date, seed } = options;
  if (trips > MOST_TRIPS) throw new RangeError(`trips must be at most ${MOST_TRIPS}, got ${trips}`);
  // Throws if one of them is invalid.
  generateTrips({ trips, date, seed });
  return options;
};

/** The date of the late trips among those of `date`. */
export const lateDateOf = (date: string): string => dateText(dayNumber(date) - LATE_DAYS);

/**
 * The events of a day on which not everything goes well, starts and ends in the order in which they are reported. Holds
 * only the events that are not yet due, however many there are in all.
 *
 * @throws {RangeError} at once, if an option is out of range
 */
export const generateMixedDay = (options: MixedDayOptions): Generator<MixedEvent> =>
  inReportedOrder(pendingOf(checked(options)));

/** Counts the events that {@link generateMixedDay} will give, without generating them. @throws {RangeError} like it */
export const countMixedDay = (options: MixedDayOptions): MixedDayCounts => countsOf(checked(options));

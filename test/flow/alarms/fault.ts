import { dateDaysBefore, dateInTimeZone } from '../../../functions/trip/business-time.ts';
import type { Kind, TripEvent, WatchedStack } from './watched-stack-under-test.ts';

/** What goes wrong, and which alarms must go off: these and no others. */
export interface Fault {
  readonly what: string;
  /** Their names, without the common prefix. */
  readonly alarms: readonly string[];
  /** Alarms that may also go off if the fault lasts longer, as it does on a slow machine. */
  readonly mayFollow?: readonly string[];
  /** What a rule reports about it, in addition to the alarms. */
  readonly told?: { readonly rule: string; readonly message: RegExp };
  /** Causes the fault. */
  readonly breaks: (stack: WatchedStack) => Promise<Breakage>;
}

export interface Breakage {
  /** What keeps happening meanwhile, in each period that the alarms look at. */
  readonly meanwhile?: () => Promise<void>;
  /** Removes the cause, and settles when the work that it held up is done. */
  readonly mend: () => Promise<void>;
}

const TODAY = dateInTimeZone(new Date(), 'America/New_York');
export const daysAgo = (days: number): string => dateDaysBefore(TODAY, days);

let trips = 0;
/** An id that no trip has had. */
export const newTrip = (): string => {
  trips += 1;
  return `trip-${trips}`;
};

const HALVES = {
  starts: (date: string) => ({ pickup_datetime: `${date} 00:00:00` }),
  ends: (date: string) => ({ dropoff_datetime: `${date} 00:00:00`, fare_amount: '10.10' }),
} satisfies Record<Kind, unknown>;

/** One event of a trip. For a trip of today, it is never late. */
export const half = (kind: Kind, trip_id: string = newTrip(), date: string = TODAY): TripEvent => ({
  trip_id,
  ...HALVES[kind](date),
});

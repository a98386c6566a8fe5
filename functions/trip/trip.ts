import { dateOf } from './business-time.ts';
import {
  type FieldKind,
  TRIP_END_KINDS,
  TRIP_START_KINDS,
  type TripEnd,
  type TripStart,
} from './event-schemas.ts';
import { partitionOf } from './partition.ts';

export const TRIP_STATUS = { started: 'started', ended: 'ended', completed: 'completed' } as const;

/**
 * What one event says of its trip: half of the trip's item. The two halves share no attribute but the key, so they may
 * be written in either order and any number of times.
 */
export interface HalfTrip {
  readonly half: 'start' | 'end';
  readonly tripId: string;
  readonly text: Readonly<Record<string, string>>;
  /** Canonical decimal text. */
  readonly numbers: Readonly<Record<string, string>>;
  /** Fields that events of this half may have and this one has not: an older event's values of them must go. */
  readonly absent: readonly string[];
  /** The position of its record in its stream: see {@link streamPosition}. */
  readonly position: string;
}

/**
 * Writes one half of a trip; stops when the signal aborts. Gives the dates whose completed trips are others than before,
 * or may be: none while the other half is missing, two when a correction has moved the trip from one date to another.
 * A repetition gives the trip's date again, because the first time may have been cut short before anyone heard of it.
 *
 * @throws {SupersededRecord} when the trip has a newer one
 */
export type SaveHalfTrip = (half: HalfTrip, signal: AbortSignal) => Promise<readonly string[]>;

/**
 * DynamoDB puts an item into an index only once it has both key attributes. The end writes the one, the start the
 * other: so this index holds exactly the completed trips, without a read, a condition or a second write.
 */
export const COMPLETED_TRIPS_INDEX = {
  name: 'completed-trips',
  partitionKey: 'completion_partition',
  sortKey: 'pickup_datetime',
  projected: ['fare_amount'],
} as const;

const isNumeric = (kind: FieldKind | undefined): boolean => kind === 'decimal' || kind === 'integer';

const halfTrip = (
  half: HalfTrip['half'],
  event: TripStart | TripEnd,
  kinds: ReadonlyMap<string, FieldKind>,
  derived: Readonly<Record<string, string>>,
  position: string,
): HalfTrip => {
  const { trip_id: tripId, ...fields } = event;
  const numeric = Object.entries(fields).filter(([field]) => isNumeric(kinds.get(field)));
  const textual = Object.entries(fields).filter(([field]) => !isNumeric(kinds.get(field)));
  return {
    half,
    tripId,
    text: { ...Object.fromEntries(textual), ...derived },
    numbers: Object.fromEntries(numeric),
    absent: [...kinds.keys()].filter((field) => !Object.hasOwn(event, field)),
    position,
  };
};

/** The half that a trip's start writes; its `pickup_datetime` is one key of the index of completed trips. */
export const startHalf = (start: TripStart, position: string): HalfTrip =>
  halfTrip('start', start, TRIP_START_KINDS, {}, position);

/** The half that a trip's end writes; its `completion_partition` is the other key of the index of completed trips. */
export const endHalf = (end: TripEnd, partitionCount: number, position: string): HalfTrip => {
  const completionDate = dateOf(end.dropoff_datetime);
  const derived = {
    completion_date: completionDate,
    completion_partition: partitionOf(end.trip_id, completionDate, partitionCount),
  };
  return halfTrip('end', end, TRIP_END_KINDS, derived, position);
};

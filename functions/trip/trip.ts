import { dateOf } from './business-time.ts';
import {
  type FieldKind,
  isNumeric,
  TRIP_END_KINDS,
  TRIP_START_KINDS,
  type TripEnd,
  type TripStart,
} from './trip-event.ts';

export const TRIP_STATUS = { started: 'started', ended: 'ended', completed: 'completed' } as const;

/**
 * What one event says about its trip: half of the trip's item. The two halves share no attribute but the key, so they
 * can be written in either order and any number of times.
 */
export interface HalfTrip {
  readonly half: 'start' | 'end';
  readonly tripId: string;
  readonly text: Readonly<Record<string, string>>;
  /** Canonical decimal text. */
  readonly numbers: Readonly<Record<string, string>>;
  /** Fields that an event of this half may have but this event lacks: their older values must be removed. */
  readonly absent: readonly string[];
  /** The place of its record in its stream: see {@link streamPosition}. */
  readonly position: string;
}

/** The trip already has newer data than this record. There is nothing to write, and no reason to try again. */
export class SupersededRecord extends Error {
  override readonly name = 'SupersededRecord';
}

/** What a write has done. */
export interface SavedHalf {
  /**
   * The dates whose completed trips have changed, or may have: none while the other half is missing, several if a
   * correction has moved the trip to another date. A retry returns the trip's date again, because the first attempt may
   * have been cut short before its answer was seen.
   */
  readonly completionDates: readonly string[];
  /** Whether an earlier delivery of the same record had written it already. */
  readonly isRepeat: boolean;
}

/**
 * Writes one half of a trip; stops if the signal aborts.
 * @throws {SupersededRecord} if the trip has a newer one
 */
export type SaveHalfTrip = (half: HalfTrip, signal: AbortSignal) => Promise<SavedHalf>;

/** An index with one key from each half of a trip. */
export interface CompletedTripsIndex {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
  /** Attributes of the trip's events. A new index has to project an attribute before a metric can use it. */
  readonly projected: readonly (keyof TripStart | keyof TripEnd)[];
}

/**
 * It holds exactly the completed trips, because the end writes one of its keys and the start the other. It has to
 * project the attribute of every metric.
 */
export const COMPLETED_TRIPS_INDEX = {
  name: 'completed-trips',
  partitionKey: 'completion_partition',
  sortKey: 'pickup_datetime',
  projected: ['fare_amount', 'dropoff_datetime'],
} as const satisfies CompletedTripsIndex;

/** A changed index exists alongside the old one for one deployment: docs/data-model.md, "Changing the projection". */
export const COMPLETED_TRIPS_INDEXES: readonly CompletedTripsIndex[] = [COMPLETED_TRIPS_INDEX];

/**
 * A day's completed trips are spread over a fixed number of index partitions, so that none of them reaches DynamoDB's
 * limit of 1,000 writes a second per partition. A partition's name ends in two digits.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-sharding.html
 */
export const MAX_PARTITION_COUNT = 100;

/** The key of the item that holds what runs must know about all earlier deployments. Trip ids have no `#`. */
export const PARTITION_COUNT_KEY = 'settings#partitions';

/** FNV-1a, 32 bit, over the ASCII codes of a trip id: http://www.isthe.com/chongo/tech/comp/fnv/ */
const fnv1a = (ascii: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < ascii.length; index += 1) {
    hash = Math.imul(hash ^ ascii.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
};

const partitionKey = (date: string, index: number): string => `${date}#${String(index).padStart(2, '0')}`;

/** The partition, `<date>#<nn>`, of a trip. The same id, date and count always give the same partition. */
export const partitionOf = (tripId: string, date: string, partitionCount: number): string =>
  partitionKey(date, fnv1a(tripId) % partitionCount);

/** Every partition of a date, `<date>#00` first. */
export const partitionsOf = (date: string, partitionCount: number): string[] =>
  Array.from({ length: partitionCount }, (_, index) => partitionKey(date, index));

const halfTrip = (
  half: HalfTrip['half'],
  event: TripStart | TripEnd,
  kinds: ReadonlyMap<string, FieldKind>,
  derived: Readonly<Record<string, string>>,
  position: string,
): HalfTrip => {
  const text: Record<string, string> = {};
  const numbers: Record<string, string> = {};
  for (const [field, value] of Object.entries(event))
    if (isNumeric(kinds.get(field))) numbers[field] = value;
    else if (field !== 'trip_id') text[field] = value;
  return {
    half,
    tripId: event.trip_id,
    text: Object.assign(text, derived),
    numbers,
    absent: [...kinds.keys()].filter((field) => !Object.hasOwn(event, field)),
    position,
  };
};

/** The half that a trip's start writes. Its `pickup_datetime` is one key of the index of completed trips. */
export const startHalf = (start: TripStart, position: string): HalfTrip =>
  halfTrip('start', start, TRIP_START_KINDS, {}, position);

/** The half that a trip's end writes. Its `completion_partition` is the other key of the index of completed trips. */
export const endHalf = (end: TripEnd, partitionCount: number, position: string): HalfTrip => {
  const completionDate = dateOf(end.dropoff_datetime);
  const derived = {
    completion_date: completionDate,
    completion_partition: partitionOf(end.trip_id, completionDate, partitionCount),
  };
  return halfTrip('end', end, TRIP_END_KINDS, derived, position);
};

/** Where a record is in its stream, as the stream reports it. */
export interface StreamedRecord {
  readonly sequenceNumber: string;
  /** When the stream took it, in seconds since 1970 with a fraction. */
  readonly approximateArrivalTimestamp: number;
}

/** Milliseconds since 1970 have this many digits until the year 2286. */
const MILLISECOND_DIGITS = 13;
/** A sequence number has at most 129 digits: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Record.html */
const LENGTH_DIGITS = 3;

/**
 * The place of a record in its stream, as text that sorts in stream order: the arrival in milliseconds, then the number
 * of digits of the sequence number, then the sequence number. The number of digits replaces padding. A record has the
 * same position whenever it is delivered. An event that was sent again keeps its first place: `firstArrivedAt`, in
 * milliseconds since 1970, can make its record older, never newer.
 */
export const streamPosition = (record: StreamedRecord, firstArrivedAt = Number.POSITIVE_INFINITY): string => {
  const arrivedAt = Math.min(Math.round(record.approximateArrivalTimestamp * 1_000), firstArrivedAt);
  const { sequenceNumber } = record;
  const digits = String(sequenceNumber.length).padStart(LENGTH_DIGITS, '0');
  return `${String(arrivedAt).padStart(MILLISECOND_DIGITS, '0')}.${digits}.${sequenceNumber}`;
};

/** The attribute in which each half keeps the position of the record that wrote it. */
export const POSITION_BY_HALF = { start: 'start_position', end: 'end_position' } as const;

/** @throws {Error} if the text is not a position */
export const recordAt = (position: string): { readonly arrivedAt: Date; readonly sequenceNumber: string } => {
  if (!/^\d+\.\d+\.\d+$/.test(position)) throw new Error(`Not a position in a stream: ${position}`);
  return {
    arrivedAt: new Date(Number.parseInt(position, 10)),
    sequenceNumber: position.slice(position.lastIndexOf('.') + 1),
  };
};

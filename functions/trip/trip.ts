import { dateOf } from './business-time.ts';
import {
  type FieldKind,
  TRIP_END_KINDS,
  TRIP_START_KINDS,
  type TripEnd,
  type TripStart,
} from './trip-event.ts';

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

/** What a record says is older than what its trip holds already: there is nothing to write, and no other try is needed. */
export class SupersededRecord extends Error {
  override readonly name = 'SupersededRecord';
}

/**
 * Writes one half of a trip; stops when the signal aborts. Gives the dates whose completed trips are others than before,
 * or may be: none while the other half is missing, two when a correction has moved the trip from one date to another.
 * A repetition gives the trip's date again, because the first time may have been cut short before anyone heard of it.
 *
 * @throws {SupersededRecord} when the trip has a newer one
 */
export type SaveHalfTrip = (half: HalfTrip, signal: AbortSignal) => Promise<readonly string[]>;

/** An index whose keys are written by the two halves of a trip. */
export interface CompletedTripsIndex {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
  /** Attributes of the trip's events: a new index projects an attribute before a metric needs it. */
  readonly projected: readonly (keyof TripStart | keyof TripEnd)[];
}

/**
 * DynamoDB puts an item into an index only once it has both key attributes. The end writes the one, the start the
 * other: so this index holds exactly the completed trips, without a read, a condition or a second write. What it projects
 * has to include the attribute of every metric.
 */
export const COMPLETED_TRIPS_INDEX = {
  name: 'completed-trips',
  partitionKey: 'completion_partition',
  sortKey: 'pickup_datetime',
  projected: ['fare_amount'],
} as const satisfies CompletedTripsIndex;

/**
 * The indexes that the table has. CloudFormation refuses another projection under the same name, so a changed one gets a
 * new name and stands here beside the old one for one deployment: docs/data-model.md, "Changing the projection".
 */
export const COMPLETED_TRIPS_INDEXES: readonly CompletedTripsIndex[] = [COMPLETED_TRIPS_INDEX];

/**
 * A day's completed trips are spread over a fixed number of index partitions, so that no one of them meets DynamoDB's
 * limit of 1,000 writes a second for a partition.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-sharding.html
 */

/** Two digits name a partition. */
export const MAX_PARTITION_COUNT = 100;

/** The key of the item that keeps the largest number of partitions ever written with; no trip's id has a `#`. */
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

/** The partition, `<date>#<nn>`, of one trip: the same for the same id, date and count, always and everywhere. */
export const partitionOf = (tripId: string, date: string, partitionCount: number): string =>
  partitionKey(date, fnv1a(tripId) % partitionCount);

/** Every partition of a date, `<date>#00` first. */
export const partitionsOf = (date: string, partitionCount: number): string[] =>
  Array.from({ length: partitionCount }, (_, index) => partitionKey(date, index));

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

/** What a stream says of where a record stands in it. */
export interface StreamedRecord {
  readonly sequenceNumber: string;
  /** When the stream took it, in seconds since 1970 with a fraction. */
  readonly approximateArrivalTimestamp: number;
}

/** Milliseconds since 1970 have as many digits until the year 2286. */
const MILLISECOND_DIGITS = 13;
/** A sequence number has at most 129 digits: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Record.html */
const LENGTH_DIGITS = 3;

/**
 * Where a record stands among those of its stream, as text whose order is that order: its arrival in milliseconds, then
 * its sequence number behind the number of its digits, which takes the place of padding to the longest there may be.
 * The same record has the same position whenever it is delivered. An event that was put into the stream once more stands
 * where it did at first: `firstArrivedAt`, milliseconds since 1970, can make its record older, never newer.
 */
export const streamPosition = (record: StreamedRecord, firstArrivedAt = Number.POSITIVE_INFINITY): string => {
  const arrivedAt = Math.round(record.approximateArrivalTimestamp * 1_000);
  return [
    String(Math.min(arrivedAt, firstArrivedAt)).padStart(MILLISECOND_DIGITS, '0'),
    String(record.sequenceNumber.length).padStart(LENGTH_DIGITS, '0'),
    record.sequenceNumber,
  ].join('.');
};

/** The attribute of a trip's item in which each half keeps the position of the record that wrote it. */
export const POSITION_BY_HALF = { start: 'start_position', end: 'end_position' } as const;

/** What a position says of its record. @throws {Error} if the text is not a position */
export const recordAt = (position: string): { readonly arrivedAt: Date; readonly sequenceNumber: string } => {
  const [, arrivedAt, sequenceNumber] = /^(\d+)\.\d+\.(\d+)$/.exec(position) ?? [];
  if (arrivedAt === undefined || sequenceNumber === undefined)
    throw new Error(`Not a position in a stream: ${position}`);
  return { arrivedAt: new Date(Number(arrivedAt)), sequenceNumber };
};

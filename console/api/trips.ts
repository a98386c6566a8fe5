import { type Endpoint, read } from './endpoint.ts';
import type { Fields } from './fields.ts';

/** Half of a trip as the table holds it, with the names of `tripstream trip show --json`. */
export interface StoredHalf {
  /** The event's fields under their own names, as text: of a number its digits. */
  readonly fields: Readonly<Record<string, string>>;
  /** ISO 8601 UTC. */
  readonly arrived_at: string;
  readonly stream: string;
  /** Null when the stream no longer lists it. */
  readonly shard_id: string | null;
  readonly sequence_number: string;
}

/** A trip as the table holds it. */
export interface StoredTrip {
  /** `started`, `ended` or `completed`. */
  readonly status: string;
  /** The day it counts for once it is completed; null until its end is there. */
  readonly completion_date: string | null;
  /** ISO 8601 UTC. */
  readonly created_at: string;
  readonly updated_at: string;
  readonly start: StoredHalf | null;
  readonly end: StoredHalf | null;
  readonly in_file: 'yes' | 'no' | 'perhaps' | 'not-completed' | 'not-published';
  /** The same in words, with what to do about it. */
  readonly in_file_text: string;
}

type TripParams = { readonly id: string };

const tripParams = (fields: Fields): TripParams => ({ id: fields.text('id') });

/** The trip is null when the table does not have it. */
export const tripInTable: Endpoint<TripParams, { readonly trip: StoredTrip | null }> = read(
  'trips/in-table',
  tripParams,
);

/** A record of a trip that waits in a queue. */
export interface WaitingHalf {
  readonly waits_in: 'quarantine' | 'dead letters';
  readonly stream: string;
  readonly shard_id: string;
  readonly sequence_number: string;
  /** ISO 8601 UTC, as whoever sent the message wrote it. */
  readonly arrived_at: string;
  readonly reasons: readonly string[];
  /** What was sent; null where only a reference to it is left. */
  readonly payload: string | null;
}

export interface WaitingHalves {
  readonly waiting: readonly WaitingHalf[];
  /** What could not be searched, a sentence for each. */
  readonly unsearched: readonly string[];
  /** What to say if nothing waits and the table does not have it, either. */
  readonly nothing_found: string;
}

/** Looks through both queues. Others do not see their messages for that time. */
export const tripInQueues: Endpoint<TripParams, WaitingHalves> = read('trips/in-queues', tripParams);

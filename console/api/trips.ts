import { type Endpoint, read } from './endpoint.ts';
import type { Fields } from './fields.ts';

/** Half of a trip as the table holds it. The names are those of `tripstream trip show --json`. */
export interface StoredHalf {
  /** The event's fields under their own names, as text; numbers as their digits. */
  readonly fields: Readonly<Record<string, string>>;
  /** ISO 8601 UTC. */
  readonly arrived_at: string;
  readonly stream: string;
  /** Null if the stream no longer lists the shard. */
  readonly shard_id: string | null;
  readonly sequence_number: string;
}

/** A trip as the table holds it. */
export interface StoredTrip {
  /** `started`, `ended` or `completed`. */
  readonly status: string;
  /** The day it counts for once it is completed; null until its end is stored. */
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

/** The trip is null if the table does not have it. */
export const tripInTable: Endpoint<TripParams, { readonly trip: StoredTrip | null }> = read(
  'trips/in-table',
  tripParams,
);

/** A record of the trip that waits in a queue. */
export interface WaitingHalf {
  readonly waits_in: 'quarantine' | 'dead letters';
  readonly stream: string;
  readonly shard_id: string;
  readonly sequence_number: string;
  /** ISO 8601 UTC, as written by the sender of the message. */
  readonly arrived_at: string;
  readonly reasons: readonly string[];
  /** What was sent; null if only a reference to it is left. */
  readonly payload: string | null;
}

export interface WaitingHalves {
  readonly waiting: readonly WaitingHalf[];
  /** What could not be searched, one sentence each. */
  readonly unsearched: readonly string[];
  /** What to say if nothing waits and the table does not have the trip either. */
  readonly nothing_found: string;
}

/** Searches both queues. Meanwhile, other readers do not see their messages. */
export const tripInQueues: Endpoint<TripParams, WaitingHalves> = read('trips/in-queues', tripParams);

import { payloadFields } from '../repair/redrive-marker.ts';
import { textOf } from '../stack/json-field.ts';

/** A record of a trip that waits in a queue and is not in the table. */
export interface WaitingHalf {
  readonly waits_in: 'quarantine' | 'dead letters';
  readonly stream: string;
  readonly shard_id: string;
  readonly sequence_number: string;
  /** When the stream took it, ISO 8601 UTC. */
  readonly arrived_at: string;
  /** Why it was refused; for a dead letter, its error or its condition. */
  readonly reasons: readonly string[];
  /** What was sent; null if only a reference to it is left. */
  readonly payload: string | null;
}

/** What was found in a queue, and what could not be searched. */
export interface QueueSearch {
  readonly waiting: readonly WaitingHalf[];
  /** Messages that cannot be read, or that name records which have left their stream: they may be about any trip. */
  readonly unreadable: number;
  /** About how many messages another reader held. */
  readonly hidden: number;
}

/** Whether a record is about a trip: by its partition key, or by the `trip_id` in its payload. */
export const isAboutTrip = (tripId: string, partitionKey: string, payload: Uint8Array): boolean =>
  partitionKey === tripId || textOf(payloadFields(payload), 'trip_id') === tripId;

import type { WaitingRecord } from './look-in-queues.ts';

/** What became of events that were sent. The counts add up to them. */
export interface Recorded {
  readonly sent: number;
  /** Seen in the table, whether or not a later event of the trip replaces them afterwards. */
  readonly stored: number;
  /** When they were looked for, their trips had later events of the same half. */
  readonly superseded: number;
  readonly quarantined: number;
  readonly deadLettered: number;
  /** Found in no place: on the way, or held by another reader of a queue. */
  readonly waiting: number;
  /** Those in the quarantine and in the dead letters. */
  readonly refused: readonly WaitingRecord[];
}

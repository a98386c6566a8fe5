import { change, type Endpoint, type Nothing, nothing, read } from './endpoint.ts';
import type { Fields } from './fields.ts';
import { type Revision, revision } from './refused.ts';

/**
 * What a dry run says about a dead letter, or what a redrive did with it. `dropped`: expired and deleted; `gone`:
 * someone else has redriven or deleted it; `held`: another reader has it; `failed`: the redrive stopped early.
 */
export type LetterFate =
  | 'handed-over'
  | 'expired'
  | 'unreadable'
  | 'given-up'
  | 'failed-again'
  | 'too-large'
  | 'dropped'
  | 'gone'
  | 'held'
  | 'failed';

/** A record that a dead letter names. */
export interface LetterRecord {
  readonly sequenceNumber: string;
  readonly tripId: string | undefined;
  readonly arrivedAt: string;
  /** How many times it had already been redriven. */
  readonly attempts: number;
}

/** A dead letter: where the records are that a pipe gave up on. Places that the message does not name are missing. */
export interface Letter {
  readonly id: string;
  readonly fate: LetterFate;
  /** What its fate means, as a sentence. */
  readonly says: string;
  readonly stream?: string | undefined;
  readonly shardId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** How many records it covers. */
  readonly batchSize?: number | undefined;
  readonly condition?: string | undefined;
  /** The error that the record ran into; unknown for a batch that the pipe gave up on. */
  readonly error?: string | undefined;
  /** ISO 8601. */
  readonly arrivedAt?: string | undefined;
  readonly givenUpAt?: string | undefined;
  /** Its records that are still in the stream. */
  readonly records: readonly LetterRecord[];
}

/** What a dry run found. A dry run sends and deletes nothing. */
export interface LetterList {
  /** ISO 8601 UTC. */
  readonly readAt: string;
  readonly letters: readonly Letter[];
  /** About how many messages another reader held. */
  readonly hidden: number;
  readonly isCut: boolean;
  /** The command that shows which errors the records of a pipe ran into. */
  readonly logCommand: string;
}

export const letterList: Endpoint<Revision, LetterList> = read('dead-letters/list', revision);

/** Repeats the dry run. */
export const readLettersAgain: Endpoint<Nothing, Revision> = read('dead-letters/again', nothing);

interface Letters {
  readonly letters: readonly { readonly id: string }[];
}
const letters = (fields: Fields): Letters => ({
  letters: fields.list('letters', (letter) => ({ id: letter.text('id') })),
});

/** Sends the records of these dead letters to their streams again, and deletes each letter that is finished. */
export const redriveLetters: Endpoint<Letters, { readonly results: readonly Letter[] }> = change(
  'dead-letters/redrive',
  letters,
);

/** Deletes the dead letters whose records are no longer in their stream, and redrives the others. */
export const dropLetters: Endpoint<Letters, { readonly results: readonly Letter[] }> = change(
  'dead-letters/drop',
  letters,
);

import { ask, change, type Endpoint, type Nothing, nothing, read, type Topic, topic } from './endpoint.ts';
import type { Fields } from './fields.ts';

/** Message counts of a queue. Reading them hides no messages. */
export interface QueueCount {
  readonly messages: number;
  /** Messages that a reader holds: others cannot see them until it is done. */
  readonly held: number;
}

export interface RefusedCounts {
  readonly refused: QueueCount;
  readonly deadLetters: QueueCount;
}

export const refusedCounts: Topic<Nothing, RefusedCounts> = topic('refused-counts', nothing);

/** What the server is doing with a queue, and the revision of its last reading. */
export interface QueueWork {
  /** Grows with each reading and each change to the last reading. */
  readonly revision: number;
  readonly doing?: { readonly what: string; readonly done: number; readonly total?: number } | undefined;
}

export const refusedWork: Topic<Nothing, { readonly refused: QueueWork; readonly deadLetters: QueueWork }> =
  topic('refused-work', nothing);

/** Which reading the page wants. The server returns its last one, and reads the queue only if there is none. */
export interface Revision {
  readonly revision: number;
}
export const revision = (fields: Fields): Revision => ({ revision: fields.count('revision', 0) });

/** A refused event in the list. */
export interface RefusedEvent {
  /** `<stream> <shard>:<sequence number>`, unique. */
  readonly position: string;
  readonly stream: string;
  readonly half: 'trip start' | 'trip end';
  /** Its partition key. */
  readonly tripId: string;
  /** ISO 8601 UTC. */
  readonly arrivedAt: string;
  readonly reasons: readonly string[];
  /** The first reason, without the refused value. */
  readonly kind: string;
  /** Whether it would now be taken unchanged, for example after a deployment that accepts more. */
  readonly isTakenNow: boolean;
}

export interface Counted {
  readonly name: string;
  readonly count: number;
}

/** What was read from the quarantine; the messages are still there. */
export interface RefusedList {
  /** The queue that was read; it differs from stack to stack. */
  readonly queueUrl: string;
  /** ISO 8601 UTC. */
  readonly readAt: string;
  /** Oldest arrival first. */
  readonly events: readonly RefusedEvent[];
  /** The number of messages, including those that cannot be shown. */
  readonly messages: number;
  readonly kinds: readonly Counted[];
  readonly streams: readonly Counted[];
  /** Why messages cannot be shown. */
  readonly unreadable: readonly string[];
  /** About how many messages another reader held. */
  readonly hidden: number;
  /** Whether there were more messages than are read at once. */
  readonly isCut: boolean;
}

export const refusedList: Endpoint<Revision, RefusedList> = read('refused/list', revision);

/** Reads the quarantine again. */
export const readRefusedAgain: Endpoint<Nothing, Revision> = read('refused/again', nothing);

/** One cell of the event's row in an export. */
export interface RefusedField {
  readonly name: string;
  /** The cell's text; empty if the payload has no such field. */
  readonly value: string;
  /** What the value must be; undefined for a field that the pipeline does not read. */
  readonly description?: string | undefined;
  readonly isRequired: boolean;
}

export interface RefusedDetail extends RefusedEvent {
  readonly quarantinedAt: string;
  /** As text, or as base64 if it is not text. */
  readonly payload: string;
  readonly payloadEncoding: string;
  /** Where the payload is stored, if it was too large for a message. */
  readonly payloadPlace?: string | undefined;
  readonly isObject: boolean;
  readonly fields: readonly RefusedField[];
  readonly reasonsByField: ReasonsByField;
}

/** Why an event is refused: reasons by the field that they name, and all other reasons. */
export interface ReasonsByField {
  readonly fields: Readonly<Record<string, string>>;
  readonly others: readonly string[];
}

export const refusedEvent: Endpoint<{ readonly position: string }, RefusedDetail> = read(
  'refused/event',
  (fields) => ({ position: fields.text('position') }),
);

/** Changed cells of an event's row: column → text. */
export type Edits = Readonly<Record<string, string>>;

export interface Repair {
  readonly position: string;
  readonly edits: Edits;
}
const repair = (fields: Fields): Repair => ({
  position: fields.text('position'),
  edits: fields.texts('edits'),
});

/** Many times the largest payload that a stream takes. */
const MOST_BODY_BYTES = 32 * 1024 * 1024;

/** Why the event would be refused again; no reasons if it would be taken. */
export const checkRepair: Endpoint<Repair, ReasonsByField> = ask('refused/check', repair, {
  mostBodyBytes: MOST_BODY_BYTES,
});

/**
 * What became of an event. `replayed`: sent just now; `gone`: someone had already replayed or deleted it; `refused`: it
 * would be refused again; `held`: another reader has it; `failed`: a request to AWS failed.
 */
export type ReplayFate = 'replayed' | 'gone' | 'refused' | 'held' | 'failed';

export interface Replayed {
  readonly position: string;
  /** The position, if the trip is not known. */
  readonly tripId: string;
  readonly fate: ReplayFate;
  /** What happened, as a sentence. */
  readonly says: string;
}

/** Sends the repaired events to their streams and deletes their messages. */
export const replayRepairs: Endpoint<
  { readonly repairs: readonly Repair[] },
  { readonly results: readonly Replayed[] }
> = change('refused/replay', (fields) => ({ repairs: fields.list('repairs', repair) }), {
  mostBodyBytes: MOST_BODY_BYTES,
});

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What `tripstream quarantine export` would write for the events that were read. */
export const exportRefused: Endpoint<
  { readonly format: ExportFormat },
  { readonly text: string; readonly says: string }
> = read('refused/export', (fields) => ({ format: fields.choice('format', EXPORT_FORMATS) }));

/** The repairs in an exported and edited file, compared with the events that were read. */
export interface Imported {
  readonly repairs: readonly (Repair & { readonly isRepaired: boolean })[];
  /** What the file contains, as a sentence. */
  readonly says: string;
}

export const importRepairs: Endpoint<{ readonly name: string; readonly text: string }, Imported> = ask(
  'refused/import',
  (fields) => ({ name: fields.text('name'), text: fields.optionalText('text') ?? '' }),
  { mostBodyBytes: MOST_BODY_BYTES },
);

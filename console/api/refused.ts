import { ask, change, type Endpoint, type Nothing, nothing, read, type Topic, topic } from './endpoint.ts';
import type { Fields } from './fields.ts';

/** The counts of a queue, which SQS gives without hiding messages. */
export interface QueueCount {
  readonly messages: number;
  /** Those that a reader holds: they are out of sight until it is done with them. */
  readonly held: number;
}

export interface RefusedCounts {
  readonly refused: QueueCount;
  readonly deadLetters: QueueCount;
}

export const refusedCounts: Topic<Nothing, RefusedCounts> = topic('refused-counts', nothing);

/** What the server does with a queue, and which reading of it is the last. */
export interface QueueWork {
  /** Grows with each reading and each change of what was read. */
  readonly revision: number;
  readonly doing?: { readonly what: string; readonly done: number; readonly total?: number } | undefined;
}

export const refusedWork: Topic<Nothing, { readonly refused: QueueWork; readonly deadLetters: QueueWork }> =
  topic('refused-work', nothing);

/** Which reading to give: the server gives the last one, and reads the queue only if there is none. */
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
  /** The first reason without the refused value. */
  readonly kind: string;
  /** Whether it would be taken as it is, such as after a deployment that takes more. */
  readonly isTakenNow: boolean;
}

export interface Counted {
  readonly name: string;
  readonly count: number;
}

/** What was read of the quarantine; nothing in it has moved. */
export interface RefusedList {
  /** The queue that was read, which tells one stack from another. */
  readonly queueUrl: string;
  /** ISO 8601 UTC. */
  readonly readAt: string;
  /** The first to arrive first. */
  readonly events: readonly RefusedEvent[];
  /** How many messages they are, with those that cannot be shown. */
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

/** One cell of the row that an export has for the event. */
export interface RefusedField {
  readonly name: string;
  /** The cell; empty where the payload has nothing. */
  readonly value: string;
  /** What it must be; undefined for what the pipeline does not read. */
  readonly description?: string | undefined;
  readonly isRequired: boolean;
}

export interface RefusedDetail extends RefusedEvent {
  readonly quarantinedAt: string;
  /** As text; base64 where it is not text. */
  readonly payload: string;
  readonly payloadEncoding: string;
  /** Where it was read from if it was too large for a message. */
  readonly payloadPlace?: string | undefined;
  readonly isObject: boolean;
  readonly fields: readonly RefusedField[];
  readonly reasonsByField: ReasonsByField;
}

/** Why an event is refused: by the field that a reason names, and the others. */
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

/** The largest payload that a stream takes, many times over. */
const MOST_BODY_BYTES = 32 * 1024 * 1024;

/** Why the event would be refused again; no reason at all when it would be taken. */
export const checkRepair: Endpoint<Repair, ReasonsByField> = ask('refused/check', repair, {
  mostBodyBytes: MOST_BODY_BYTES,
});

/**
 * What became of an event: `replayed` now; `gone`, because somebody has replayed or deleted it before; `refused`, because
 * it would be again; `held` by another reader; `failed`, because AWS did not do what it was asked.
 */
export type ReplayFate = 'replayed' | 'gone' | 'refused' | 'held' | 'failed';

export interface Replayed {
  readonly position: string;
  /** Its position where no trip is known. */
  readonly tripId: string;
  readonly fate: ReplayFate;
  /** A sentence about it. */
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

/** What `tripstream quarantine export` writes of the events that were read. */
export const exportRefused: Endpoint<
  { readonly format: ExportFormat },
  { readonly text: string; readonly says: string }
> = read('refused/export', (fields) => ({ format: fields.choice('format', EXPORT_FORMATS) }));

/** The repairs in a file that was exported and edited, against the events that were read. */
export interface Imported {
  readonly repairs: readonly (Repair & { readonly isRepaired: boolean })[];
  /** What the file holds, as a sentence. */
  readonly says: string;
}

export const importRepairs: Endpoint<{ readonly name: string; readonly text: string }, Imported> = ask(
  'refused/import',
  (fields) => ({ name: fields.text('name'), text: fields.optionalText('text') ?? '' }),
  { mostBodyBytes: MOST_BODY_BYTES },
);

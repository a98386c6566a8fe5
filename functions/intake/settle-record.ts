import { createHash } from 'node:crypto';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TransientAwsError } from '../contracts/agreed.ts';
import type { Parsed, Refusal, RefusalKind } from '../contracts/parse-trip-event.ts';
import type { PipeRecord } from '../contracts/pipe-record.ts';
import type { RecordError } from '../contracts/quarantine-message.ts';
import { type SavedHalf, SupersededRecord, streamPosition } from '../trip/trip.ts';
import type { Arrival } from '../trip/trip-event.ts';

/** Notes that a record is handled alone. Returns how many processes have died after noting this record. */
type CrashesOf = (eventID: string) => number;

/**
 * What can be done with a record. The ports throw {@link TransientAwsError} if another try may succeed, and stop when
 * the signal aborts.
 */
export interface RecordPorts<Event> {
  readonly parse: (payload: Uint8Array, arrival: Arrival) => Parsed<Event> | Promise<Parsed<Event>>;
  /** IANA name of the business's time zone. */
  readonly timeZone: string;
  /**
   * Returns the dates whose completed trips the event changes, and whether the event was stored before. `position` is
   * the record's place in its stream.
   * @throws {SupersededRecord} if a later record is stored
   */
  readonly store: (event: Event, signal: AbortSignal, position: string) => Promise<SavedHalf>;
  /**
   * Marks a date if it is late, and returns whether it was. Called once for each date of a batch, after everything is
   * stored.
   */
  readonly markIfLate: (date: string, signal: AbortSignal) => Promise<boolean>;
  readonly quarantine: (record: PipeRecord, reasons: readonly string[], signal: AbortSignal) => Promise<void>;
  /** Gives up on a record that alone makes the function fail. */
  readonly deadLetter: (record: PipeRecord, error: RecordError, signal: AbortSignal) => Promise<void>;
  readonly crashesOf: CrashesOf;
}

/**
 * `superseded`: the trip already has the data of a later record. `failed`: the record is delivered again. Without an
 * `error` it was not tried, or an earlier record of its trip failed. It may have been stored: then a date could not be
 * marked.
 */
type Settled =
  | { readonly fate: 'superseded' }
  | { readonly fate: 'quarantined'; readonly kind: RefusalKind }
  | { readonly fate: 'deadLettered'; readonly error: RecordError }
  | { readonly fate: 'failed'; readonly error?: Error; readonly isNewlyStored?: boolean };

/**
 * The fate of a record. `redelivered`: an earlier delivery already wrote it. `late`: a date whose completed trips it
 * changes should already have been summed.
 */
export type SettledRecord = { readonly record: PipeRecord } & (
  | { readonly fate: 'stored' | 'redelivered'; readonly late: boolean }
  | Settled
);

/** A written record is settled once its late dates are marked. */
export type Handled = { readonly record: PipeRecord } & (
  | ({ readonly fate: 'written' } & SavedHalf)
  | Settled
);

/** Errors about the content of the request, which other records do not meet. */
const REFUSED_FOR_THIS_RECORD = ['ValidationException', 'ItemCollectionSizeLimitExceededException'];

/**
 * Whether an error comes from this record alone: from its content, or from a bug. Any other AWS error, and missing
 * credentials, would affect every record: the records are then delivered again until the cause is fixed.
 */
const isOfThisRecord = (error: unknown): error is Error =>
  error instanceof Error &&
  (REFUSED_FOR_THIS_RECORD.includes(error.name) ||
    !('$metadata' in error || error.name === 'CredentialsProviderError'));

/**
 * The bytes of base64 text; undefined for other text. Node skips characters that are not base64, so too few bytes come
 * out. It also accepts the two characters of the URL-safe variant, which are refused here.
 */
const bytesOf = (data: string): Buffer | undefined => {
  const padding = data.endsWith('==') ? 2 : Number(data.endsWith('='));
  const bytes = Buffer.from(data, 'base64');
  // Not a whole number, and so never equal, unless the length is a multiple of four.
  const isWhole = bytes.length === (data.length / 4) * 3 - padding;
  return isWhole && !data.includes('-') && !data.includes('_') ? bytes : undefined;
};

const NOT_BASE64: Refusal = {
  kind: 'not-base64',
  reasons: ["the record's data is not base64"],
};

/** @throws what the ports throw */
const writeOrRefuse = async <Event>(
  record: PipeRecord,
  ports: RecordPorts<Event>,
  signal: AbortSignal,
): Promise<Handled> => {
  const bytes = bytesOf(record.data);
  const arrival = { arrivedAt: record.approximateArrivalTimestamp * 1_000, timeZone: ports.timeZone };
  const parsed = await (bytes === undefined ? { refusal: NOT_BASE64 } : ports.parse(bytes, arrival));
  if ('refusal' in parsed) {
    await ports.quarantine(record, parsed.refusal.reasons, signal);
    return { record, fate: 'quarantined', kind: parsed.refusal.kind };
  }
  const position = streamPosition(record, parsed.firstArrivedAt);
  return { record, fate: 'written', ...(await ports.store(parsed.event, signal, position)) };
};

const giveUp = async <Event>(
  record: PipeRecord,
  { name, message }: RecordError,
  { deadLetter }: RecordPorts<Event>,
  signal: AbortSignal,
): Promise<Handled> => {
  const error = { name, message };
  await deadLetter(record, error, signal);
  return { record, fate: 'deadLettered', error };
};

/** @throws an error that would affect every record */
export const settleRecord = async <Event>(
  record: PipeRecord,
  ports: RecordPorts<Event>,
  signal: AbortSignal,
): Promise<Handled> => {
  try {
    try {
      return await writeOrRefuse(record, ports, signal);
    } catch (error) {
      if (error instanceof SupersededRecord) return { record, fate: 'superseded' };
      if (error instanceof TransientAwsError || !isOfThisRecord(error)) throw error;
      return await giveUp(record, error, ports, signal);
    }
  } catch (error) {
    if (error instanceof TransientAwsError) return { record, fate: 'failed', error };
    throw error;
  }
};

/** After this many crashes with a record alone in its batch, the record is to blame. */
const MOST_CRASHES = 3;

/**
 * Gives up on a record that keeps crashing the process although it is alone in its batch; undefined if it may be tried.
 */
export const giveUpIfItCrashes = async <Event>(
  record: PipeRecord,
  ports: RecordPorts<Event>,
  signal: AbortSignal,
): Promise<Handled | undefined> => {
  if (ports.crashesOf(record.eventID) < MOST_CRASHES) return undefined;
  const message = `the function's process ended ${MOST_CRASHES} times while it handled this record alone`;
  return giveUp(record, { name: 'FunctionCrashed', message }, ports, signal);
};

/**
 * Counts crashes with a note in the environment's temporary folder. Lambda does not clear that folder when it restarts
 * an environment after a crash or a timeout. A process that survives until the next record removes its note.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export const crashesIn = (folder: string): CrashesOf => {
  let note: string | undefined;
  return (eventID) => {
    if (note !== undefined) rmSync(note, { force: true });
    const digest = createHash('sha256').update(eventID).digest('hex');
    note = join(folder, `tripstream-${digest}.tries`);
    const crashes = statSync(note, { throwIfNoEntry: false })?.size ?? 0;
    writeFileSync(note, 'x', { flag: 'a' });
    return crashes;
  };
};

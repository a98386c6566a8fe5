import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TransientAwsError } from '../contracts/names.ts';
import { type Parsed, type ParseEvent, type RefusalKind, refused } from '../contracts/parse-trip-event.ts';
import type { PipeRecord } from '../contracts/pipe-record.ts';
import type { RecordError } from '../contracts/quarantine-message.ts';
import { SupersededRecord, streamPosition } from '../trip/trip.ts';

/** Notes that a record is handled alone; gives how often the function's process has ended after it noted this record. */
type CrashesOf = (eventID: string) => number;

/** What is done with a record. The ports throw {@link TransientAwsError} when another try may succeed, and stop on the signal. */
export interface RecordPorts<Event> {
  readonly parse: ParseEvent<Event>;
  /** IANA name of the business's time zone. */
  readonly timeZone: string;
  /**
   * Gives the dates whose completed trips the event concerns; `position` is where its record stands in its stream.
   *
   * @throws {SupersededRecord} when a later one is stored
   */
  readonly store: (event: Event, signal: AbortSignal, position: string) => Promise<readonly string[]>;
  /** Marks a date if it is late, and gives whether it was. Called once for each date of a batch, after all is stored. */
  readonly markIfLate: (date: string, signal: AbortSignal) => Promise<boolean>;
  readonly quarantine: (record: PipeRecord, reasons: readonly string[], signal: AbortSignal) => Promise<void>;
  /** Gives a record up that alone makes the function fail. */
  readonly deadLetter: (record: PipeRecord, error: RecordError, signal: AbortSignal) => Promise<void>;
  readonly crashesOf: CrashesOf;
}

/** `superseded`: the trip holds what a later record says. `failed` comes again; without an `error` it was not tried at all. */
type Settled =
  | { readonly fate: 'superseded' }
  | { readonly fate: 'quarantined'; readonly kind: RefusalKind }
  | { readonly fate: 'deadLettered'; readonly error: RecordError }
  | { readonly fate: 'failed'; readonly error?: Error };

/** The fate of a record. `late`: a date whose completed trips it concerns should have been summed before. */
export type SettledRecord = { readonly record: PipeRecord } & (
  | { readonly fate: 'stored'; readonly late: boolean }
  | Settled
);

/** A written record is stored once its late dates are marked. */
export type Handled = { readonly record: PipeRecord } & (
  | { readonly fate: 'written'; readonly completionDates: readonly string[] }
  | Settled
);

/** What AWS refuses because of what is in the request: no other record meets it. */
const REFUSED_FOR_THIS_RECORD = ['ValidationException', 'ItemCollectionSizeLimitExceededException'];

/**
 * Whether only this record causes an error: it comes of its own content, or of code. Any other answer of AWS, and missing
 * credentials, would meet every record: they come again until that is mended.
 */
const isOfThisRecord = (error: unknown): error is Error =>
  error instanceof Error &&
  (REFUSED_FOR_THIS_RECORD.includes(error.name) ||
    !('$metadata' in error || error.name === 'CredentialsProviderError'));

/** One character at a time: a group of four, repeated, overflows the stack on the largest records. */
const BASE64_CHARACTERS = /^[A-Za-z0-9+/]*={0,2}$/;

const isBase64 = (data: string): boolean => data.length % 4 === 0 && BASE64_CHARACTERS.test(data);

const eventOf = <Event>(
  { data, approximateArrivalTimestamp }: PipeRecord,
  { parse, timeZone }: RecordPorts<Event>,
): Parsed<Event> =>
  isBase64(data)
    ? parse(Buffer.from(data, 'base64'), { arrivedAt: approximateArrivalTimestamp * 1_000, timeZone })
    : refused('not-base64', 'the data of the record is not base64');

/** Writes or quarantines a record. @throws what the ports throw */
const writeOrRefuse = async <Event>(
  record: PipeRecord,
  ports: RecordPorts<Event>,
  signal: AbortSignal,
): Promise<Handled> => {
  const parsed = eventOf(record, ports);
  if ('refusal' in parsed) {
    await ports.quarantine(record, parsed.refusal.reasons, signal);
    return { record, fate: 'quarantined', kind: parsed.refusal.kind };
  }
  const position = streamPosition(record, parsed.firstArrivedAt);
  return { record, fate: 'written', completionDates: await ports.store(parsed.event, signal, position) };
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

/** @throws what would meet every record */
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

/** After so many crashes of a record that is alone in its batch, it is the record. */
const MOST_CRASHES = 3;

/** Gives a record up that ends the function's process though it is alone in its batch; undefined if it may be tried. */
export const giveUpIfItCrashes = async <Event>(
  record: PipeRecord,
  ports: RecordPorts<Event>,
  signal: AbortSignal,
): Promise<Handled | undefined> => {
  if (ports.crashesOf(record.eventID) < MOST_CRASHES) return undefined;
  const message = `the function's process ended ${MOST_CRASHES} times while it handled this record alone`;
  return giveUp(record, { name: 'FunctionCrashed', message }, ports, signal);
};

const lengthOf = (note: string): number => {
  try {
    return readFileSync(note).byteLength;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
};

/**
 * Counts crashes by a note in the environment's temporary folder, which Lambda does not clear when it starts an
 * environment again after a crash or a timeout. A process that lives to handle the next record removes its note.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export const crashesIn = (folder: string): CrashesOf => {
  let note: string | undefined;
  return (eventID) => {
    if (note !== undefined) rmSync(note, { force: true });
    const digest = createHash('sha256').update(eventID).digest('hex').slice(0, 32);
    note = join(folder, `tripstream-${digest}.tries`);
    const crashes = lengthOf(note);
    writeFileSync(note, 'x', { flag: 'a' });
    return crashes;
  };
};

import { type Parsed, type ParseEvent, type RefusalKind, refused } from '../contracts/parse-trip-event.ts';
import type { PipeRecord } from '../contracts/pipe-record.ts';
import { latenessOf, type SummingSchedule } from '../trip/business-time.ts';
import { SupersededRecord, TransientAwsError } from '../trip/errors.ts';
import { streamPosition } from '../trip/trip.ts';

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
}

/** `superseded`: the trip holds what a later record says. `failed` comes again; without an `error` it was not tried at all. */
type Settled =
  | { readonly fate: 'superseded' }
  | { readonly fate: 'quarantined'; readonly kind: RefusalKind }
  | { readonly fate: 'failed'; readonly error?: Error };

/** The fate of a record. `late`: a date whose completed trips it concerns should have been summed before. */
export type SettledRecord = { readonly record: PipeRecord } & (
  | { readonly fate: 'stored'; readonly late: boolean }
  | Settled
);

/** A written record is stored once its late dates are marked. */
type Handled = { readonly record: PipeRecord } & (
  | { readonly fate: 'written'; readonly completionDates: readonly string[] }
  | Settled
);

/** How many trips of a batch are written at once: enough to hide a write's latency behind the others'. */
const CONCURRENT_TRIPS = 32;

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

const handle = async <Event>(
  record: PipeRecord,
  ports: RecordPorts<Event>,
  signal: AbortSignal,
): Promise<Handled> => {
  const { store, quarantine } = ports;
  const parsed = eventOf(record, ports);
  try {
    if ('refusal' in parsed) {
      await quarantine(record, parsed.refusal.reasons, signal);
      return { record, fate: 'quarantined', kind: parsed.refusal.kind };
    }
    const position = streamPosition(record, parsed.firstArrivedAt);
    return { record, fate: 'written', completionDates: await store(parsed.event, signal, position) };
  } catch (error) {
    if (error instanceof SupersededRecord) return { record, fate: 'superseded' };
    if (error instanceof TransientAwsError) return { record, fate: 'failed', error };
    throw error;
  }
};

/** Handles the records of one trip one after the other; after one failed, the later ones have to wait for it. */
const handleTrip = async <Event>(
  records: readonly PipeRecord[],
  ports: RecordPorts<Event>,
  signal: AbortSignal,
): Promise<Handled[]> => {
  const handled: Handled[] = [];
  for (const record of records) {
    const blocked = signal.aborted || handled.at(-1)?.fate === 'failed';
    handled.push(blocked ? { record, fate: 'failed' } : await handle(record, ports, signal));
  }
  return handled;
};

/** Whether each date was late, and marked as such; or why it could not be marked this time. */
const markLateDates = async (
  batch: readonly Handled[],
  markIfLate: RecordPorts<unknown>['markIfLate'],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, boolean | TransientAwsError>> => {
  const dates = new Set(batch.flatMap((record) => (record.fate === 'written' ? record.completionDates : [])));
  const markings = new Map<string, boolean | TransientAwsError>();
  const mark = async (date: string): Promise<void> => {
    try {
      markings.set(date, await markIfLate(date, signal));
    } catch (error) {
      if (!(error instanceof TransientAwsError)) throw error;
      markings.set(date, error);
    }
  };
  await Promise.all([...dates].map(mark));
  return markings;
};

/** A record of a date that could not be marked has failed, and so have the later ones of its trip: they come again, in order. */
const settle = (
  batch: readonly Handled[],
  markings: ReadonlyMap<string, boolean | TransientAwsError>,
): SettledRecord[] => {
  const failedTrips = new Set<string>();
  const settleOne = (handled: Handled): SettledRecord => {
    if (handled.fate !== 'written') return handled;
    const { record } = handled;
    if (failedTrips.has(record.partitionKey)) return { record, fate: 'failed' };
    const outcomes = handled.completionDates.map((date) => markings.get(date));
    const error = outcomes.find((outcome) => outcome instanceof TransientAwsError);
    return error === undefined
      ? { record, fate: 'stored', late: outcomes.includes(true) }
      : { record, fate: 'failed', error };
  };
  return batch.map((handled) => {
    const settled = settleOne(handled);
    if (settled.fate === 'failed') failedTrips.add(settled.record.partitionKey);
    return settled;
  });
};

/**
 * The handler for a pipe's batch: every record ends stored, superseded, quarantined or failed. Trips are handled side by
 * side, the records of one trip (one partition key) in their order; then the late ones among their dates are marked. When
 * `signal` aborts, because the deadline is near, what is unfinished has failed.
 *
 * @throws the first error that is not transient, once every record under way has settled: a bug must be seen
 */
export const settleBatch =
  <Event>(ports: RecordPorts<Event>) =>
  async (
    batch: readonly PipeRecord[],
    _context: unknown,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<SettledRecord[]> => {
    const trips = Map.groupBy(batch, ({ partitionKey }) => partitionKey).values();
    const handled: Handled[] = [];
    // The workers share one iterator: each takes the next trip as soon as it is done with its last.
    const worker = async () => {
      for (const records of trips) handled.push(...(await handleTrip(records, ports, signal)));
    };
    const workers = await Promise.allSettled(Array.from({ length: CONCURRENT_TRIPS }, worker));
    for (const outcome of workers) if (outcome.status === 'rejected') throw outcome.reason;
    return settle(handled, await markLateDates(handled, ports.markIfLate, signal));
  };

export interface LatenessPorts {
  readonly now: () => Date;
  /** Marks a date, so that the next nightly run sums it again. */
  readonly mark: (date: string, signal: AbortSignal) => Promise<void>;
  /** Reports a date that no nightly run will sum again. */
  readonly reportBeyondLookBack: (date: string) => void;
}

/** Marks a date of which trips have just been completed, if it should have been summed by now; gives whether it should. */
export const markIfLate =
  (schedule: SummingSchedule, { now, mark, reportBeyondLookBack }: LatenessPorts) =>
  async (date: string, signal: AbortSignal): Promise<boolean> => {
    const lateness = latenessOf(date, now(), schedule);
    if (lateness === 'late') await mark(date, signal);
    if (lateness === 'beyond-look-back') reportBeyondLookBack(date);
    return lateness !== 'on-time';
  };

/**
 * middy options that let the handler answer for itself near the deadline: middy aborts the signal that long before it,
 * and what would race the handler with an answer of its own never answers.
 */
export const answerBeforeDeadline = {
  timeoutEarlyInMillis: 3_000,
  timeoutEarlyResponse: () => new Promise<never>(() => {}),
};

import { type Parsed, type ParseEvent, refused } from '../contracts/parse-trip-event.ts';
import type { PipeRecord } from '../contracts/request-schemas.ts';
import { SupersededRecord, TransientAwsError } from '../trip/errors.ts';
import { type MarkIfLate, markLateDates } from './mark-late-dates.ts';
import type { SettledRecord } from './settled-record.ts';
import { streamPosition } from './stream-position.ts';

/** What is done with a record; the ports throw {@link TransientAwsError} when another try may succeed, and stop on the signal. */
export interface RecordPorts<Event> {
  readonly parse: ParseEvent<Event>;
  /**
   * Gives the dates whose completed trips the event concerns; `position` is where its record stands in its stream.
   *
   * @throws {SupersededRecord} when a later one is stored
   */
  readonly store: (event: Event, signal: AbortSignal, position: string) => Promise<readonly string[]>;
  /** Called once for each date of a batch, after all its records are stored. */
  readonly markIfLate: MarkIfLate;
  readonly quarantine: (record: PipeRecord, reasons: readonly string[], signal: AbortSignal) => Promise<void>;
}

/** How many trips of a batch are written at once: enough to hide a write's latency behind the others'. */
const CONCURRENT_TRIPS = 32;

/** One character at a time: a group of four, repeated, overflows the stack on the largest records. */
const BASE64_CHARACTERS = /^[A-Za-z0-9+/]*={0,2}$/;

const isBase64 = (data: string): boolean => data.length % 4 === 0 && BASE64_CHARACTERS.test(data);

const eventOf = <Event>({ data }: PipeRecord, parse: ParseEvent<Event>): Parsed<Event> =>
  isBase64(data)
    ? parse(Buffer.from(data, 'base64'))
    : refused('not-base64', 'the data of the record is not base64');

const settle = async <Event>(
  record: PipeRecord,
  { parse, store, quarantine }: RecordPorts<Event>,
  signal: AbortSignal,
): Promise<SettledRecord> => {
  const parsed = eventOf(record, parse);
  try {
    if ('refusal' in parsed) {
      await quarantine(record, parsed.refusal.reasons, signal);
      return { record, fate: 'quarantined', kind: parsed.refusal.kind };
    }
    const position = streamPosition(record, parsed.firstArrivedAt);
    const completionDates = await store(parsed.event, signal, position);
    return { record, fate: 'stored', completionDates, late: false };
  } catch (error) {
    if (error instanceof SupersededRecord) return { record, fate: 'superseded' };
    if (error instanceof TransientAwsError) return { record, fate: 'failed', error };
    throw error;
  }
};

/** Settles the records of one trip one after the other; after one failed, the later ones have to wait for it. */
const settleTrip = async <Event>(
  records: readonly PipeRecord[],
  ports: RecordPorts<Event>,
  signal: AbortSignal,
): Promise<SettledRecord[]> => {
  const settled: SettledRecord[] = [];
  for (const record of records) {
    const blocked = signal.aborted || settled.at(-1)?.fate === 'failed';
    settled.push(blocked ? { record, fate: 'failed' } : await settle(record, ports, signal));
  }
  return settled;
};

/**
 * The handler for a pipe's batch: every record ends stored, superseded, quarantined or failed. Trips are settled side by
 * side, the records of one trip (one partition key) in their order; then the late ones among their dates are marked. When
 * `signal` aborts, because the deadline is near, what is unfinished has failed.
 *
 * @throws the first error that is not transient, once every record under way has settled: a bug must be seen
 */
export const settleRecords =
  <Event>(ports: RecordPorts<Event>) =>
  async (
    batch: readonly PipeRecord[],
    _context: unknown,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<SettledRecord[]> => {
    const trips = Map.groupBy(batch, ({ partitionKey }) => partitionKey).values();
    const settled: SettledRecord[] = [];
    // The workers share one iterator: each takes the next trip as soon as it is done with its last.
    const worker = async () => {
      for (const records of trips) settled.push(...(await settleTrip(records, ports, signal)));
    };
    const workers = await Promise.allSettled(Array.from({ length: CONCURRENT_TRIPS }, worker));
    for (const outcome of workers) if (outcome.status === 'rejected') throw outcome.reason;
    return markLateDates(settled, ports.markIfLate, signal);
  };

/**
 * middy options that let the handler answer for itself near the deadline: middy aborts the signal that long before it,
 * and what would race the handler with an answer of its own never answers.
 */
export const answerBeforeDeadline = {
  timeoutEarlyInMillis: 3_000,
  timeoutEarlyResponse: () => new Promise<never>(() => {}),
};

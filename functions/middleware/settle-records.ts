import { TransientAwsError } from '../domain/errors.ts';
import type { Parsed } from '../domain/parse-trip-event.ts';
import type { PipeRecord } from '../domain/request-schemas.ts';

/** A record of a batch with the event that it holds, or with the reasons why it holds none. */
export interface DecodedRecord<Event> {
  readonly record: PipeRecord;
  readonly parsed: Parsed<Event>;
}

/** The fate of a record. `failed` comes again; its `error` is missing where the record was not tried at all. */
export interface SettledRecord {
  readonly record: PipeRecord;
  readonly fate: 'stored' | 'quarantined' | 'failed';
  readonly error?: Error;
}

/** The two ports of a record; both throw {@link TransientAwsError} when another try may succeed, and stop on the signal. */
export interface RecordPorts<Event> {
  readonly store: (event: Event, signal: AbortSignal) => Promise<void>;
  readonly quarantine: (record: PipeRecord, reasons: readonly string[], signal: AbortSignal) => Promise<void>;
}

/** How many trips of a batch are written at once: enough to hide a write's latency behind the others'. */
const CONCURRENT_TRIPS = 32;

const settle = async <Event>(
  { record, parsed }: DecodedRecord<Event>,
  { store, quarantine }: RecordPorts<Event>,
  signal: AbortSignal,
): Promise<SettledRecord> => {
  try {
    if ('event' in parsed) {
      await store(parsed.event, signal);
      return { record, fate: 'stored' };
    }
    await quarantine(record, parsed.reasons, signal);
    return { record, fate: 'quarantined' };
  } catch (error) {
    if (error instanceof TransientAwsError) return { record, fate: 'failed', error };
    throw error;
  }
};

/** Settles the records of one trip one after the other; after one failed, the later ones have to wait for it. */
const settleTrip = async <Event>(
  records: readonly DecodedRecord<Event>[],
  ports: RecordPorts<Event>,
  signal: AbortSignal,
): Promise<SettledRecord[]> => {
  const settled: SettledRecord[] = [];
  for (const decoded of records) {
    const blocked = signal.aborted || settled.at(-1)?.fate === 'failed';
    settled.push(blocked ? { record: decoded.record, fate: 'failed' } : await settle(decoded, ports, signal));
  }
  return settled;
};

/**
 * The handler for a decoded batch: every record ends stored, quarantined or failed. Trips are settled side by side, the
 * records of one trip in their order. When `signal` aborts (the deadline is near) what is unfinished has failed.
 *
 * @throws the first error that is not transient, once every record under way has settled: a bug must stop the pipe
 */
export const settleRecords =
  <Event>(ports: RecordPorts<Event>) =>
  async (
    batch: readonly DecodedRecord<Event>[],
    _context: unknown,
    { signal }: { readonly signal: AbortSignal },
  ): Promise<SettledRecord[]> => {
    const trips = Map.groupBy(batch, ({ record }) => record.partitionKey).values();
    const settled: SettledRecord[] = [];
    // The workers share one iterator: each takes the next trip as soon as it is done with its last.
    const worker = async () => {
      for (const records of trips) settled.push(...(await settleTrip(records, ports, signal)));
    };
    const workers = await Promise.allSettled(Array.from({ length: CONCURRENT_TRIPS }, worker));
    for (const outcome of workers) if (outcome.status === 'rejected') throw outcome.reason;
    return settled;
  };

/**
 * middy options that let the handler answer for itself near the deadline: middy aborts the signal that long before it,
 * and what would race the handler with an answer of its own never answers.
 */
export const answerBeforeDeadline = {
  timeoutEarlyInMillis: 3_000,
  timeoutEarlyResponse: () => new Promise<never>(() => {}),
};

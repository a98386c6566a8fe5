import { InputError } from '../terminal/command-error.ts';
import type { TripEvent } from './read-trip-csv.ts';
import type { EventKind } from './trip-files.ts';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html; sizes count data and partition key. */
export const MAX_RECORDS_PER_REQUEST = 500;
const MAX_REQUEST_BYTES = 10 * 1024 * 1024;
export const MAX_RECORD_BYTES = 1024 * 1024;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html, in Unicode characters. */
export const MAX_PARTITION_KEY_LENGTH = 256;

export interface StreamRecord {
  readonly Data: Uint8Array;
  readonly PartitionKey: string;
}

/** Events of one kind that go into one PutRecords request. */
export interface EventBatch {
  readonly kind: EventKind;
  /** The place of its first event among all events read, from 0. */
  readonly firstPosition: number;
  readonly records: StreamRecord[];
  bytes: number;
}

/**
 * A trip's events share the key `trip_id`. A row without a usable one gets another key, so that it reaches the pipeline,
 * which puts it into quarantine with its reasons.
 */
const partitionKey = ({ row, fields }: TripEvent): string => {
  const tripId = fields.trip_id ?? '';
  return tripId === '' || tripId.length > MAX_PARTITION_KEY_LENGTH ? `row-${row}` : tripId;
};

/** The bytes of a record as Kinesis counts them. */
export const sizeOf = ({ Data, PartitionKey }: StreamRecord): number =>
  Data.length + Buffer.byteLength(PartitionKey);

/** Splits records, in their order, into as many as one PutRecords request takes. */
export function* putRequests<Record extends StreamRecord>(records: Iterable<Record>): Generator<Record[]> {
  let request: Record[] = [];
  let bytes = 0;
  for (const record of records) {
    if (request.length === MAX_RECORDS_PER_REQUEST || bytes + sizeOf(record) > MAX_REQUEST_BYTES) {
      yield request;
      request = [];
      bytes = 0;
    }
    request.push(record);
    bytes += sizeOf(record);
  }
  if (request.length > 0) yield request;
}

/** The record of an event. @throws {InputError} naming the row when it is too large for a record */
export const streamRecord = (event: TripEvent): StreamRecord => {
  const record = { Data: Buffer.from(JSON.stringify(event.fields)), PartitionKey: partitionKey(event) };
  if (sizeOf(record) > MAX_RECORD_BYTES) {
    const place = `${event.file.path}, row ${event.row}`;
    throw new InputError(
      `${place}: is ${sizeOf(record)} bytes as an event; Kinesis takes ${MAX_RECORD_BYTES}`,
    );
  }
  return record;
};

/**
 * Puts events into batches per kind and knows which events are not acknowledged yet, so that a run that stops can say
 * where to go on.
 */
export class EventBatcher {
  readonly #maxRecords: number;
  readonly #filling = new Map<EventKind, EventBatch>();
  /** In the order of their first events. */
  readonly #unacknowledged = new Set<EventBatch>();
  #readCount = 0;

  constructor(maxRecords: number) {
    this.#maxRecords = maxRecords;
  }

  /** How many events from the first one on have all been acknowledged. */
  get acknowledgedPrefix(): number {
    const [earliest] = this.#unacknowledged;
    return earliest?.firstPosition ?? this.#readCount;
  }

  /** How many events have been read. */
  get readCount(): number {
    return this.#readCount;
  }

  acknowledge(batch: EventBatch): void {
    this.#unacknowledged.delete(batch);
  }

  /** Batches as they fill up, then the rest; when the events end in an error, the rest comes before it is thrown. */
  async *batches(events: AsyncIterable<TripEvent>): AsyncGenerator<EventBatch> {
    let failure: { readonly error: unknown } | undefined;
    try {
      for await (const event of events) yield* this.#add(event);
    } catch (error) {
      failure = { error };
    }
    yield* this.#filling.values();
    if (failure !== undefined) throw failure.error;
  }

  *#add(event: TripEvent): Generator<EventBatch> {
    const { kind } = event.file;
    const record = streamRecord(event);
    const bytes = sizeOf(record);
    const filling = this.#filling.get(kind);
    if (filling !== undefined && filling.bytes + bytes > MAX_REQUEST_BYTES) yield this.#take(filling);
    const batch = this.#filling.get(kind) ?? this.#open(kind);
    this.#readCount += 1;
    batch.records.push(record);
    batch.bytes += bytes;
    if (batch.records.length >= this.#maxRecords) yield this.#take(batch);
  }

  #open(kind: EventKind): EventBatch {
    const batch = { kind, firstPosition: this.#readCount, records: [], bytes: 0 };
    this.#filling.set(kind, batch);
    this.#unacknowledged.add(batch);
    return batch;
  }

  #take(batch: EventBatch): EventBatch {
    this.#filling.delete(batch.kind);
    return batch;
  }
}

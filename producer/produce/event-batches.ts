import { InputError } from '../terminal/command-error.ts';
import type { TripEvent } from './read-trip-csv.ts';

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

/**
 * A trip's events share the key `trip_id`. A row without a usable one gets another key, so that it reaches the pipeline,
 * which puts it into quarantine with the reasons.
 */
const partitionKey = ({ row, fields }: TripEvent): string => {
  const tripId = fields.trip_id ?? '';
  return tripId === '' || tripId.length > MAX_PARTITION_KEY_LENGTH ? `row-${row}` : tripId;
};

/** The bytes of a record as Kinesis counts them. */
export const sizeOf = ({ Data, PartitionKey }: StreamRecord): number =>
  Data.length + Buffer.byteLength(PartitionKey);

/** The record of an event. @throws {InputError} naming the row when it is too large for a record */
export const streamRecord = (event: TripEvent): StreamRecord => {
  const record = { Data: Buffer.from(JSON.stringify(event.fields)), PartitionKey: partitionKey(event) };
  if (sizeOf(record) > MAX_RECORD_BYTES) {
    const place = `${event.file.path}, row ${event.row}`;
    throw new InputError(
      `${place}: is ${sizeOf(record)} bytes as an event; Kinesis takes at most ${MAX_RECORD_BYTES}`,
    );
  }
  return record;
};

/**
 * Puts records into batches of one key each, as large as one PutRecords request takes and with at most `mostRecords()`
 * records, which is asked for every record. When the records end, even with an error, the unfinished batches come
 * first.
 */
export async function* putRequests<Item extends StreamRecord>(
  records: AsyncIterable<Item> | Iterable<Item>,
  keyOf: (record: Item) => string = () => '',
  mostRecords: () => number = () => MAX_RECORDS_PER_REQUEST,
): AsyncGenerator<readonly Item[]> {
  const filling = new Map<string, { readonly records: Item[]; bytes: number }>();
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const record of records) {
      const key = keyOf(record);
      const bytes = sizeOf(record);
      const open = filling.get(key);
      if (open !== undefined && open.bytes + bytes > MAX_REQUEST_BYTES) {
        filling.delete(key);
        yield open.records;
      }
      const batch = filling.get(key) ?? { records: [], bytes: 0 };
      filling.set(key, batch);
      batch.records.push(record);
      batch.bytes += bytes;
      if (batch.records.length < mostRecords()) continue;
      filling.delete(key);
      yield batch.records;
    }
  } catch (error) {
    failure = { error };
  }
  for (const batch of filling.values()) yield batch.records;
  if (failure !== undefined) throw failure.error;
}

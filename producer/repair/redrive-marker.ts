import { isUtf8 } from 'node:buffer';
import { parseExact } from '../../functions/trip/exact-json.ts';
import { jsonOf } from '../../functions/trip/json-field.ts';
import { MAX_PARTITION_KEY_LENGTH, type StreamRecord } from '../produce/event-batches.ts';

/**
 * An event that is sent once more says so in its payload's last fields, which the pipeline's parser ignores:
 * `"redrive_attempt"`, how often it has been redriven, and `"first_arrived_at"`, when a stream took it first.
 */
const MARKER = /,?(?:"redrive_attempt":(\d{1,9}),)?"first_arrived_at":"([\d:.TZ-]{10,30})"\}\s*$/;
/** A payload that is no JSON object has no fields; it is no event either, so that its key has no order to keep. */
const KEY_MARKER = /^redrive-(\d{1,9}):/;

/** What is known of a record that may have been sent before. */
export interface MarkedRecord {
  readonly partitionKey: string;
  readonly data: Uint8Array;
  /** When the stream took it, ISO 8601 UTC. */
  readonly arrivedAt: string;
}

/** One character per byte, so that what is not touched stays as it was, whatever it is. */
const bytesText = (data: Uint8Array): string => Buffer.from(data).toString('latin1');

/** A payload that is a JSON object, its numbers as the text of their digits; undefined for any other. */
export const payloadFields = (data: Uint8Array): object | undefined => {
  const value = isUtf8(data) ? jsonOf(new TextDecoder().decode(data), parseExact) : undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
};

/** How often a record has been redriven. */
export const redriveAttempts = ({ data, partitionKey }: MarkedRecord): number =>
  Number(MARKER.exec(bytesText(data))?.[1] ?? KEY_MARKER.exec(partitionKey)?.[1] ?? 0);

/** When a stream took the event of this record first: before it was redriven or repaired. */
export const firstArrival = ({ data, arrivedAt }: Omit<MarkedRecord, 'partitionKey'>): string =>
  MARKER.exec(bytesText(data))?.[2] ?? arrivedAt;

/** The payload, a JSON object, with these last fields in place of those of an earlier time; the rest byte for byte. */
const withLastFields = (data: Uint8Array, lastFields: string): Uint8Array => {
  const unmarked = bytesText(data).replace(MARKER, '}');
  const fields = unmarked.slice(0, unmarked.lastIndexOf('}'));
  const separator = fields.trimEnd().endsWith('{') ? '' : ',';
  return Buffer.from(`${fields}${separator}${lastFields}}`, 'latin1');
};

/** A repaired payload, a JSON object, that tells when its event first arrived. */
export const repairedPayload = (data: Uint8Array, arrivedAt: string): Uint8Array =>
  withLastFields(data, `"first_arrived_at":"${firstArrival({ data, arrivedAt })}"`);

/** The record to send in place of one that failed: it counts one attempt more. */
export const redrivenRecord = (record: MarkedRecord): StreamRecord => {
  const { data, partitionKey } = record;
  const attempt = redriveAttempts(record) + 1;
  if (payloadFields(data) === undefined) {
    const key = `redrive-${attempt}:${partitionKey.replace(KEY_MARKER, '')}`;
    return { Data: data, PartitionKey: [...key].slice(0, MAX_PARTITION_KEY_LENGTH).join('') };
  }
  const lastFields = `"redrive_attempt":${attempt},"first_arrived_at":"${firstArrival(record)}"`;
  return { Data: withLastFields(data, lastFields), PartitionKey: partitionKey };
};

import { isUtf8 } from 'node:buffer';
import { parseExact } from '../../functions/trip/decimal.ts';
import { readMarker, writeMarker } from '../../functions/trip/trip-event.ts';
import { MAX_PARTITION_KEY_LENGTH, type StreamRecord } from '../produce/event-batches.ts';
import { isJsonObject, jsonOf } from '../stack/json-field.ts';

/**
 * Marks a record whose payload is not a JSON object, in its partition key: it is no event, so its order does not
 * matter.
 */
const KEY_MARKER = /^redrive-(\d{1,9}):/;

/** A record that may have been sent before. */
export interface MarkedRecord {
  readonly partitionKey: string;
  readonly data: Uint8Array;
  /** When the stream took it, ISO 8601 UTC. */
  readonly arrivedAt: string;
}

/** The fields of a payload that is a JSON object, with numbers as the text of their digits; undefined for any other. */
export const payloadFields = (data: Uint8Array): object | undefined => {
  const value = isUtf8(data) ? jsonOf(new TextDecoder().decode(data), parseExact) : undefined;
  return isJsonObject(value) ? value : undefined;
};

export const redriveAttempts = ({ data, partitionKey }: MarkedRecord): number =>
  readMarker(data)?.redriveAttempt ?? Number(KEY_MARKER.exec(partitionKey)?.[1] ?? 0);

/** When a stream first took the event of this record, before it was redriven or repaired. */
export const firstArrival = ({ data, arrivedAt }: Omit<MarkedRecord, 'partitionKey'>): string =>
  readMarker(data)?.firstArrivedAt ?? arrivedAt;

/** A repaired payload, a JSON object, with a marker that says when its event first arrived. */
export const repairedPayload = (data: Uint8Array, arrivedAt: string): Uint8Array =>
  writeMarker(data, { firstArrivedAt: firstArrival({ data, arrivedAt }) });

/** The record to send in place of one that failed: it counts one more attempt. */
export const redrivenRecord = (record: MarkedRecord): StreamRecord => {
  const { data, partitionKey } = record;
  const attempt = redriveAttempts(record) + 1;
  if (payloadFields(data) === undefined) {
    const key = `redrive-${attempt}:${partitionKey.replace(KEY_MARKER, '')}`;
    return { Data: data, PartitionKey: [...key].slice(0, MAX_PARTITION_KEY_LENGTH).join('') };
  }
  const marker = { redriveAttempt: attempt, firstArrivedAt: firstArrival(record) };
  return { Data: writeMarker(data, marker), PartitionKey: partitionKey };
};

import { payloadBytes, type QuarantinedRecord } from '../../../functions/contracts/quarantine-message.ts';
import { tripEndSchema, tripStartSchema } from '../../../functions/trip/trip-event.ts';
import { quarantineCells } from '../../../producer/repair/quarantine-csv.ts';
import { payloadFields } from '../../../producer/repair/redrive-marker.ts';
import type { RefusedDetail, RefusedEvent, RefusedField } from '../../api/refused.ts';
import type { ReadEvent } from './quarantine-reading.ts';
import { EDITED_COLUMNS, reasonsByField } from './repaired-event.ts';

interface EventSchema {
  readonly properties: Readonly<Record<string, { readonly description: string }>>;
  readonly required: readonly string[];
}

const SCHEMAS: Readonly<Record<RefusedEvent['half'], EventSchema>> = {
  'trip start': tripStartSchema,
  'trip end': tripEndSchema,
};

/** The fields of the event's schema, followed by any others in its payload. */
const fieldsOf = (record: QuarantinedRecord, { properties, required }: EventSchema): RefusedField[] => {
  const cells = quarantineCells(record);
  const besides = EDITED_COLUMNS.filter((name) => !(name in properties) && cells[name] !== '');
  return [...Object.keys(properties), ...besides].map((name) => ({
    name,
    value: cells[name] ?? '',
    description: properties[name]?.description,
    isRequired: required.includes(name),
  }));
};

/** An event with everything known about it. */
export const refusedDetailOf = (
  { event, messages: [first] }: ReadEvent,
  record: QuarantinedRecord,
): RefusedDetail => {
  const { message } = first ?? {};
  const location =
    message !== undefined && 'payload_location' in message ? message.payload_location : undefined;
  return {
    ...event,
    quarantinedAt: record.quarantined_at,
    payload: record.payload,
    payloadEncoding: record.payload_encoding,
    payloadPlace: location && `s3://${location.bucket}/${location.key}`,
    isObject: payloadFields(payloadBytes(record)) !== undefined,
    fields: fieldsOf(record, SCHEMAS[event.half]),
    reasonsByField: reasonsByField(event.reasons),
  };
};

import type { FromSchema } from 'json-schema-to-ts';
import { isCalendarMoment } from './business-time.ts';
import { isStorableAmount, usualAmount, usualInteger } from './decimal.ts';

/**
 * The events on the wire, after numbers have become their source text and blank fields have been dropped: every field
 * is a string. A refusal quotes `description`: what the field must be.
 */

const TRIP_ID = {
  type: 'string',
  pattern: '^[A-Za-z0-9_-]{1,64}$',
  description: '1 to 64 of A-Z a-z 0-9 _ -',
} as const;

const MOMENT = {
  type: 'string',
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}$',
  description: 'a real calendar moment without an offset, such as 2024-05-25 23:59:59',
} as const;

/** These digits match in one way only. Two optional runs of digits side by side would take quadratic time to refuse. */
const DECIMAL = {
  type: 'string',
  pattern: '^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$',
  description:
    'a decimal such as 12.50, not negative, of at most 38 significant digits, 24 of them before the point',
} as const;

const INTEGER = {
  type: 'string',
  pattern: '^-?[0-9]{1,18}(\\.0*)?$',
  description: 'an integer code of at most 18 digits such as 2 or 2.0',
} as const;

export const tripStartSchema = {
  $id: 'tripStart',
  type: 'object',
  properties: {
    trip_id: TRIP_ID,
    pickup_datetime: MOMENT,
    pickup_location_id: INTEGER,
    dropoff_location_id: INTEGER,
    vendor_id: INTEGER,
    estimated_dropoff_datetime: MOMENT,
    estimated_fare_amount: DECIMAL,
  },
  required: ['trip_id', 'pickup_datetime'],
  additionalProperties: false,
} as const;

export const tripEndSchema = {
  $id: 'tripEnd',
  type: 'object',
  properties: {
    trip_id: TRIP_ID,
    dropoff_datetime: MOMENT,
    fare_amount: DECIMAL,
    tip_amount: DECIMAL,
    trip_distance: DECIMAL,
    rate_code: INTEGER,
    passenger_count: INTEGER,
    payment_type: INTEGER,
    trip_type: INTEGER,
  },
  required: ['trip_id', 'dropoff_datetime', 'fare_amount'],
  additionalProperties: false,
} as const;

export type TripStart = FromSchema<typeof tripStartSchema>;
export type TripEnd = FromSchema<typeof tripEndSchema>;

export type FieldKind = 'id' | 'moment' | 'decimal' | 'integer';

/** Whether DynamoDB keeps values of this kind as numbers. */
export const isNumeric = (kind: FieldKind | undefined): boolean => kind === 'decimal' || kind === 'integer';

/** What a pattern cannot check: that a moment exists in the calendar, and that a decimal fits and is not negative. */
export const isPossible = (kind: FieldKind | undefined, value: string): boolean => {
  if (kind === 'moment') return isCalendarMoment(value);
  if (kind === 'decimal') return isStorableAmount(value);
  return true;
};

const TRIP_ID_PATTERN = new RegExp(TRIP_ID.pattern);

/** A usual value as it is kept; undefined for any other, right or wrong. */
export const usualValue = (kind: FieldKind, value: string): string | undefined => {
  switch (kind) {
    case 'id':
      return TRIP_ID_PATTERN.test(value) ? value : undefined;
    case 'moment':
      return isCalendarMoment(value) ? value : undefined;
    case 'decimal':
      return usualAmount(value);
    case 'integer':
      return usualInteger(value);
  }
};

const KINDS = new Map<object, FieldKind>([
  [TRIP_ID, 'id'],
  [MOMENT, 'moment'],
  [DECIMAL, 'decimal'],
  [INTEGER, 'integer'],
]);

const kindsOf = (properties: Readonly<Record<string, object>>): ReadonlyMap<string, FieldKind> =>
  new Map(Object.entries(properties).map(([field, kind]) => [field, KINDS.get(kind) ?? 'id']));

/** Field name → what kind of value it holds, in the order of the schema. */
export const TRIP_START_KINDS = kindsOf(tripStartSchema.properties);
export const TRIP_END_KINDS = kindsOf(tripEndSchema.properties);

export const TRIP_START_FIELDS: readonly string[] = [...TRIP_START_KINDS.keys()];
export const TRIP_END_FIELDS: readonly string[] = [...TRIP_END_KINDS.keys()];
export const TRIP_START_REQUIRED: readonly string[] = tripStartSchema.required;
export const TRIP_END_REQUIRED: readonly string[] = tripEndSchema.required;

/**
 * The last fields of an event that `tripstream redrive` or `quarantine replay` sends again. `redrive_attempt`: how
 * often it has been redriven (a replay leaves it out). `first_arrived_at`: when a stream first took it, ISO 8601 UTC.
 * The parser reads `first_arrived_at`, which gives the event its original place in the order, and ignores
 * `redrive_attempt`.
 */
export const MARKER_FIELDS: readonly string[] = ['redrive_attempt', 'first_arrived_at'];

/** Finds a payload's marker in its bytes, because all other bytes have to stay as they are. */
export interface RedriveMarker {
  readonly redriveAttempt?: number | undefined;
  readonly firstArrivedAt: string;
}

const MARKER = /,?(?:"redrive_attempt":(\d{1,9}),)?"first_arrived_at":"([\d:.TZ-]{10,30})"\}\s*$/;

/** No redrive or replay writes any other value. */
const FIRST_ARRIVED_AT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,3})?Z$/;

/** One character per byte, so that bytes that are not text survive. */
const bytesText = (payload: Uint8Array): string => Buffer.from(payload).toString('latin1');

/** The marker at the end of a payload; undefined if the event was not sent again. */
export const readMarker = (payload: Uint8Array): RedriveMarker | undefined => {
  const [, attempt, firstArrivedAt] = MARKER.exec(bytesText(payload)) ?? [];
  if (firstArrivedAt === undefined) return undefined;
  return { firstArrivedAt, redriveAttempt: attempt === undefined ? undefined : Number(attempt) };
};

/** A payload, which must be a JSON object, with this marker in place of an earlier one. All other bytes stay. */
export const writeMarker = (
  payload: Uint8Array,
  { redriveAttempt, firstArrivedAt }: RedriveMarker,
): Uint8Array => {
  const unmarked = bytesText(payload).replace(MARKER, '}');
  const fields = unmarked.slice(0, unmarked.lastIndexOf('}'));
  const separator = fields.trimEnd().endsWith('{') ? '' : ',';
  const attempt = redriveAttempt === undefined ? '' : `"redrive_attempt":${redriveAttempt},`;
  return Buffer.from(`${fields}${separator}${attempt}"first_arrived_at":"${firstArrivedAt}"}`, 'latin1');
};

/** When a stream first took a parsed event, in milliseconds since 1970; undefined if the event was not sent again. */
export const firstArrivalOf = (event: object): number | undefined => {
  const text = 'first_arrived_at' in event ? event.first_arrived_at : undefined;
  if (typeof text !== 'string' || !FIRST_ARRIVED_AT.test(text)) return undefined;
  const firstArrivedAt = Date.parse(text);
  return firstArrivedAt >= 0 ? firstArrivedAt : undefined;
};

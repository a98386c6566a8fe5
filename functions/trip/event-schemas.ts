import type { FromSchema } from 'json-schema-to-ts';

/**
 * The events on the wire, after numbers have become their source text and blank fields have been left out: so every
 * field is a string. `description` is what a refused record is told that the field must be.
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

/** Digits can be matched in one way only: two optional runs of them side by side would take quadratic time to refuse. */
const DECIMAL = {
  type: 'string',
  pattern: '^-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$',
  description: 'a decimal such as 12.50, not negative, of at most 38 significant digits',
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

import type { FromSchema } from 'json-schema-to-ts';
import { isCalendarMoment, isOverADayAhead } from './business-time.ts';

/**
 * The events on the wire, after numbers have become their source text and blank fields have been dropped: every field
 * is a string. A refusal quotes `description`, which says what the field must be.
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

/**
 * Digits match this pattern in only one way. Two optional runs of digits side by side would take quadratic time to
 * refuse.
 */
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

type DecimalsOf<Properties> = {
  [Field in keyof Properties]: Properties[Field] extends typeof DECIMAL ? Field : never;
}[keyof Properties];

/** The fields of a trip's events that hold decimals. */
export type DecimalField =
  | DecimalsOf<typeof tripStartSchema.properties>
  | DecimalsOf<typeof tripEndSchema.properties>;

/** What kind of value each pattern allows. */
const KINDS = {
  [TRIP_ID.pattern]: 'id',
  [MOMENT.pattern]: 'moment',
  [DECIMAL.pattern]: 'decimal',
  [INTEGER.pattern]: 'integer',
} as const;

export type FieldKind = (typeof KINDS)[keyof typeof KINDS];

/** Whether DynamoDB keeps values of this kind as numbers. */
export const isNumeric = (kind: FieldKind | undefined): boolean => kind === 'decimal' || kind === 'integer';

/** An amount that needs no arithmetic, and fits a DynamoDB number and a day's total in Athena. */
const USUAL_AMOUNT = /^(0|[1-9][0-9]{0,14})(\.[0-9]{0,15})?$/;
/** An integer with nothing but zeros after its point, as codes and whole amounts often are. */
const USUAL_INTEGER = /^(0|[1-9][0-9]{0,14})(\.0*)?$/;

/** A number of the given form as canonical decimal text; undefined for other text, which may be valid nevertheless. */
const usualNumber = (form: RegExp, text: string): string | undefined => {
  if (!form.test(text)) return undefined;
  return text.includes('.') ? text.replace(/\.?0*$/, '') : text;
};

const TRIP_ID_PATTERN = new RegExp(TRIP_ID.pattern);

/** A usual value as it is stored; undefined for any other, valid or not. */
export const usualValue = (kind: FieldKind, value: string): string | undefined => {
  switch (kind) {
    case 'id':
      return TRIP_ID_PATTERN.test(value) ? value : undefined;
    case 'moment':
      return isCalendarMoment(value) ? value : undefined;
    case 'decimal':
      return usualNumber(USUAL_AMOUNT, value);
    case 'integer':
      return usualNumber(USUAL_INTEGER, value);
    default:
      return kind satisfies never;
  }
};

type Properties = Readonly<Record<string, { readonly pattern: keyof typeof KINDS }>>;

const kindsOf = (properties: Properties): ReadonlyMap<string, FieldKind> =>
  new Map(Object.entries(properties).map(([field, { pattern }]) => [field, KINDS[pattern]]));

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

/**
 * The marker in a payload. It is read and written in the payload's bytes, because all other bytes have to stay as they
 * are.
 */
export interface RedriveMarker {
  readonly redriveAttempt?: number | undefined;
  readonly firstArrivedAt: string;
}

const MARKER = /,?(?:"redrive_attempt":(\d{1,9}),)?"first_arrived_at":"([\d:.TZ-]{10,30})"\}\s*$/;

/** Redrives and replays write no other form. */
const FIRST_ARRIVED_AT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,3})?Z$/;

/** One character per byte, so that bytes that are not text survive. */
const bytesText = (payload: Uint8Array): string => Buffer.from(payload).toString('latin1');

/** The marker at the end of a payload; undefined if the event was not sent again. */
export const readMarker = (payload: Uint8Array): RedriveMarker | undefined => {
  const [, attempt, firstArrivedAt] = MARKER.exec(bytesText(payload)) ?? [];
  if (firstArrivedAt === undefined) return undefined;
  return { firstArrivedAt, redriveAttempt: attempt === undefined ? undefined : Number(attempt) };
};

/** A payload, which must be a JSON object, with this marker in place of any earlier one. All other bytes stay. */
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

/** When the record arrived, and the business's time zone: a dropoff cannot be far ahead of the arrival. */
export interface Arrival {
  /** Milliseconds since 1970. */
  readonly arrivedAt: number;
  /** IANA name of the business's time zone. */
  readonly timeZone: string;
}

/** What it takes to read one kind of event. */
export interface EventForm {
  readonly schema: {
    readonly properties: Readonly<Record<string, { readonly description: string }>>;
    readonly required: readonly string[];
  };
  readonly kinds: ReadonlyMap<string, FieldKind>;
  /** The field that must not be more than a day ahead of the record's arrival. */
  readonly pastField?: string;
}

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isBlank = (value: unknown): boolean =>
  typeof value === 'string' ? !value.trim() : value === null;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text of UTF-8 bytes; undefined for any other bytes. */
export const textOf = (payload: Uint8Array): string | undefined => {
  try {
    return decoder.decode(payload);
  } catch {
    return undefined;
  }
};

/** The value of JSON text; undefined for any other text. */
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Reads an event like nearly all others: texts in usual forms, sent for the first time. It looks at each value once.
 * Returns undefined for any other payload, valid or not: intake loads parse-trip-event.ts when the first of those
 * comes.
 */
export type ReadUsual<Event> = (payload: Uint8Array, arrival: Arrival) => Event | undefined;

const usualOf = <Event extends object>({ schema, kinds, pastField }: EventForm): ReadUsual<Event> => {
  const isComplete = (fields: object): fields is Event =>
    schema.required.every((field) => Object.hasOwn(fields, field));
  return (payload, { arrivedAt, timeZone }) => {
    const value = jsonOf(textOf(payload) ?? '');
    if (!isFields(value) || firstArrivalOf(value) !== undefined) return undefined;
    const fields: Record<string, string> = {};
    for (const field in value) {
      const given = value[field];
      const kind = kinds.get(field);
      if (kind === undefined || isBlank(given)) continue;
      const usual = typeof given === 'string' ? usualValue(kind, given) : undefined;
      if (usual === undefined) return undefined;
      if (field === pastField && isOverADayAhead(usual, arrivedAt, timeZone)) return undefined;
      fields[field] = usual;
    }
    return isComplete(fields) ? fields : undefined;
  };
};

export const TRIP_START_FORM: EventForm = { schema: tripStartSchema, kinds: TRIP_START_KINDS };
export const TRIP_END_FORM: EventForm = {
  schema: tripEndSchema,
  kinds: TRIP_END_KINDS,
  pastField: 'dropoff_datetime',
};

// Marked as pure, so that a function's bundle includes only its own events.

/** Reads the payload of a trip-start record. Codes and amounts come out as canonical decimal text. */
export const usualTripStart = /* @__PURE__ */ usualOf<TripStart>(TRIP_START_FORM);

/** Reads the payload of a trip-end record, like {@link usualTripStart}. */
export const usualTripEnd = /* @__PURE__ */ usualOf<TripEnd>(TRIP_END_FORM);

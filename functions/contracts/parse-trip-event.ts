import type { ErrorObject } from 'ajv';
import { isOverADayAhead } from '../trip/business-time.ts';
import { canonical, parseExact } from '../trip/decimal.ts';
import {
  type FieldKind,
  firstArrivalOf,
  isNumeric,
  isPossible,
  TRIP_END_KINDS,
  TRIP_START_KINDS,
  type TripEnd,
  type TripStart,
  tripEndSchema,
  tripStartSchema,
  usualValue,
} from '../trip/trip-event.ts';
import { type Validator, validateTripEnd, validateTripStart } from './generated/validators.mjs';

/** What is wrong with a refused payload, in a few words that can be counted by. */
export type RefusalKind =
  | 'not-base64'
  | 'not-utf8'
  | 'not-json'
  | 'not-an-object'
  | 'missing-field'
  | 'invalid-field';

/** The longest that a reason may be, in UTF-16 code units. */
export const MAX_REASON_LENGTH = 300;

/**
 * Why a payload is not an event: at least one reason, at most one per field, each of at most {@link MAX_REASON_LENGTH}.
 */
export interface Refusal {
  readonly kind: RefusalKind;
  readonly reasons: readonly string[];
}

export type Parsed<Event> =
  | {
      readonly event: Event;
      /** When a stream first took the event, in milliseconds since 1970; only in an event that was sent again. */
      readonly firstArrivedAt?: number;
    }
  | { readonly refusal: Refusal };

/** When the record arrived, and in which time zone the business is: a dropoff cannot be far ahead of the arrival. */
export interface Arrival {
  /** Milliseconds since 1970. */
  readonly arrivedAt: number;
  /** IANA name of the business's time zone. */
  readonly timeZone: string;
}

export type ParseEvent<Event> = (payload: Uint8Array, arrival: Arrival) => Parsed<Event>;

interface EventForm<Event> {
  readonly schema: {
    readonly properties: Readonly<Record<string, { readonly description: string }>>;
    readonly required: readonly string[];
  };
  readonly kinds: ReadonlyMap<string, FieldKind>;
  readonly validate: Validator<Event>;
  /** The field that must not be more than a day ahead of the record's arrival. */
  readonly pastField?: string;
}

const SHOWN_CHARACTERS = 64;

const shown = (value: unknown): string => {
  if (typeof value !== 'string') return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
  const text = JSON.stringify(value.slice(0, SHOWN_CHARACTERS));
  return value.length > SHOWN_CHARACTERS ? `${text}… (${value.length} characters)` : text;
};

const bounded = (reason: string): string =>
  reason.length <= MAX_REASON_LENGTH ? reason : `${reason.slice(0, MAX_REASON_LENGTH - 1)}…`;

/** The result for a payload that is refused for these reasons. */
export const refused = (kind: RefusalKind, ...reasons: readonly string[]): { readonly refusal: Refusal } => ({
  refusal: { kind, reasons: reasons.map(bounded) },
});

const isBlank = (value: unknown): boolean => (typeof value === 'string' ? !value.trim() : value === null);

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text of UTF-8; undefined of anything else. */
const textOf = (payload: Uint8Array): string | undefined => {
  try {
    return decoder.decode(payload);
  } catch {
    return undefined;
  }
};

/** JSON as `parse` reads it. */
const readJson = (
  text: string,
  parse: (text: string) => unknown,
): { readonly value: unknown } | { readonly refusal: Refusal; readonly value?: undefined } => {
  try {
    return { value: parse(text) };
  } catch (error) {
    if (error instanceof RangeError) return refused('not-json', 'the payload is JSON nested too deeply');
    if (error instanceof SyntaxError) return refused('not-json', 'the payload is not JSON');
    throw error;
  }
};

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The known fields that have a value. Unknown fields are ignored. Blank, null and missing all mean absent. */
const presentFields = (payload: Fields, kinds: ReadonlyMap<string, FieldKind>): Record<string, unknown> => {
  const fields: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(payload))
    if (kinds.has(field) && !isBlank(value)) fields[field] = value;
  return fields;
};

const mustBe = (field: string, form: string | undefined, value: unknown): string =>
  `${field} must be ${form}, got ${shown(value)}`;

const fieldOf = ({ instancePath }: ErrorObject): string => instancePath.slice(1);

const reasonOf = (error: ErrorObject, fields: Fields, { schema }: EventForm<unknown>): string => {
  if (error.keyword === 'required')
    return `${error.params.missingProperty} is required, but missing or blank`;
  const field = fieldOf(error);
  return mustBe(field, schema.properties[field]?.description, fields[field]);
};

const kindOf = (errors: readonly ErrorObject[]): RefusalKind =>
  errors.some(({ keyword }) => keyword === 'required') ? 'missing-field' : 'invalid-field';

/** Why values that fit the schema are impossible all the same: those ahead of their arrival come first. */
const impossibilities = (
  fields: Fields,
  { schema, kinds, pastField }: EventForm<unknown>,
  { arrivedAt, timeZone }: Arrival,
  refusedFields: readonly string[],
): string[] => {
  const ahead: string[] = [];
  const impossible: string[] = [];
  for (const [field, value] of Object.entries(fields)) {
    if (typeof value !== 'string' || refusedFields.includes(field)) continue;
    if (!isPossible(kinds.get(field), value))
      impossible.push(mustBe(field, schema.properties[field]?.description, value));
    else if (field === pastField && isOverADayAhead(value, arrivedAt, timeZone))
      ahead.push(`${field} must not be more than a day ahead of its arrival, got ${shown(value)}`);
  }
  return [...ahead, ...impossible];
};

const isComplete = <Event extends object>(fields: object, { schema }: EventForm<Event>): fields is Event =>
  schema.required.every((field) => Object.hasOwn(fields, field));

/**
 * An event as nearly all are: texts of usual forms, sent for the first time. One look at each value does. Undefined for
 * any other payload, which the schema then judges.
 */
const usualEvent = <Event extends object>(
  payload: Fields,
  form: EventForm<Event>,
  { arrivedAt, timeZone }: Arrival,
): Event | undefined => {
  const { kinds, pastField } = form;
  if (firstArrivalOf(payload) !== undefined) return undefined;
  const fields: Record<string, string> = {};
  for (const field in payload) {
    const value = payload[field];
    const kind = kinds.get(field);
    if (kind === undefined || isBlank(value)) continue;
    const usual = typeof value === 'string' ? usualValue(kind, value) : undefined;
    if (usual === undefined) return undefined;
    if (field === pastField && isOverADayAhead(usual, arrivedAt, timeZone)) return undefined;
    fields[field] = usual;
  }
  return isComplete(fields, form) ? fields : undefined;
};

/** Judges any object of fields, whose numbers are the text of their digits. */
const judged = <Event extends object>(
  payload: Fields,
  form: EventForm<Event>,
  { arrivedAt, timeZone }: Arrival,
): Parsed<Event> => {
  const { kinds, validate } = form;
  const fields = presentFields(payload, kinds);
  const firstArrivedAt = firstArrivalOf(payload);
  const arrival = { arrivedAt: Math.min(arrivedAt, firstArrivedAt ?? arrivedAt), timeZone };
  const isEvent = validate(fields);
  const errors = validate.errors ?? [];
  const reasons = [
    ...errors.map((error) => reasonOf(error, fields, form)),
    ...impossibilities(fields, form, arrival, errors.map(fieldOf)),
  ];
  if (!isEvent || reasons.length > 0) return refused(kindOf(errors), ...reasons);
  const texts: Record<string, unknown> = fields;
  for (const [field, value] of Object.entries(texts))
    if (typeof value === 'string' && isNumeric(kinds.get(field))) texts[field] = canonical(value);
  return { event: fields, ...(firstArrivedAt === undefined ? {} : { firstArrivedAt }) };
};

const parserOf =
  <Event extends object>(form: EventForm<Event>): ParseEvent<Event> =>
  (payload, arrival) => {
    const text = textOf(payload);
    if (text === undefined) return refused('not-utf8', 'the payload is not UTF-8 text');
    const { value } = readJson(text, JSON.parse);
    const event = isFields(value) ? usualEvent(value, form, arrival) : undefined;
    if (event !== undefined) return { event };
    // Keeping the digits of numbers takes a call for each value.
    const exact = readJson(text, parseExact);
    if ('refusal' in exact) return exact;
    if (!isFields(exact.value))
      return refused('not-an-object', 'the payload is JSON, but not an object of fields');
    return judged(exact.value, form, arrival);
  };

// Marked as pure, so that a function's bundle has the validator of its own events alone.

/**
 * Reads the payload of a trip-start record. Decimals and codes come out as canonical decimal text. Bad data never
 * throws.
 */
export const parseTripStart: ParseEvent<TripStart> = /* @__PURE__ */ parserOf({
  schema: tripStartSchema,
  kinds: TRIP_START_KINDS,
  validate: validateTripStart,
});

/** Reads the payload of a trip-end record, like {@link parseTripStart}. */
export const parseTripEnd: ParseEvent<TripEnd> = /* @__PURE__ */ parserOf({
  schema: tripEndSchema,
  kinds: TRIP_END_KINDS,
  validate: validateTripEnd,
  pastField: 'dropoff_datetime',
});

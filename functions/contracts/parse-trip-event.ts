import type { ErrorObject } from 'ajv';
import { isCalendarMoment, isOverADayAhead } from '../trip/business-time.ts';
import { canonical, isStorableAmount, parseExact } from '../trip/decimal.ts';
import {
  type Arrival,
  type EventForm,
  type FieldKind,
  type Fields,
  firstArrivalOf,
  isBlank,
  isFields,
  isNumeric,
  type ReadUsual,
  TRIP_END_FORM,
  TRIP_START_FORM,
  type TripEnd,
  type TripStart,
  textOf,
  usualTripEnd,
  usualTripStart,
} from '../trip/trip-event.ts';
import { type Validator, validateTripEnd, validateTripStart } from './generated/validators.mjs';

/** What is wrong with a refused payload, in one of a few terms by which refusals can be counted. */
export type RefusalKind =
  | 'not-base64'
  | 'not-utf8'
  | 'not-json'
  | 'not-an-object'
  | 'missing-field'
  | 'invalid-field';

/** The maximum length of a reason, in UTF-16 code units. */
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

export type ParseEvent<Event> = (payload: Uint8Array, arrival: Arrival) => Parsed<Event>;

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

/** Parses JSON and turns every number into the text of its digits. That takes a call for each value. */
const readJson = (
  text: string,
): { readonly value: unknown } | { readonly refusal: Refusal; readonly value?: undefined } => {
  try {
    return { value: parseExact(text) };
  } catch (error) {
    if (error instanceof RangeError) return refused('not-json', 'the payload is JSON nested too deeply');
    if (error instanceof SyntaxError) return refused('not-json', 'the payload is not JSON');
    throw error;
  }
};

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

const reasonOf = (error: ErrorObject, fields: Fields, { schema }: EventForm): string => {
  if (error.keyword === 'required')
    return `${error.params.missingProperty} is required, but missing or blank`;
  const field = fieldOf(error);
  return mustBe(field, schema.properties[field]?.description, fields[field]);
};

const kindOf = (errors: readonly ErrorObject[]): RefusalKind =>
  errors.some(({ keyword }) => keyword === 'required') ? 'missing-field' : 'invalid-field';

/** What a pattern cannot check: that a moment exists in the calendar, and that a decimal fits and is not negative. */
const isPossible = (kind: FieldKind | undefined, value: string): boolean => {
  if (kind === 'moment') return isCalendarMoment(value);
  if (kind === 'decimal') return isStorableAmount(value);
  return true;
};

/** Why values that match the schema are still impossible. Those ahead of their arrival come first. */
const impossibilities = (
  fields: Fields,
  { schema, kinds, pastField }: EventForm,
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

/** Judges any object of fields. Its numbers must already be the text of their digits. */
const judged = <Event extends object>(
  payload: Fields,
  form: EventForm,
  validate: Validator<Event>,
  { arrivedAt, timeZone }: Arrival,
): Parsed<Event> => {
  const fields = presentFields(payload, form.kinds);
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
    if (typeof value === 'string' && isNumeric(form.kinds.get(field))) texts[field] = canonical(value);
  return { event: fields, ...(firstArrivedAt === undefined ? {} : { firstArrivedAt }) };
};

const judgeOf =
  <Event extends object>(form: EventForm, validate: Validator<Event>): ParseEvent<Event> =>
  (payload, arrival) => {
    const text = textOf(payload);
    if (text === undefined) return refused('not-utf8', 'the payload is not UTF-8 text');
    const exact = readJson(text);
    if ('refusal' in exact) return exact;
    if (!isFields(exact.value))
      return refused('not-an-object', 'the payload is JSON, but not an object of fields');
    return judged(exact.value, form, validate, arrival);
  };

/** Reads any payload of a trip-start record by its schema, like {@link parseTripStart}. */
export const judgeTripStart = judgeOf<TripStart>(TRIP_START_FORM, validateTripStart);

/** Reads any payload of a trip-end record by its schema, like {@link parseTripEnd}. */
export const judgeTripEnd = judgeOf<TripEnd>(TRIP_END_FORM, validateTripEnd);

const parserOf =
  <Event>(readUsual: ReadUsual<Event>, judge: ParseEvent<Event>): ParseEvent<Event> =>
  (payload, arrival) => {
    const event = readUsual(payload, arrival);
    return event === undefined ? judge(payload, arrival) : { event };
  };

/** Reads the payload of a trip-start record: numbers become canonical text. Bad data never throws. */
export const parseTripStart = parserOf(usualTripStart, judgeTripStart);

/** Reads the payload of a trip-end record, like {@link parseTripStart}. */
export const parseTripEnd = parserOf(usualTripEnd, judgeTripEnd);

import type { SeededRandom } from '../../data/seeded-random.ts';
import {
  type EventForm,
  type FieldKind,
  TRIP_END_FORM,
  TRIP_START_FORM,
} from '../../functions/trip/trip-event.ts';
import type { EventKind } from '../../producer/produce/trip-files.ts';
import { pick } from '../pick.ts';

/** A column and a text that is invalid there. */
type BadField = readonly [column: string, text: (n: number) => string];

const texts = (...all: readonly string[]) => all.map((text) => () => text);

/** Texts that are invalid in a field of each kind, even an optional one; `n` makes ids differ. */
const BAD_TEXTS: Readonly<Record<FieldKind, readonly ((n: number) => string)[]>> = {
  id: [(n) => `trip ${n}`, (n) => `trip#${n}`, (n) => `🚕${n}`, (n) => `${n}`.padStart(65, 'x')],
  moment: texts(
    'yesterday',
    '2024-05-25',
    '2024-02-30 10:00:00',
    '2024-05-25 24:00:00',
    '2024-05-25T10:00:00Z',
  ),
  decimal: texts('-3.50', 'free', 'NaN', 'Infinity', '12,50', '1e999', `0.${'7'.repeat(39)}`),
  integer: texts('two', '1.5', '1e2', '9'.repeat(19)),
};

const badFieldsOf = ({ kinds, schema }: EventForm): readonly BadField[] => [
  ...schema.required.map((field): BadField => [field, () => '']),
  ...[...kinds].flatMap(([field, kind]) => BAD_TEXTS[kind].map((text): BadField => [field, text])),
];

const BAD_FIELDS: Readonly<Record<EventKind, readonly BadField[]>> = {
  start: badFieldsOf(TRIP_START_FORM),
  end: badFieldsOf(TRIP_END_FORM),
};

/** The fields of a valid event with one made invalid, in a way that a CSV can express. */
export const spoilt = (
  random: SeededRandom,
  kind: EventKind,
  fields: Readonly<Record<string, string>>,
  n: number,
): Record<string, string> => {
  const [column, text] = pick(
    random,
    BAD_FIELDS[kind].filter(([field]) => field in fields),
  );
  return { ...fields, [column]: text(n) };
};

const LONG_TEXT_CHARACTERS = 20_000;
const NESTING_LEVELS = 3_000;

/** Payloads that no CSV can express; `n` makes each different. */
const PAYLOADS: readonly ((n: number) => string | Buffer)[] = [
  (n) => `not JSON ${n}`,
  (n) => `{"trip_id":"cut${n}","dropoff_datetime":"2024-05-25 10:0`,
  (n) => `${n}`,
  (n) => `"text ${n}"`,
  (n) => `[{"trip_id":"listed${n}"}]`,
  (n) => `{"trip_id":"bare${n}"}`,
  (n) => `{"trip_id":null,"note":${n}}`,
  (n) => `{"trip_id":{"id":${n}},"pickup_datetime":[],"dropoff_datetime":true,"fare_amount":{}}`,
  (n) => `{"__proto__":{"trip_id":"proto${n}"},"constructor":{"prototype":${n}}}`,
  (n) => `{"trip_id":"nul\\u0000${n}","pickup_datetime":"2024-05-25 10:00:00","fare_amount":1}`,
  (n) =>
    `{"trip_id":"late${n}","pickup_datetime":"2024-02-30 10:00:00","dropoff_datetime":"0000-01-01 00:00:00","fare_amount":-0.01}`,
  (n) =>
    `{"trip_id":"twice${n}","trip_id":"","pickup_datetime":"2024-05-25 10:00:00","dropoff_datetime":"2024-05-25 10:00:00","fare_amount":1}`,
  (n) => `{"trip_id":"${'x'.repeat(LONG_TEXT_CHARACTERS)}${n}"}`,
  (n) => `${'['.repeat(NESTING_LEVELS)}${n}${']'.repeat(NESTING_LEVELS)}`,
  (n) => Buffer.concat([Buffer.from([0xff, 0xfe, 0xc0, 0x80]), Buffer.from(`${n}`)]),
];

/** The largest record with its partition key. With the reasons added, it is too large for an SQS message. */
const LARGE_PAYLOAD_BYTES = 1_048_000;

/** A payload that is not an event, and so large that only a reference can be quarantined; `n` makes each different. */
export const largePayload = (n: number): Buffer =>
  Buffer.from(`large ${n} `.padEnd(LARGE_PAYLOAD_BYTES, '.'));

/** The `n`-th payload that is not an event, cycling through the kinds. */
export const badPayload = (n: number): Buffer => {
  const payload = PAYLOADS[n % PAYLOADS.length];
  return Buffer.from(payload?.(n) ?? '');
};

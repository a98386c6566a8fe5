import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { validateTripEnd } from '../../../functions/contracts/generated/validators.mjs';
import {
  MAX_REASON_LENGTH,
  type Parsed,
  parseTripEnd,
  parseTripStart,
  refused,
} from '../../../functions/contracts/parse-trip-event.ts';
import { type Arrival, TRIP_END_KINDS, TRIP_START_KINDS } from '../../../functions/trip/trip-event.ts';

const ARRIVAL = { arrivedAt: Date.parse('2024-05-25T14:05:00Z'), timeZone: 'America/New_York' };

const bytes = (text: string) => Buffer.from(text, 'utf8');
const end = (fields: object) =>
  parseTripEnd(
    bytes(
      JSON.stringify({
        trip_id: 'a1',
        dropoff_datetime: '2024-05-25 10:00:00',
        fare_amount: '12.50',
        ...fields,
      }),
    ),
    ARRIVAL,
  );
const reasons = <Event>(parsed: Parsed<Event>) => ('refusal' in parsed ? parsed.refusal.reasons : []);
const event = <Event>(parsed: Parsed<Event>) => ('event' in parsed ? parsed.event : parsed.refusal);

describe('values', () => {
  test('decimals keep every digit, whether sent as text or as a JSON number', () => {
    const text = '{"trip_id":"a1","dropoff_datetime":"2024-05-25T10:00:00","fare_amount":';
    expect(event(parseTripEnd(bytes(`${text}40.09620692463166123}`), ARRIVAL))).toMatchObject({
      fare_amount: '40.09620692463166123',
    });
    expect(event(parseTripEnd(bytes(`${text}"40.09620692463166123"}`), ARRIVAL))).toMatchObject({
      fare_amount: '40.09620692463166123',
    });
  });

  test('equal decimals come out as equal text', () => {
    const forms = ['12.5', '12.50', '012.5', '1.25e1', '125E-1', 12.5];
    expect(new Set(forms.map((fare_amount) => JSON.stringify(event(end({ fare_amount }))))).size).toBe(1);
  });

  test('codes written 1.0 are the integer 1, and 1.5 is refused by name', () => {
    expect(event(end({ rate_code: '1.0', passenger_count: 2.0, payment_type: '3' }))).toMatchObject({
      rate_code: '1',
      passenger_count: '2',
      payment_type: '3',
    });
    expect(reasons(end({ rate_code: '1.5' }))).toEqual([
      'rate_code must be an integer code of at most 18 digits such as 2 or 2.0, got "1.5"',
    ]);
  });

  test('blank, null and missing optional fields are absent alike', () => {
    const absent = [{ rate_code: '' }, { rate_code: '  ' }, { rate_code: null }, {}];
    for (const fields of absent) {
      expect(event(end(fields))).toEqual({
        trip_id: 'a1',
        dropoff_datetime: '2024-05-25 10:00:00',
        fare_amount: '12.5',
      });
    }
  });

  test('unknown fields are ignored, even those that every object has', () => {
    const parsed = parseTripEnd(
      bytes(
        '{"__proto__":{"fare_amount":"1"},"constructor":1,"x":[],"trip_id":"a","dropoff_datetime":"2024-05-25 10:00:00","fare_amount":"2"}',
      ),
      ARRIVAL,
    );
    expect(event(parsed)).toEqual({
      trip_id: 'a',
      dropoff_datetime: '2024-05-25 10:00:00',
      fare_amount: '2',
    });
  });
});

describe('refusals', () => {
  test.each([
    ['a required field that is blank', { fare_amount: ' ' }, 'fare_amount is required, but missing or blank'],
    ['a negative fare', { fare_amount: '-0.01' }, 'fare_amount must be a decimal such as 12.50'],
    ['a fare that is not a number', { fare_amount: 'NaN' }, 'fare_amount must be a decimal'],
    ['a fare of 39 digits', { fare_amount: `1.${'1'.repeat(38)}` }, 'fare_amount must be a decimal'],
    ['a fare beyond what a table holds', { fare_amount: '1e126' }, 'fare_amount must be a decimal'],
    ['a fare of a million digits', { fare_amount: '1'.repeat(1_000_000) }, '(1000000 characters)'],
    [
      'an exponent of a million digits',
      { fare_amount: `1e${'9'.repeat(250)}` },
      'fare_amount must be a decimal',
    ],
    ['30 February', { dropoff_datetime: '2024-02-30 10:00:00' }, 'a real calendar moment'],
    ['24 o’clock', { dropoff_datetime: '2024-02-28 24:00:00' }, 'a real calendar moment'],
    ['a leap second', { dropoff_datetime: '2016-12-31 23:59:60' }, 'a real calendar moment'],
    ['an offset', { dropoff_datetime: '2024-02-28T10:00:00Z' }, 'a real calendar moment'],
    ['an id with a hash', { trip_id: 'a#1' }, 'trip_id must be 1 to 64 of A-Z a-z 0-9 _ -, got "a#1"'],
    ['an id of 65 characters', { trip_id: 'a'.repeat(65) }, 'trip_id must be'],
    ['an array for a tip', { tip_amount: ['1'] }, 'got an array'],
    ['a boolean for a tip', { tip_amount: true }, 'got a boolean'],
  ])('%s', (_, fields, reason) => {
    const found = reasons(end(fields));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(reason);
    expect(found[0]?.length).toBeLessThan(300);
  });

  test('every reason is named, not only the first', () => {
    expect(
      reasons(end({ fare_amount: '-1', dropoff_datetime: '2024-02-30 10:00:00', trip_id: '' })),
    ).toHaveLength(3);
  });

  test.each([
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'the payload is not UTF-8 text'],
    ['not JSON', bytes('trip_id=1'), 'the payload is not JSON'],
    ['an array', bytes('[1]'), 'the payload is JSON, but not an object of fields'],
    ['null', bytes('null'), 'the payload is JSON, but not an object of fields'],
    [
      'nested deeply',
      bytes('['.repeat(200_000) + ']'.repeat(200_000)),
      'the payload is JSON nested too deeply',
    ],
  ])('%s', (_, payload, reason) => {
    expect(reasons(parseTripStart(payload, ARRIVAL))).toEqual([reason]);
  });

  test.each([
    [Buffer.from([0xff]), 'not-utf8'],
    [bytes('{'), 'not-json'],
    [bytes('[]'), 'not-an-object'],
    [bytes('{"pickup_datetime":"x"}'), 'missing-field'],
    [bytes('{"trip_id":"a","pickup_datetime":"2024-02-30 10:00:00"}'), 'invalid-field'],
  ])('are counted by kind: %s is %s', (payload, kind) => {
    expect(parseTripStart(payload, ARRIVAL)).toMatchObject({ refusal: { kind } });
  });

  test('any bytes and any JSON give an event or at least one reason of bounded size', () => {
    const payloads = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map(bytes),
      fc
        .record({ trip_id: fc.anything(), pickup_datetime: fc.anything(), vendor_id: fc.anything() })
        .map((fields) =>
          bytes(JSON.stringify(fields, (_, value) => (typeof value === 'bigint' ? `${value}` : value))),
        ),
    );
    fc.assert(
      fc.property(payloads, (payload) => {
        const found = parseTripStart(payload, ARRIVAL);
        if ('event' in found) return /^[A-Za-z0-9_-]{1,64}$/.test(found.event.trip_id);
        return found.refusal.reasons.length > 0 && found.refusal.reasons.every(({ length }) => length < 500);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a refusal', () => {
  const kindOf = (text: string) => {
    const parsed = parseTripEnd(bytes(text), ARRIVAL);
    return 'refusal' in parsed ? parsed.refusal.kind : 'none';
  };

  test.each([
    ['{', 'not-json'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'not-json'],
    ['[]', 'not-an-object'],
    ['null', 'not-an-object'],
    ['5', 'not-an-object'],
    ['"text"', 'not-an-object'],
    ['true', 'not-an-object'],
    ['{"trip_id":"a1","fare_amount":"1"}', 'missing-field'],
    ['{"trip_id":"a1","dropoff_datetime":"2024-05-25 10:00:00","fare_amount":"x"}', 'invalid-field'],
    ['{"trip_id":"a1","dropoff_datetime":"2024-02-30 10:00:00","fare_amount":"1"}', 'invalid-field'],
  ])('is counted by what is wrong: %.60s', (text, kind) => {
    expect(kindOf(text)).toBe(kind);
  });

  test('shows 64 characters of a value, and how long a longer one is', () => {
    const shown = (trip_id: string) => reasons(end({ trip_id }))[0] ?? '';
    expect(shown('#'.repeat(64))).toMatch(/, got "#{64}"$/);
    expect(shown('#'.repeat(65))).toMatch(/, got "#{64}"… \(65 characters\)$/);
    expect(reasons(end({ fare_amount: Array(65).fill('1') }))[0]).toMatch(/, got an array$/);
  });

  test('cuts a reason that is too long', () => {
    const longest = 'x'.repeat(MAX_REASON_LENGTH);
    expect(reasons(refused('not-json', longest, `${longest}x`))).toEqual([
      longest,
      `${'x'.repeat(MAX_REASON_LENGTH - 1)}…`,
    ]);
  });
});

test('an event that was sent again says when a stream first took it; any other does not', () => {
  expect(end({ first_arrived_at: '2024-05-25T10:00:00.250Z' })).toMatchObject({
    firstArrivedAt: Date.parse('2024-05-25T10:00:00.250Z'),
  });
  expect(end({})).not.toHaveProperty('firstArrivedAt');
});

describe('a dropoff more than a day ahead of the record’s arrival, by the business’s clock', () => {
  // 10:05 in New York.
  const ahead = (dropoff_datetime: string, more: object = {}, arrival: Arrival = ARRIVAL) =>
    reasons(
      parseTripEnd(
        bytes(JSON.stringify({ trip_id: 'a', fare_amount: '1', dropoff_datetime, ...more })),
        arrival,
      ),
    );
  const reason = (moment: string) =>
    `dropoff_datetime must not be more than a day ahead of its arrival, got "${moment}"`;

  test('is refused with a reason, to the second', () => {
    expect(ahead('2024-05-26 10:05:00')).toEqual([]);
    expect(ahead('2024-05-26 10:05:01')).toEqual([reason('2024-05-26 10:05:01')]);
    expect(ahead('2024-05-26T10:05:01')).toEqual([reason('2024-05-26T10:05:01')]);
    expect(ahead('2042-05-26 10:05:01')).toEqual([reason('2042-05-26 10:05:01')]);
  });

  test('is recognized in a time zone far ahead of UTC, or far behind it', () => {
    const in_ = (timeZone: string) => ({ ...ARRIVAL, timeZone });
    expect(ahead('2024-05-27 04:05:00', {}, in_('Pacific/Kiritimati'))).toEqual([]);
    expect(ahead('2024-05-27 04:05:01', {}, in_('Pacific/Kiritimati'))).toHaveLength(1);
    expect(ahead('2024-05-26 02:05:00', {}, in_('Etc/GMT+12'))).toEqual([]);
    expect(ahead('2024-05-26 02:05:01', {}, in_('Etc/GMT+12'))).toHaveLength(1);
  });

  test('is measured from when a stream first took an event that is sent again', () => {
    const late = { ...ARRIVAL, arrivedAt: ARRIVAL.arrivedAt + 14 * 86_400_000 };
    const first_arrived_at = '2024-05-25T14:05:00Z';
    expect(ahead('2024-05-28 10:00:00', {}, late)).toEqual([]);
    expect(ahead('2024-05-28 10:00:00', { first_arrived_at }, late)).toEqual([reason('2024-05-28 10:00:00')]);
  });
});

describe('an event of usual texts is judged like any other', () => {
  const text = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '0',
      '12',
      '12.0',
      '12.',
      '012',
      '12.50',
      '-1',
      '1e3',
      '.5',
      '1.5',
      '9'.repeat(16),
    ),
    fc.constantFrom(
      '2024-05-25 10:30:00',
      '2024-05-25T10:30:00',
      '2024-02-30 10:30:00',
      '2999-01-01 00:00:00',
    ),
    fc.constantFrom('40.09620692463166', `${'9'.repeat(24)}.1`, 'abc', 'a b', 'é'),
    fc.integer({ min: 33, max: 65 }).map((length) => 'x'.repeat(length)),
    fc.string({ maxLength: 5 }),
  );
  const VALID = {
    trip_id: 'a1',
    pickup_datetime: '2024-05-25 10:00:00',
    dropoff_datetime: '2024-05-25 10:30:00',
    fare_amount: '12.50',
  };
  const payload = (fields: readonly string[]) =>
    fc.oneof(
      fc.dictionary(fc.constantFrom(...fields, 'unknown', 'first_arrived_at', '__proto__'), fc.option(text), {
        maxKeys: 12,
      }),
      fc.tuple(fc.constantFrom(...fields), text).map(([field, value]) => ({ ...VALID, [field]: value })),
    );
  const ARRIVED = new Date('2024-05-26T12:00:00Z');
  const arrival = { arrivedAt: ARRIVED.getTime(), timeZone: 'America/New_York' };
  const jsonOf = (fields: object) => bytes(JSON.stringify(fields));

  test.each([
    ['start', parseTripStart, [...TRIP_START_KINDS.keys()]],
    ['end', parseTripEnd, [...TRIP_END_KINDS.keys()]],
  ] as const)('a %s', (_, parse, fields) => {
    fc.assert(
      fc.property(payload(fields), (given) => {
        // The schema judges every event that is sent again. The moment of arrival changes nothing else.
        const again = parse(jsonOf({ ...given, first_arrived_at: ARRIVED.toISOString() }), arrival);
        const judged = 'event' in again ? { event: again.event } : again;
        expect(parse(jsonOf(given), arrival)).toEqual(judged);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('an event of usual texts skips the schema', () => {
  /** A validator leaves its errors behind whenever it runs; those of an earlier payload stay only if it did not. */
  const isJudgedBySchema = (fields: object) => {
    validateTripEnd({});
    const left = validateTripEnd.errors;
    expect(end({ fare_amount: '12.5', ...fields })).toHaveProperty('event');
    return validateTripEnd.errors !== left;
  };

  test.each([
    [
      'amounts and codes',
      { fare_amount: '40.09620692463', tip_amount: '2.50', rate_code: '1.0', trip_type: '2' },
    ],
    ['blank fields', { tip_amount: '', rate_code: ' ', payment_type: null }],
    ['unknown fields', { first_arrived_at: 'x', redrive_attempt: 1, x: 1, y: [1], z: 'text' }],
    ['a dropoff within a day after its arrival', { dropoff_datetime: '2024-05-26T10:05:00' }],
  ])('with %s', (_, fields) => {
    expect(isJudgedBySchema(fields)).toBe(false);
  });

  test.each([
    ['a number', { fare_amount: 12.5 }],
    ['an unusual text', { fare_amount: '1e2' }],
    ['a marker', { first_arrived_at: '2024-05-25T10:00:00Z' }],
  ])('one with %s does not', (_, fields) => {
    expect(isJudgedBySchema(fields)).toBe(true);
  });

  test('one that the schema judges says when it first arrived only if it is sent again', () => {
    expect(Object.keys(end({ fare_amount: 12.5 }))).toEqual(['event']);
    const again = end({ fare_amount: 12.5, first_arrived_at: '2024-05-25T10:00:00Z' });
    expect(Object.keys(again)).toEqual(['event', 'firstArrivedAt']);
  });
});

import fc from 'fast-check';
import { TRIP_END_FIELDS, TRIP_START_FIELDS } from '../../functions/trip/trip-event.ts';
import { anyText } from './any-text.ts';

/**
 * Payloads that try to hurt their reader, mixed with valid ones. Sizes are random and large contents repeat, so that
 * a payload of a megabyte is cheap to generate.
 */

const MEBIBYTE = 1_024 * 1_024;

const moments = fc.constantFrom(
  ...['2024-05-25 10:00:00', '2024-05-25T23:59:59', '2024-02-29 00:00:00', '0001-01-01 00:00:00'],
  ...['2024-02-30 10:00:00', '2023-02-29 10:00:00', '2024-05-25 24:00:00', '2016-12-31 23:59:60'],
  ...[
    '2024-13-01 00:00:00',
    '0000-01-01 00:00:00',
    '2024-05-25',
    '2024-05-25 10:00:00Z',
    '+275760-09-13 00:00:00',
  ],
  ...['٢٠٢٤-٠٥-٢٥ ١٠:٠٠:٠٠', '2024-05-25\u00a010:00:00', '2024-05-25 10:00:00\n', 'now', '1716600000'],
);

const ids = fc.constantFrom(
  ...['a1', 'A_b-9', 'x'.repeat(64), 'x'.repeat(65), 'a#1', '🚕', 'a\u0000b', '\ud800', '../..', '__proto__'],
  ...[
    'constructor',
    'a b',
    'ａ１',
    'e\u0301',
    '\ufeffa1',
    'a1\u202e',
    '{"$ne":1}',
    '; drop table trips',
    '%00',
  ],
);

const amounts = fc.constantFrom(
  ...[
    '12.50',
    '0',
    '-0',
    '.5',
    '5.',
    '1.25e1',
    '1E-7',
    '40.09620692463166',
    '1e23',
    '1e24',
    '1e125',
    '1e126',
    '1e-130',
    '1e-131',
  ],
  ...['-1', '+1', '1,5', '0x10', '1_000', 'NaN', 'Infinity', '1e', 'e1', '.', '-', '--1', '1.2.3', '１２'],
  ...['9'.repeat(38), '9'.repeat(39), `0.${'0'.repeat(120)}1`, `${'0'.repeat(250)}1`, `1e${'9'.repeat(250)}`],
);

const codes = fc.constantFrom(
  '1',
  '1.0',
  '2.',
  '-3',
  '1.5',
  '1e3',
  '9'.repeat(18),
  '9'.repeat(19),
  '007',
  'x',
);

/** Up to a mebibyte, mostly far less: a payload has many of them. */
const lengths = fc.oneof(
  { weight: 200, arbitrary: fc.integer({ min: 0, max: 300 }) },
  { weight: 15, arbitrary: fc.integer({ min: 300, max: 20_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(100_000, 100_000, 100_000, MEBIBYTE) },
);

/** Text that is cheap to send and may be expensive to read: long runs with one character that breaks them. */
const longText = fc
  .record({
    unit: fc.constantFrom(
      ...[
        '1',
        '0',
        ' ',
        '.',
        '-',
        'e9',
        '1e',
        'a',
        '"',
        '\\',
        '\u0000',
        '\ud800',
        '\udc00',
        '🚕',
        '\ufeff',
        '\uffff',
      ],
    ),
    length: lengths,
    before: fc.constantFrom('', '1.', '-', '1e', '2024-', '{'),
    after: fc.constantFrom('', 'x', '!', '\n', '.', 'e', '\u0000'),
  })
  .map(({ unit, length, before, after }) => before + unit.repeat(length / unit.length) + after);

/** JSON text of a value: unlike values, it can hold numbers of any length, and nesting of any depth. */
const strings = fc.oneof(moments, ids, amounts, codes, longText, anyText);
const quoted = strings.map((text) => JSON.stringify(text));
const rawNumbers = fc.oneof(
  amounts,
  codes,
  fc.double().map(String),
  fc
    .tuple(fc.constantFrom('1', '-1', '1.', '1e', '1e-', '1E+', '0.'), lengths)
    .map(([lead, length]) => lead + '9'.repeat(length)),
);
const nested = fc
  .tuple(fc.constantFrom(['[', ']'], ['{"a":', '}'], ['[{"__proto__":', '}]']), lengths, fc.boolean())
  .map(([[open = '', close = ''], depth, closed]) => {
    const times = Math.floor(depth / 4);
    return `${open.repeat(times)}1${closed ? close.repeat(times) : ''}`;
  });
const longArrays = lengths.map((length) => `[${'1,'.repeat(Math.floor(length / 10))}1]`);
const values = fc.oneof(
  { weight: 6, arbitrary: quoted },
  { weight: 3, arbitrary: rawNumbers },
  { weight: 1, arbitrary: fc.oneof(nested, longArrays, fc.json()) },
  { weight: 1, arbitrary: fc.constantFrom('null', 'true', 'false', '{}', '[]', '""', '" "', '[null]') },
);

const FIELDS = new Set([...TRIP_START_FIELDS, ...TRIP_END_FIELDS]);
const names = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...FIELDS) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'then',
      '',
      '0',
      'length',
    ),
  },
  { weight: 1, arbitrary: strings },
);

/** Fields of an event, valid or not. A name may repeat, and anything may come between the fields. */
const fields = fc.record({
  trip_id: fc.oneof(
    fc.constant('"a1"'),
    ids.map((id) => JSON.stringify(id)),
  ),
  pickup_datetime: fc.oneof(
    fc.constant('"2024-05-25 10:00:00"'),
    moments.map((moment) => JSON.stringify(moment)),
  ),
  dropoff_datetime: fc.oneof(
    fc.constant('"2024-05-25 10:20:00"'),
    moments.map((moment) => JSON.stringify(moment)),
  ),
  fare_amount: fc.oneof(
    fc.constant('12.50'),
    amounts.map((amount) => JSON.stringify(amount)),
  ),
});
const objects = fc
  .tuple(fields, fc.array(fc.tuple(names, values), { maxLength: 8 }), fc.boolean())
  .map(([event, others, othersFirst]) => {
    const own = Object.entries(event).map(([name, value]) => `"${name}":${value}`);
    const rest = others.map(([name, value]) => `${JSON.stringify(name)}:${value}`);
    return `{${(othersFirst ? [...rest, ...own] : [...own, ...rest]).join(',')}}`;
  });
const manyKeys = lengths.map(
  (length) =>
    `{${Array.from({ length: Math.floor(length / 20) }, (_, key) => `"k${key}":${key},`).join('')}"k":1}`,
);

const texts = fc.oneof(
  { weight: 12, arbitrary: objects },
  { weight: 3, arbitrary: values },
  { weight: 1, arbitrary: manyKeys },
  { weight: 1, arbitrary: fc.tuple(objects, objects).map(([one, other]) => one + other) },
  { weight: 1, arbitrary: objects.map((text) => `\ufeff${text}`) },
);

/** JSON text, whole or cut, sometimes with invalid UTF-8; or any bytes. */
const payloads: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 12, arbitrary: texts.map((text) => Buffer.from(text)) },
  {
    weight: 1,
    arbitrary: fc.tuple(texts, fc.nat()).map(([text, at]) => {
      const bytes = Buffer.from(text);
      return bytes.subarray(0, bytes.length === 0 ? 0 : at % bytes.length);
    }),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(texts, fc.nat(), fc.constantFrom(0x00, 0x80, 0xc0, 0xed, 0xfe, 0xff))
      .map(([text, at, byte]) => {
        const bytes = Buffer.from(text);
        if (bytes.length > 0) bytes[at % bytes.length] = byte;
        return bytes;
      }),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: texts.map((text) => Buffer.from(text, 'utf16le')) },
);

/** The data of a record as a pipe delivers it: usually base64. */
export const hostileData: fc.Arbitrary<string> = fc.oneof(
  { weight: 30, arbitrary: payloads.map((bytes) => bytes.toString('base64')) },
  { weight: 1, arbitrary: payloads.map((bytes) => bytes.toString('base64url')) },
  { weight: 1, arbitrary: strings },
  { weight: 1, arbitrary: payloads.map((bytes) => `${bytes.toString('base64')}=`) },
);

const event = (fare: string): string =>
  `{"trip_id":"a","dropoff_datetime":"2024-05-25 10:00:00","fare_amount":${fare}}`;

/** This many bytes of each kind of input that costs a careless reader more than linear time, or a deep stack. */
export const largePayloads = (bytes: number): Readonly<Record<string, string>> => ({
  'digits, and a letter that spoils them': event(`"${'1'.repeat(bytes)}x"`),
  'a number of as many digits': event('1'.repeat(bytes)),
  'an exponent of as many digits': event(`1e${'1'.repeat(bytes)}`),
  'decimal places of as many zeros': event(`"1.${'0'.repeat(bytes)}x"`),
  'a code of as many zeros': event(`1,"rate_code":"1.${'0'.repeat(bytes)}"`),
  blanks: event(`"${' '.repeat(bytes)}x"`),
  'blanks alone': event(`"${' '.repeat(bytes)}"`),
  'escapes in a string': event(`"${'\\u0000'.repeat(bytes / 6)}"`),
  'emoji in an id': `{"trip_id":"${'🚕'.repeat(bytes / 4)}"}`,
  'open brackets': '['.repeat(bytes),
  'brackets that close': '['.repeat(bytes / 2) + ']'.repeat(bytes / 2),
  'objects in objects': `${'{"a":'.repeat(bytes / 6)}1${'}'.repeat(bytes / 6)}`,
  'an array of numbers': `{"fare_amount":[${'1,'.repeat(bytes / 2)}1]}`,
  'keys of one name': `{${'"fare_amount":1,'.repeat(bytes / 16)}"trip_id":"a"}`,
  'keys of prototypes': `{${'"__proto__":{},'.repeat(bytes / 15)}"trip_id":"a"}`,
  'keys that are all different': `{${Array.from({ length: bytes / 14 }, (_, key) => `"k${String(key).padStart(8, '0')}":1,`).join('')}"k":1}`,
  'keys that are integers': `{${Array.from({ length: bytes / 14 }, (_, key) => `"${String(4e9 - key)}":1,`).join('')}"k":1}`,
});

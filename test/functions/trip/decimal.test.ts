import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  canonical,
  difference,
  greatest,
  isStorableAmount,
  least,
  parseExact,
  quotient,
  rawNumber,
  sum,
} from '../../../functions/trip/decimal.ts';
import { usualValue } from '../../../functions/trip/trip-event.ts';

test('numbers keep their own digits however keys repeat and nest', () => {
  const keys = fc.constantFrom('a', 'b', '__proto__', '0', '1', '');
  const numbers = fc.constantFrom(
    '1',
    '1.0',
    '1.00',
    '-0',
    '2e0',
    '20e-1',
    '0.1',
    '1e999',
    '9007199254740993',
  );
  const { json } = fc.letrec<{ json: string }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      numbers,
      fc.array(tie('json'), { maxLength: 4 }).map((items) => `[${items.join()}]`),
      fc
        .array(fc.tuple(keys, tie('json')), { maxLength: 5 })
        .map((entries) => `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join()}}`),
    ),
  }));
  // In JSON with text alone, plain parsing keeps all digits: the numbers must give the same.
  const asText = (text: string) => text.replace(/(?<=^|[[,:])-?\d[\d.e+-]*/g, '"$&"');
  fc.assert(
    fc.property(json, (text) => expect(parseExact(text)).toEqual(JSON.parse(asText(text)))),
    { numRuns: 5_000 },
  );
});

test.each([
  ['as many characters as are read', `${'0'.repeat(299)}1`],
  ['38 significant digits', `${'9'.repeat(24)}.${'9'.repeat(14)}`],
  ['24 digits before the point', '9e23'],
  ['the least exponent', '1e-130'],
  ['zero, whatever its exponent', '0e9999'],
  ['zero with a signed exponent', '0E+999'],
])('an amount of %s is stored', (_, text) => {
  expect(isStorableAmount(text)).toBe(true);
});

test.each([
  ['one character more', `${'0'.repeat(300)}1`],
  ['39 significant digits', `${'9'.repeat(24)}.${'9'.repeat(15)}`],
  ['25 digits before the point', '1e24'],
  ['an exponent that DynamoDB does not have', '1e126'],
  ['an exponent that is too small', '1e-131'],
  ['an exponent too long to read', '0e99999'],
  ['a signed exponent too long to read', '0E+9999'],
  ['less than zero', '-1'],
])('an amount of %s is not', (_, text) => {
  expect(isStorableAmount(text)).toBe(false);
});

test('a binary floating point number is refused, not converted', () => {
  expect(() => Reflect.apply(canonical, undefined, [0.1])).toThrow(TypeError);
  expect(() => Reflect.apply(sum, undefined, [[0.1]])).toThrow(TypeError);
  expect(() => Reflect.apply(quotient, undefined, [1, 3, 2])).toThrow(TypeError);
});

test('a difference is exact, and negative where more is taken away', () => {
  expect(difference('0.3', '0.1')).toBe('0.2');
  expect(difference('1', '1.00000000000000001')).toBe('-0.00000000000000001');
});

test('the least and the greatest are the ones that differences show, whatever their form', () => {
  const forms = ['0', '0.5', '.5', '9', '9.5', '9.50', '9.05', '10', '100', '1e2', '-1', '-10', '1e20', '01'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...forms), { minLength: 1 }), (decimals) => {
      const [first = '', last = ''] = [least(decimals), greatest(decimals)];
      expect(decimals.map(canonical)).toEqual(expect.arrayContaining([first, last]));
      for (const decimal of decimals)
        expect([difference(decimal, String(first)), difference(String(last), decimal)].join()).not.toContain(
          '-',
        );
    }),
    { numRuns: 500 },
  );
  expect([least([]), greatest([]), sum([])]).toEqual([null, null, '0']);
});

test('a decimal is written as JSON with its own digits', () => {
  expect(JSON.stringify({ fare: rawNumber('40.096206924631660') })).toBe('{"fare":40.096206924631660}');
});

test('what needs no arithmetic comes out as arithmetic would have it', () => {
  const digits = fc.stringMatching(/^[0-9]{1,17}$/);
  fc.assert(
    fc.property(digits, fc.option(digits, { nil: undefined }), (whole, fraction) => {
      const text = fraction === undefined ? whole : `${whole}.${fraction}`;
      expect(canonical(text)).toBe(sum([text]));
      expect(isStorableAmount(text)).toBe(true);
    }),
  );
});

test.each([
  ['0', '0'],
  ['7', '7'],
  ['12', '12'],
  ['265.', '265'],
  ['1.0', '1'],
  ['2.00', '2'],
  ['999999999999999', '999999999999999'],
  ['1000000000000000', undefined],
  ['01', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  [' 1', undefined],
  ['1 ', undefined],
])('the integer %j is usual as %j', (text, usual) => {
  expect(usualValue('integer', text)).toBe(usual);
});

test.each([
  ['12', '12'],
  ['12.0', '12'],
  ['0.5', '0.5'],
  ['7.25', '7.25'],
  ['123.4', '123.4'],
  ['1.000000000000001', '1.000000000000001'],
  ['1.0000000000000001', undefined],
  ['1234567890123456.5', undefined],
  ['012.5', undefined],
  ['.5', undefined],
  ['12.50', '12.5'],
  ['12.', '12'],
  ['0.00', '0'],
  ['100.10', '100.1'],
  ['1.0000000000000000', undefined],
  ['1e2', undefined],
  ['x1.5', undefined],
  ['1.5x', undefined],
])('the amount %j is usual as %j', (text, usual) => {
  expect(usualValue('decimal', text)).toBe(usual);
});

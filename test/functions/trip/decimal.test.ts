import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseExact } from '../../../functions/trip/decimal.ts';

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
  // JSON of text alone needs no digits kept: what it gives is what the numbers must give.
  const asText = (text: string) => text.replace(/(?<=^|[[,:])-?\d[\d.e+-]*/g, '"$&"');
  fc.assert(
    fc.property(json, (text) => expect(parseExact(text)).toEqual(JSON.parse(asText(text)))),
    { numRuns: 5_000 },
  );
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { SCHEMAS } from '../../functions/contracts/schemas.ts';
import { compileValidators, GENERATED_FOLDER } from '../../infra/compile-validators.ts';

test('the committed validators match the schemas (else: npm run generate:validators)', () => {
  for (const [name, text] of Object.entries(compileValidators(SCHEMAS)))
    expect(readFileSync(join(GENERATED_FOLDER, name), 'utf8')).toBe(text);
});

test('a part that several schemas share is compiled once, since functions load all of this code when they start', () => {
  const amount = { type: 'string', pattern: '^cents$' };
  const pair = { type: 'object', properties: { fare: amount, tip: amount } };
  const { 'validators.mjs': text = '' } = compileValidators({
    sum: pair,
    day: { type: 'array', items: pair },
  });
  expect(text.split('.test(')).toHaveLength(2);
});

test.each([{ maxLength: 32 }, { minLength: 1 }])(
  'a schema with %j is refused, because its validator could not be loaded',
  (keyword) => {
    const sound = { type: 'string', pattern: '^.{0,32}$' };
    const broken = { type: 'object', properties: { promo: { type: 'string', ...keyword } } };
    expect(() => compileValidators({ sound, broken })).toThrow(
      'The validator of broken would load ajv/dist/runtime/ucs2length, which a function cannot do: in the schema, use a pattern',
    );
  },
);

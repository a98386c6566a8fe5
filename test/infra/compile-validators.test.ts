import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { compileValidators, VALIDATORS_FILE } from '../../infra/compile-validators.ts';

test('the committed validators are those of the schemas (else: npm run generate:validators)', () => {
  expect(readFileSync(VALIDATORS_FILE, 'utf8')).toBe(compileValidators());
});

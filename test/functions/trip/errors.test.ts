import { expect, test } from '@jest/globals';
import { InvalidRunInput, SupersededRecord, TransientAwsError } from '../../../functions/trip/errors.ts';

test.each([
  ['InvalidRunInput', new InvalidRunInput('')],
  ['SupersededRecord', new SupersededRecord('')],
  ['TransientAwsError', new TransientAwsError('')],
])('%s has its name in full, which no minifier changes', (name, error) => {
  expect(error.name).toBe(name);
});

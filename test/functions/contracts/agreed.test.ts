import { expect, test } from '@jest/globals';
import { InvalidRunInput, TransientAwsError } from '../../../functions/contracts/agreed.ts';

test.each([
  ['InvalidRunInput', new InvalidRunInput('')],
  ['TransientAwsError', new TransientAwsError('')],
])('%s has its name in full, which no minifier changes', (name, error) => {
  expect(error.name).toBe(name);
});

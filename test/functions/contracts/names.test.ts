import { expect, test } from '@jest/globals';
import { InvalidRunInput, TransientAwsError } from '../../../functions/contracts/names.ts';
import { SupersededRecord } from '../../../functions/trip/trip.ts';

test.each([
  ['InvalidRunInput', new InvalidRunInput('')],
  ['SupersededRecord', new SupersededRecord('')],
  ['TransientAwsError', new TransientAwsError('')],
])('%s has its name in full, which no minifier changes', (name, error) => {
  expect(error.name).toBe(name);
});

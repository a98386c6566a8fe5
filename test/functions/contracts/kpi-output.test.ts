import { expect, test } from '@jest/globals';
import { daysOfOutput } from '../../../functions/contracts/kpi-output.ts';

test('the days of an output are those that it lists', () => {
  const days = [{ date: '2024-05-25', reason: 'daily', status: 'first', revision: 1, change: null }];
  expect(daysOfOutput(JSON.stringify({ days }))).toEqual(days);
});

test('what is not the output of a KPI run is refused by its first 200 characters', () => {
  const other = JSON.stringify({ days: 'x'.repeat(300) });
  expect(() => daysOfOutput(other)).toThrow(new Error(`Not the output of a KPI run: ${other.slice(0, 200)}`));
});

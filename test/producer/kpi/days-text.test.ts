import { expect, test } from '@jest/globals';
import { dayLine, daysReport, inDateOrder } from '../../../producer/kpi/days-text.ts';
import type { DayRun } from '../../../producer/kpi/kpi-days.ts';

const day = (date: string): DayRun => ({ date, status: 'SUCCEEDED' });

test('days are printed in order of date, each as soon as those before it are', () => {
  const told: string[] = [];
  const tell = inDateOrder(['a', 'b', 'c', 'd'], ({ date }) => told.push(date));
  const soFar = ['b', 'a', 'd', 'c'].map((date) => {
    tell(day(date));
    return told.join('');
  });
  expect(soFar).toEqual(['', 'ab', 'ab', 'abcd']);
});

test('a total keeps the digits that a binary number would not', () => {
  const file = '{"date":"2024-05-25","metrics":{"total_fare":9007199254740993.10,"count_trips":1234}}\n';
  const run = { ...day('2024-05-25'), file };
  expect(dayLine(run)).toMatch(/^2024-05-25 +1,234 +9,007,199,254,740,993\.10 +\n$/);
  expect(JSON.stringify(daysReport([run]))).toBe(
    `{"runs":[{"date":"2024-05-25","execution":null,"status":"SUCCEEDED","metrics":${file.trimEnd()}}]}`,
  );
});

import { expect, test } from '@jest/globals';
import {
  daysOfOutput,
  laneName,
  partitionsOfDay,
  plannedDaysIn,
} from '../../../functions/contracts/kpi-run.ts';

const days = [
  {
    date: '2024-05-25',
    lanes: [{ partitions: ['2024-05-25#00', '2024-05-25#01'] }, { partitions: ['2024-05-25#02'] }],
    reason: 'daily',
    late_marker: null,
  },
] as const;

test('the days of a plan are those that it lists', () => {
  const [generated_at, stop_at] = ['2024-05-26T09:15:00.000Z', '2024-05-26T11:45:00.000Z'];
  const plan = { run_id: 'kpi-1', generated_at, stop_at, days };
  expect(plannedDaysIn(JSON.stringify(plan))).toEqual(days);
  expect(plannedDaysIn(JSON.stringify(plan)).map(partitionsOfDay)).toEqual([3]);
});

test('text that is not the plan of a KPI run is refused, with its first 200 characters', () => {
  const other = JSON.stringify({ run_id: 'x'.repeat(300), days });
  expect(() => plannedDaysIn(other)).toThrow(new Error(`Not the plan of a KPI run: ${other.slice(0, 200)}`));
});

test('the days of an output are those that it lists', () => {
  const days = [{ date: '2024-05-25', reason: 'daily', status: 'first', revision: 1, change: null }];
  expect(daysOfOutput(JSON.stringify({ days }))).toEqual(days);
});

test('text that is not the output of a KPI run is refused, with its first 200 characters', () => {
  const other = JSON.stringify({ days: 'x'.repeat(300) });
  expect(() => daysOfOutput(other)).toThrow(new Error(`Not the output of a KPI run: ${other.slice(0, 200)}`));
});

test.each([
  [{ partitions: ['2024-05-25#07'] }, '2024-05-25#07'],
  [{ partitions: ['06', '07', '08', '09'].map((number) => `2024-05-25#${number}`) }, '2024-05-25#06-09'],
  [{ partitions: [] }, undefined],
  [{ partitions: 5 }, undefined],
  [{ lanes: ['2024-05-25#07'] }, undefined],
  [null, undefined],
  ['partitions', undefined],
])('the lane %j is called %j', (value, name) => {
  expect(laneName(value)).toBe(name);
});

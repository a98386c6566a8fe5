import { expect, test } from '@jest/globals';
import type { PublishedDay } from '../../../functions/contracts/metrics-file.ts';
import { revisionsOf, revisionsReport, revisionsText } from '../../../producer/kpi/revisions.ts';

const metrics = (count_trips: number, total_fare: string) => ({
  total_fare,
  count_trips,
  average_fare: null,
  max_fare: null,
  min_fare: null,
});

/** The copy of a run that started at `minute`, with the revision that was made at `revisedMinute`. */
const copy = (
  minute: number,
  revision: number | null,
  revisedMinute: number | null,
  [count, total]: readonly [number, string],
): PublishedDay => {
  const at = (of: number) => `2024-05-26T09:${String(of).padStart(2, '0')}:00.000Z`;
  return {
    date: '2024-05-25',
    run_id: `run-${minute}`,
    generated_at: at(minute),
    revision,
    revised_at: revisedMinute === null ? null : at(revisedMinute),
    restated_because: revision === null || revision === 1 ? null : 'late-completions',
    previous: null,
    metrics: metrics(count, total),
  };
};

const COPIES = [
  copy(1, 1, 1, [1_000, '12345678901234567890.1']),
  copy(2, 1, 1, [1_000, '12345678901234567890.1']),
  copy(3, 2, 3, [1_002, '12345678901234567890.35']),
  copy(4, null, null, [999, '1']),
  copy(5, 3, 5, [1_001, '12345678901234567890.3']),
];

test('a revision is listed once, with the run that made it and its exact difference from the one before', () => {
  expect(
    revisionsOf(COPIES).map(({ revision, day, runs, change }) => [revision, day.run_id, runs, change]),
  ).toEqual([
    [1, 'run-1', 2, null],
    [2, 'run-3', 1, { count_trips: 2, total_fare: '0.25' }],
    [3, 'run-5', 1, { count_trips: -1, total_fare: '-0.05' }],
  ]);
});

test('the table has a line for each, and says what the other runs did', () => {
  const [title, heading = '', ...lines] = revisionsText('2024-05-25', COPIES, 'America/New_York').split('\n');
  const cells = (line: string) => line.trim().split(/ {2,}/);
  const row = (line: string) => Object.fromEntries(cells(line).map((cell, at) => [cells(heading)[at], cell]));
  const at = (minute: string, trips: string, total_fare: string) => ({
    ...{ when: `2024-05-26 05:${minute}:00`, run: `run-${Number(minute)}` },
    ...{ trips, total_fare },
  });
  expect(title).toBe('Daily KPI of 2024-05-25 (America/New_York): 3 revisions in 5 runs');
  expect(lines.slice(0, 3).map(row)).toEqual([
    expect.objectContaining({
      ...at('01', '1,000', '12,345,678,901,234,567,890.10'),
      ...{ revision: '1', because: '-', '+/- trips': '-', '+/- fare': '-' },
    }),
    expect.objectContaining({
      ...at('03', '1,002', '12,345,678,901,234,567,890.35'),
      ...{ revision: '2', because: 'late-completions', '+/- trips': '+2', '+/- fare': '+0.25' },
    }),
    expect.objectContaining({
      ...at('05', '1,001', '12,345,678,901,234,567,890.30'),
      ...{ revision: '3', because: 'late-completions', '+/- trips': '-1', '+/- fare': '-0.05' },
    }),
  ]);
  expect(lines.slice(3)).toEqual([
    '1 run changed nothing.',
    '1 run published nothing: a newer run was faster.',
    '',
  ]);
});

test('the JSON keeps every digit', () => {
  const json = JSON.stringify(revisionsReport('2024-05-25', COPIES));
  expect(json).toContain('"total_fare":12345678901234567890.35,');
  expect(json).toContain('"change":{"count_trips":-1,"total_fare":-0.05}');
  expect(json).toContain('"overtaken":["run-4"]');
});

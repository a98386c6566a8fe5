import { describe, expect, test } from '@jest/globals';
import { parseMetricsFile } from '../../../../functions/contracts/metrics-file.ts';
import { METRICS } from '../../../../functions/trip/metrics.ts';
import type { DayOfRange } from '../../../../producer/kpi/range/published-days.ts';
import { bar, rangeTable, totalOf } from '../../../../producer/kpi/range/range-table.ts';
import { dayWith, fileOf } from './days-under-test.ts';

test('a range is a table with a bar per day, a total, and the days that lack something', () => {
  const days = [
    dayWith('2024-05-25', ...Array.from({ length: 1_000 }, () => '12.5')),
    dayWith('2024-05-26', '0.1'),
    dayWith('2024-05-27'),
    { date: '2024-05-28' },
  ];
  const [title, heading = '', ...lines] = rangeTable(days, 'America/New_York').split('\n');
  const labels = METRICS.map(({ label }) => label);
  const ends = labels
    .map((label) => heading.indexOf(`  ${label}`) + 2 + label.length)
    .toSorted((a, b) => a - b);
  /** The text in a column: from the end of the one before to its own end. */
  const cell = (line: string, label: string): string => {
    const end = heading.indexOf(`  ${label}`) + 2 + label.length;
    return line.slice(ends[ends.indexOf(end) - 1] ?? '  2024-05-25  '.length, end).trim();
  };
  const columns = ['trips', 'fare', 'average fare', 'highest fare', 'lowest fare'];
  const row = (line: string) => [line.slice(2, 12).trim(), ...columns.map((label) => cell(line, label))];
  expect(title).toBe('Daily KPI of 2024-05-25 to 2024-05-28 (America/New_York)');
  expect([0, 1, 2, 4].map((at) => row(lines[at] ?? ''))).toEqual([
    ['2024-05-25', '1,000', '12,500.00', '12.50', '12.50', '12.50'],
    ['2024-05-26', '1', '0.10', '0.10', '0.10', '0.10'],
    ['2024-05-27', '0', '0.00', '-', '-', '-'],
    ['total', '1,001', '12,500.10', '', '12.50', '0.10'],
  ]);
  expect(lines.slice(0, 3).map((line) => line.slice(heading.length))).toEqual([
    `  ${'█'.repeat(20)}`,
    '  ▏',
    '',
  ]);
  expect(lines[3]).toBe('  2024-05-28  not published');
  expect(lines.slice(5)).toEqual([
    'No trip was completed on 2024-05-27.',
    'Nothing is published for 2024-05-28.',
    '',
  ]);
});

describe('a metric that a published day lacks, as a file of an earlier version does', () => {
  const known = dayWith('2024-05-26', '2');
  const unpublished = { date: '2024-05-27' };
  const lacking = (name: string): DayOfRange => {
    const text = fileOf('2024-05-25', ['1']);
    const day = parseMetricsFile(text);
    return {
      date: day.date,
      file: { day: { ...day, metrics: { ...day.metrics, [name]: undefined } }, text },
    };
  };

  test.each(METRICS)('$name has no total', (metric) => {
    expect(totalOf(metric, [lacking(metric.name), known])).toBeUndefined();
    expect(totalOf(metric, [lacking(metric.name)])).toBeUndefined();
  });

  test('the others have their totals, and a day that is not published does not matter', () => {
    const totals = METRICS.map((metric) => totalOf(metric, [lacking('max_fare'), known, unpublished]));
    expect(Object.fromEntries(METRICS.map(({ name }, at) => [name, totals[at]]))).toMatchObject({
      count_trips: 2,
      total_fare: '3',
      max_fare: undefined,
      min_fare: '1',
    });
  });

  test('is an empty cell in the last row of the table', () => {
    const [total = ''] = rangeTable([lacking('total_fare'), known], 'America/New_York')
      .split('\n')
      .filter((line) => line.startsWith('  total'));
    expect(total).toMatch(/^ {2}total {2,}2 {2,}2\.00 {2,}1\.00( |$)/);
  });
});

test.each([
  [0, 10, ''],
  [10, 10, '█'.repeat(20)],
  [5, 10, '█'.repeat(10)],
  [1, 100_000, '▏'],
  [13, 40, `${'█'.repeat(6)}▌`],
  [0, 0, ''],
])('a bar of %d in %d', (value, most, drawn) => {
  expect(bar(value, most)).toBe(drawn);
});

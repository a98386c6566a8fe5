import { expect, test } from '@jest/globals';
import { METRICS } from '../../../../functions/trip/metrics.ts';
import { bar, rangeTable } from '../../../../producer/kpi/range/range-table.ts';
import { dayWith } from './days-under-test.ts';

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

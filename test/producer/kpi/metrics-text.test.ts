import { expect, test } from '@jest/globals';
import { metricsTable } from '../../../producer/kpi/metrics-text.ts';

test('every figure is printed with the digits that the file has', () => {
  const file =
    '{"date":"2024-05-25","metrics":{"total_fare":123456789012345678.10,"count_trips":2,"average_fare":null},"run_id":"kpi-1"}';
  expect(metricsTable(file)).toBe(
    [
      'Daily KPI of 2024-05-25',
      '  total_fare    123456789012345678.10',
      '  count_trips   2',
      '  average_fare  -',
      '  run_id        kpi-1',
      '',
    ].join('\n'),
  );
});

test('what a field holds is printed under the names that lead to it, and what is empty as a dash', () => {
  const file =
    '{"date":"2024-05-25","metrics":{"total_fare":2.50},"previous":{"total_fare":1.00},"data_quality":{"completed_trips":2,"incomplete":{"ends_without_start":1}}}';
  expect(metricsTable(file).split('\n').slice(1, -1)).toEqual([
    '  total_fare                                  2.50',
    '  previous.total_fare                         1.00',
    '  data_quality.completed_trips                2',
    '  data_quality.incomplete.ends_without_start  1',
  ]);
  expect(metricsTable('{"date":"2024-05-25","previous":null}')).toContain('  previous  -\n');
});

test('a file that is not JSON is refused', () => {
  expect(() => metricsTable('<html>')).toThrow('the metrics file is not JSON');
});

import { expect, test } from '@jest/globals';
import { metricsTable } from '../../../producer/runs/metrics-table.ts';

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

test('a file that is not JSON is refused', () => {
  expect(() => metricsTable('<html>')).toThrow('the metrics file is not JSON');
});

import { expect, test } from '@jest/globals';
import { metricsTable } from '../../../producer/kpi/metrics-text.ts';

const NEW_YORK = { timeZone: 'America/New_York' };

test('every figure is printed with its digits in the file, amounts with at least two decimals, times in the zone', () => {
  const file =
    '{"date":"2024-05-25","metrics":{"total_fare":123456789012345678.1,"count_trips":1234,"average_fare":null},"generated_at":"2024-05-26T09:15:00.120Z","run_id":"kpi-1"}';
  expect(metricsTable(file, NEW_YORK)).toBe(
    [
      'Daily KPI of 2024-05-25 (America/New_York)',
      '  total_fare    123,456,789,012,345,678.10',
      '  count_trips   1,234',
      '  average_fare  -',
      '  generated_at  2024-05-26 05:15:00',
      '  run_id        kpi-1',
      '',
    ].join('\n'),
  );
});

test('a nested field is printed under its path, and an empty one as a dash', () => {
  const file =
    '{"date":"2024-05-25","metrics":{"total_fare":2.5},"previous":{"total_fare":1},"data_quality":{"completed_trips":2,"incomplete":null}}';
  expect(metricsTable(file, NEW_YORK).split('\n').slice(1, -1)).toEqual([
    '  total_fare                    2.50',
    '  previous.total_fare           1.00',
    '  data_quality.completed_trips  2',
  ]);
  expect(metricsTable('{"date":"2024-05-25","previous":null}', NEW_YORK)).toContain('  previous  -\n');
});

test('a day without trips is called out, before what it lacks', () => {
  const file = '{"date":"2024-05-25","metrics":{"count_trips":0}}';
  expect(metricsTable(file, { ...NEW_YORK, lacking: [['in quarantine', '4 now']] })).toMatch(
    /\nNo trip was completed on 2024-05-25\.\nWhat the day may lack\n {2}in quarantine {2}4 now\n$/,
  );
});

test('a file that is not JSON is refused', () => {
  expect(() => metricsTable('<html>', NEW_YORK)).toThrow('the metrics file is not JSON');
});

import { expect, test } from '@jest/globals';
import { parseExact } from '../../../functions/domain/exact-json.ts';
import { currentKey, metricsFileText, runKey } from '../../../functions/domain/metrics-file.ts';

const run = { date: '2025-03-14', run_id: 'kpi-1', generated_at: '2025-03-15T00:15:03.120Z' };

test('the names, the nesting and the numbers are those that people read already', () => {
  const metrics = {
    total_fare: '41873.05',
    count_trips: 902,
    average_fare: '46.42',
    max_fare: '98.1',
    min_fare: '3.5',
  };
  expect(JSON.parse(metricsFileText(run, metrics))).toEqual({
    date: '2025-03-14',
    metrics: { total_fare: 41873.05, count_trips: 902, average_fare: 46.42, max_fare: 98.1, min_fare: 3.5 },
    generated_at: '2025-03-15T00:15:03.120Z',
    trip_count: 902,
    run_id: 'kpi-1',
  });
});

test('an amount that no binary number holds is written digit by digit', () => {
  const total_fare = '90071992547409931234567.89';
  const text = metricsFileText(run, {
    total_fare,
    count_trips: 1,
    average_fare: null,
    max_fare: null,
    min_fare: null,
  });
  expect(text).toContain(`"total_fare":${total_fare},`);
  expect(parseExact(text)).toMatchObject({ metrics: { total_fare } });
});

test('a day has one current file and a copy per run', () => {
  expect(currentKey('2025-03-14')).toBe('daily/2025-03-14/metrics.json');
  expect(runKey(run)).toBe('daily/2025-03-14/runs/kpi-1.json');
});

test('a file is one line, which is how Athena reads JSON', () => {
  const text = metricsFileText(run, {
    total_fare: '0',
    count_trips: 0,
    average_fare: null,
    max_fare: null,
    min_fare: null,
  });
  expect(text.indexOf('\n')).toBe(text.length - 1);
});

import { describe, expect, test } from '@jest/globals';
import { auditKey, parseAuditFile } from '../../../functions/contracts/audit-file.ts';
import {
  currentKey,
  dateOfCurrentKey,
  metricsFileText,
  parseMetricsFile,
  parseMetricsFileAt,
  revise,
  runKey,
} from '../../../functions/contracts/metrics-file.ts';
import { parseExact } from '../../../functions/trip/decimal.ts';

const run = { date: '2025-03-14', run_id: 'kpi-1', generated_at: '2025-03-15T00:15:03.120Z' };
const first = { revision: 1, revised_at: run.generated_at, restated_because: null, previous: null };
const quality = {
  completed_trips: 902,
  partitions_read: 16,
  pages_read: 17,
  incomplete: null,
  waiting: null,
  implausible: null,
};
const metrics = {
  total_fare: '41873.05',
  count_trips: 902,
  average_fare: '46.42',
  max_fare: '98.1',
  min_fare: '3.5',
};
const nothing = { total_fare: '0', count_trips: 0, average_fare: null, max_fare: null, min_fare: null };

test('the names, the nesting and the numbers are those that existing readers rely on', () => {
  expect(JSON.parse(metricsFileText({ ...run, ...first, metrics }, quality))).toEqual({
    date: '2025-03-14',
    metrics: { total_fare: 41873.05, count_trips: 902, average_fare: 46.42, max_fare: 98.1, min_fare: 3.5 },
    generated_at: '2025-03-15T00:15:03.120Z',
    trip_count: 902,
    run_id: 'kpi-1',
    revision: 1,
    revised_at: '2025-03-15T00:15:03.120Z',
    restated_because: null,
    previous: null,
    data_quality: {
      completed_trips: 902,
      partitions_read: 16,
      pages_read: 17,
      incomplete: null,
      waiting: null,
      implausible: null,
    },
  });
});

test('an amount that no binary number can hold is written digit by digit, and so is the previous one', () => {
  const total_fare = '90071992547409931234567.89';
  const previous = { ...metrics, total_fare: '90071992547409931234567.88' };
  const text = metricsFileText({ ...run, ...first, previous, metrics: { ...metrics, total_fare } }, quality);
  expect(text).toContain(`"total_fare":${total_fare},`);
  expect(parseExact(text)).toMatchObject({
    metrics: { total_fare },
    previous: { total_fare: previous.total_fare },
  });
});

describe('a file that is read back', () => {
  test.each([
    ['the first', { ...run, ...first, metrics }],
    [
      'a restated one',
      {
        ...run,
        revision: 3,
        revised_at: '2025-03-14T00:15:03.120Z',
        restated_because: 'late-completions' as const,
        previous: nothing,
        metrics,
      },
    ],
    [
      'one that was overtaken',
      { ...run, revision: null, revised_at: null, restated_because: null, previous: null, metrics: nothing },
    ],
  ])('is what was written: %s', (_, day) => {
    expect(parseMetricsFile(metricsFileText(day, quality))).toEqual(day);
  });

  test('written before revisions existed is its day’s first', () => {
    const { date, run_id, generated_at } = run;
    const old = { date, metrics: { ...nothing, total_fare: 0 }, generated_at, trip_count: 0, run_id };
    expect(parseMetricsFile(JSON.stringify(old))).toEqual({ ...run, ...first, metrics: nothing });
  });

  test.each(['', '{', '[]', '{"date":"2025-03-14"}'])('that is not a metrics file throws: %j', (text) => {
    expect(() => parseMetricsFile(text)).toThrow();
  });
});

test('a day has one current file, a copy per run and one audit', () => {
  expect(currentKey('2025-03-14')).toBe('daily/2025-03-14/metrics.json');
  expect(runKey(run)).toBe('daily/2025-03-14/runs/kpi-1.json');
  expect(auditKey('2025-03-14')).toBe('daily/2025-03-14/audit.json');
});

test('a file is one line, which is how Athena reads JSON', () => {
  const text = metricsFileText({ ...run, ...first, metrics: nothing }, quality);
  expect(text.indexOf('\n')).toBe(text.length - 1);
});

test.each([
  ['a metrics file', parseMetricsFile, Error],
  ['an audit file', parseAuditFile, SyntaxError],
])('JSON without the fields of %s is refused as such', (what, parse, type) => {
  const refusal = new type(`it does not have the fields of ${what}`);
  expect(() => parse('{"date":"2025-03-14"}')).toThrow(refusal);
});

test('a file that cannot be read is named, with the remedy and the cause', () => {
  const key = 'daily/2025-03-14/metrics.json';
  try {
    parseMetricsFileAt(key, '{');
    throw new Error('it was read');
  } catch (error) {
    expect(error).toMatchObject({
      message: `${key} cannot be read: move it away and run the day again`,
      cause: { name: 'SyntaxError' },
    });
  }
});

test('a run is overtaken by one that started after it, not by one of the same moment', () => {
  const current = { ...run, ...first, metrics: nothing };
  expect(revise(current, { ...run, run_id: 'kpi-2' }, metrics, 'requested')).toMatchObject({ revision: 2 });
  const before = { ...run, run_id: 'kpi-0', generated_at: '2025-03-15T00:15:03.119Z' };
  expect(revise(current, before, metrics, 'requested')).toMatchObject({ revision: null });
});

test.each([
  ['daily/2025-03-14/metrics.json', '2025-03-14'],
  ['daily/2025-03-14/audit.json', undefined],
  ['daily/2025-03-14/runs/kpi-1.json', undefined],
  ['metrics.json', undefined],
])('the date whose current file has the key %s is %s', (key, date) => {
  expect(dateOfCurrentKey(key)).toBe(date);
});

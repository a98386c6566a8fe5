import { expect, test } from '@jest/globals';
import { publishMetrics } from '../../functions/publish-metrics.ts';

const bucket = (files = new Map<string, string>()) => ({
  files,
  exists: async (key: string) => files.has(key),
  write: async (key: string, text: string) => {
    files.set(key, text);
  },
  writeOnce: async (key: string, text: string) => {
    if (!files.has(key)) files.set(key, text);
  },
});

const request = (run_id: string, sums: readonly string[]) => ({
  date: '2024-05-25',
  run_id,
  generated_at: '2024-05-26T09:15:00.000Z',
  partials: sums.map((sum, index) => ({
    partition: `2024-05-25#0${index}`,
    aggregate: { count: 1, sum, min: sum, max: sum },
    cursor: null,
  })),
});

const current = 'daily/2024-05-25/metrics.json';

test('reduces the partials to the current file and the run’s own copy, the same bytes', async () => {
  const s3 = bucket();
  const published = await publishMetrics(request('run-1', ['1.005', '2']), s3);
  expect(published).toEqual({
    date: '2024-05-25',
    key: current,
    run_key: 'daily/2024-05-25/runs/run-1.json',
    metrics: { total_fare: '3.01', count_trips: 2, average_fare: '1.5', max_fare: '2', min_fare: '1.01' },
  });
  expect(JSON.parse(s3.files.get(current) ?? '')).toMatchObject({
    metrics: { total_fare: 3.01, count_trips: 2 },
  });
  expect(s3.files.get(published.run_key)).toBe(s3.files.get(current));
});

test('repeated for the same run it changes nothing, not even what a later run has published', async () => {
  const s3 = bucket();
  await publishMetrics(request('run-1', ['1']), s3);
  await publishMetrics(request('run-2', ['1', '2']), s3);
  const before = new Map(s3.files);
  await publishMetrics(request('run-1', ['1']), s3);
  expect(s3.files).toEqual(before);
});

test('a run that broke off between its two writes is completed by its repetition', async () => {
  const s3 = bucket();
  const broken = {
    ...s3,
    writeOnce: async () => {
      throw new Error('out of reach');
    },
  };
  await expect(publishMetrics(request('run-1', ['1']), broken)).rejects.toThrow('out of reach');
  await publishMetrics(request('run-1', ['1']), s3);
  expect([...s3.files.keys()]).toEqual([current, 'daily/2024-05-25/runs/run-1.json']);
});

test('a run that broke off before its first write is not taken for published', async () => {
  const s3 = bucket();
  const broken = {
    ...s3,
    write: async () => {
      throw new Error('out of reach');
    },
  };
  await expect(publishMetrics(request('run-1', ['1']), broken)).rejects.toThrow('out of reach');
  await publishMetrics(request('run-1', ['1']), s3);
  expect(s3.files.has(current)).toBe(true);
});

test('no partials at all are a day without trips', async () => {
  const s3 = bucket();
  await publishMetrics(request('run-1', []), s3);
  expect(JSON.parse(s3.files.get(current) ?? '')).toMatchObject({
    metrics: { total_fare: 0, count_trips: 0, average_fare: null, max_fare: null, min_fare: null },
    trip_count: 0,
  });
});

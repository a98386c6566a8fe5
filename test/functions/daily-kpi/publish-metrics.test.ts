import { describe, expect, test } from '@jest/globals';
import { orUnknown, publishMetrics } from '../../../functions/daily-kpi/publish-metrics.ts';
import { NONE_IMPLAUSIBLE } from '../../../functions/trip/implausible.ts';
import { metricsWith } from '../trip/metrics-under-test.ts';
import { bucket, CURRENT, copyOf, DATE, request } from './metrics-bucket-under-test.ts';

describe('the first run of a day', () => {
  test('publishes the current file and its own copy, the same bytes', async () => {
    const s3 = bucket();
    const published = await publishMetrics(request('run-1', 0, ['1.005', '2']), s3.ports);
    expect(published).toEqual({
      date: DATE,
      reason: 'daily',
      status: 'first',
      revision: 1,
      metrics: metricsWith({
        ...{ total_fare: '3.01', count_trips: 2, average_fare: '1.5', max_fare: '2', min_fare: '1.01' },
      }),
      change: null,
      key: CURRENT,
      run_key: copyOf('run-1'),
    });
    expect(JSON.parse(s3.text(CURRENT) ?? '')).toMatchObject({
      metrics: { total_fare: 3.01, count_trips: 2 },
      revision: 1,
      restated_because: null,
      previous: null,
      data_quality: {
        completed_trips: 2,
        partitions_read: 2,
        pages_read: 3,
        incomplete: null,
        waiting: null,
        implausible: NONE_IMPLAUSIBLE,
      },
    });
    expect(s3.text(copyOf('run-1'))).toBe(s3.text(CURRENT));
  });

  test('of a day without trips publishes zeros, and is not an error', async () => {
    const s3 = bucket();
    await publishMetrics(request('run-1', 0, []), s3.ports);
    expect(JSON.parse(s3.text(CURRENT) ?? '')).toMatchObject({
      metrics: { total_fare: 0, count_trips: 0, average_fare: null, max_fare: null, min_fare: null },
      trip_count: 0,
    });
  });

  test('repeats what the last audit found', async () => {
    const s3 = bucket();
    const incomplete = { ends_without_start: 1, starts_without_end: 2, audited_at: '2024-05-26T08:00:00Z' };
    const readAudit = async () => incomplete;
    await publishMetrics(request('run-1', 0, ['1']), { ...s3.ports, readAudit });
    expect(JSON.parse(s3.text(CURRENT) ?? '')).toMatchObject({ data_quality: { incomplete } });
  });
});

describe('what a day lacks', () => {
  const quality = async (more: Parameters<typeof request>[3], ports: object = {}) => {
    const s3 = bucket();
    await publishMetrics(request('run-1', 0, ['1'], more), { ...s3.ports, ...ports });
    return JSON.parse(s3.text(CURRENT) ?? '').data_quality;
  };

  test('includes what waits in the queues, as of a moment', async () => {
    const waiting = { in_quarantine: 4, in_dead_letters: 19, counted_at: '2024-05-26T09:15:01.000Z' };
    expect((await quality({}, { countWaiting: async () => waiting })).waiting).toEqual(waiting);
  });

  test('does not keep the day from being published if the queues cannot be queried', async () => {
    const reported: string[] = [];
    const ask = async () => {
      throw new Error('AccessDenied');
    };
    const countWaiting = orUnknown(ask, ({ message }) => reported.push(message));
    expect((await quality({}, { countWaiting })).waiting).toBeNull();
    expect(reported).toEqual(['AccessDenied']);
  });

  test('counts the implausible trips, the partitions and the pages of all lanes', async () => {
    const [lane] = request('run-1', 0, ['1']).lanes;
    if (lane === undefined) throw new Error('a run of one fare has one lane');
    const known = { ...lane, implausible: { ...NONE_IMPLAUSIBLE, fare_zero: 2, ride_too_long: 1 } };
    const lanes = [known, { ...known, partitions_read: 2, pages: 5 }];
    expect(await quality({ lanes })).toMatchObject({
      implausible: { ...NONE_IMPLAUSIBLE, fare_zero: 4, ride_too_long: 2 },
      partitions_read: 3,
      pages_read: 6,
    });
  });
});

describe('a later run', () => {
  test('that finds other metrics makes the next revision, and says what changed by how much and why', async () => {
    const s3 = bucket();
    await publishMetrics(request('run-1', 0, ['0.1']), s3.ports);
    const published = await publishMetrics(
      request('run-2', 1, ['0.1', '0.2'], { reason: 'late-completions' }),
      s3.ports,
    );
    expect(published).toMatchObject({
      status: 'restated',
      revision: 2,
      change: { count_trips: 1, total_fare: '0.2' },
    });
    expect(JSON.parse(s3.text(CURRENT) ?? '')).toMatchObject({
      run_id: 'run-2',
      revision: 2,
      restated_because: 'late-completions',
      previous: { total_fare: 0.1, count_trips: 1 },
    });
  });

  test('that finds fewer trips says so as well', async () => {
    const s3 = bucket();
    await publishMetrics(request('run-1', 0, ['5', '2.5']), s3.ports);
    const { change } = await publishMetrics(request('run-2', 1, ['5']), s3.ports);
    expect(change).toMatchObject({ count_trips: -1, total_fare: '-2.5' });
  });

  test('that finds the same keeps the revision, its reason and what was before it', async () => {
    const s3 = bucket();
    await publishMetrics(request('run-1', 0, ['1']), s3.ports);
    await publishMetrics(request('run-2', 1, ['2'], { reason: 'requested' }), s3.ports);
    const published = await publishMetrics(request('run-3', 2, ['2']), s3.ports);
    expect(published).toMatchObject({ status: 'unchanged', revision: 2, change: null });
    expect(s3.day(CURRENT)).toMatchObject({
      run_id: 'run-3',
      revision: 2,
      restated_because: 'requested',
      revised_at: '2024-05-26T09:01:00.000Z',
      previous: { total_fare: '1' },
    });
  });
});

describe('a mark of late completions', () => {
  const late = (late_marker: string | null) => request('run-1', 15, ['1'], { late_marker });

  test('goes once the day is published, and again when the run is repeated', async () => {
    const s3 = bucket();
    const mark = '2024-05-26T09:10:00.000Z';
    await publishMetrics(late(mark), s3.ports);
    await publishMetrics(late(mark), s3.ports);
    expect(s3.forgotten).toEqual([`${DATE} ${mark}`, `${DATE} ${mark}`]);
  });

  test('stays for the next run if it is so recent that the index may not have shown everything', async () => {
    const s3 = bucket();
    await publishMetrics(late('2024-05-26T09:10:00.001Z'), s3.ports);
    expect(s3.forgotten).toEqual([]);
  });

  test('stays if the day could not be published', async () => {
    const s3 = bucket();
    const replace = async () => {
      throw new Error('out of reach');
    };
    const failed = publishMetrics(late('2024-05-26T09:00:00.000Z'), { ...s3.ports, replace });
    await expect(failed).rejects.toThrow('out of reach');
    expect(s3.forgotten).toEqual([]);
  });
});

test('a current file that cannot be read is left alone, and named', async () => {
  const s3 = bucket();
  await s3.ports.replace(CURRENT, 'edited by hand', undefined);
  await expect(publishMetrics(request('run-1', 0, ['1']), s3.ports)).rejects.toThrow(
    `${CURRENT} cannot be read: move it away and run the day again`,
  );
  expect(s3.text(CURRENT)).toBe('edited by hand');
});

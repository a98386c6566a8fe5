import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseMetricsFile } from '../../functions/domain/metrics-file.ts';
import type { PublishRequest } from '../../functions/domain/request-schemas.ts';
import { type PublishPorts, publishMetrics, type StoredFile } from '../../functions/publish-metrics.ts';

const DATE = '2024-05-25';
const CURRENT = `daily/${DATE}/metrics.json`;
const copyOf = (run: string) => `daily/${DATE}/runs/${run}.json`;

/** A bucket whose files have versions, and the marks that were forgotten. */
const bucket = () => {
  const files = new Map<string, StoredFile>();
  const forgotten: string[] = [];
  let version = 0;
  const ports: PublishPorts = {
    read: async (key) => files.get(key),
    replace: async (key, text, before) => {
      if (files.get(key)?.version !== before?.version) return false;
      version += 1;
      files.set(key, { text, version: String(version) });
      return true;
    },
    readAudit: async () => null,
    forgetLate: async (date, touchedAt) => void forgotten.push(`${date} ${touchedAt}`),
  };
  const day = (key: string) => parseMetricsFile(files.get(key)?.text ?? '');
  return { files, forgotten, ports, day, text: (key: string) => files.get(key)?.text };
};

/** A run that started that many minutes after nine. */
const request = (
  run_id: string,
  minute: number,
  fares: readonly string[],
  more: Partial<PublishRequest> = {},
): PublishRequest => ({
  date: DATE,
  reason: 'daily',
  late_marker: null,
  run_id,
  generated_at: `2024-05-26T09:${String(minute).padStart(2, '0')}:00.000Z`,
  partials: fares.map((sum, index) => ({
    partition: `${DATE}#0${index}`,
    aggregate: { count: 1, sum, min: sum, max: sum },
    pages: index + 1,
    cursor: null,
  })),
  ...more,
});

describe('the first run of a day', () => {
  test('publishes the current file and its own copy, the same bytes', async () => {
    const s3 = bucket();
    const published = await publishMetrics(request('run-1', 0, ['1.005', '2']), s3.ports);
    expect(published).toEqual({
      date: DATE,
      reason: 'daily',
      status: 'first',
      revision: 1,
      metrics: { total_fare: '3.01', count_trips: 2, average_fare: '1.5', max_fare: '2', min_fare: '1.01' },
      change: null,
      key: CURRENT,
      run_key: copyOf('run-1'),
    });
    expect(JSON.parse(s3.text(CURRENT) ?? '')).toMatchObject({
      metrics: { total_fare: 3.01, count_trips: 2 },
      revision: 1,
      restated_because: null,
      previous: null,
      data_quality: { completed_trips: 2, partitions_read: 2, pages_read: 3, incomplete: null },
    });
    expect(s3.text(copyOf('run-1'))).toBe(s3.text(CURRENT));
  });

  test('of a day without trips is nothing, not an error', async () => {
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

describe('a later run', () => {
  test('that finds other metrics makes the next revision and says by how much, and why', async () => {
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
    expect(change).toEqual({ count_trips: -1, total_fare: '-2.5' });
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

describe('an older run that ends after a newer one', () => {
  test('leaves its own copy and the newer one’s numbers', async () => {
    const s3 = bucket();
    await publishMetrics(request('newer', 5, ['1', '2']), s3.ports);
    const before = s3.text(CURRENT);
    expect(await publishMetrics(request('older', 4, ['1']), s3.ports)).toMatchObject({
      status: 'overtaken',
      revision: null,
      change: null,
    });
    expect(s3.text(CURRENT)).toBe(before);
    expect(s3.day(copyOf('older'))).toMatchObject({ revision: null, metrics: { count_trips: 1 } });
  });

  test('does so too when the newer one publishes in the very moment between its read and its write', async () => {
    const s3 = bucket();
    await publishMetrics(request('first', 0, ['1']), s3.ports);
    let isFirstRead = true;
    const read: PublishPorts['read'] = async (key) => {
      const file = await s3.ports.read(key);
      if (key === CURRENT && isFirstRead) {
        isFirstRead = false;
        await publishMetrics(request('newer', 5, ['1', '2']), s3.ports);
      }
      return file;
    };
    const published = await publishMetrics(request('older', 4, ['1', '3']), { ...s3.ports, read });
    expect(published.status).toBe('overtaken');
    expect(s3.day(CURRENT).run_id).toBe('newer');
  });
});

describe('repeated for the same run', () => {
  test('it changes nothing, not even what a later run has published, and answers the same', async () => {
    const s3 = bucket();
    await publishMetrics(request('run-1', 0, ['1']), s3.ports);
    const second = await publishMetrics(request('run-2', 1, ['1', '2']), s3.ports);
    await publishMetrics(request('run-3', 2, ['1', '2', '3']), s3.ports);
    const before = new Map(s3.files);
    expect(await publishMetrics(request('run-2', 1, ['1', '2']), s3.ports)).toEqual(second);
    expect(s3.files).toEqual(before);
  });

  test('it publishes what it broke off before its first write', async () => {
    const s3 = bucket();
    const replace = async () => {
      throw new Error('out of reach');
    };
    await expect(publishMetrics(request('run-1', 0, ['1']), { ...s3.ports, replace })).rejects.toThrow(
      'out of reach',
    );
    await publishMetrics(request('run-1', 0, ['1']), s3.ports);
    expect([...s3.files.keys()].toSorted()).toEqual([CURRENT, copyOf('run-1')]);
  });

  test('wherever it broke off, alone or overtaken meanwhile, it ends as if it had not', async () => {
    const run = (n: number) => request(`run-${n}`, n, Array(n).fill('1.1'));
    const whole = bucket();
    for (const n of [1, 2, 3]) await publishMetrics(run(n), whole.ports);
    await fc.assert(
      fc.asyncProperty(fc.nat(3), fc.boolean(), async (writes, isOvertaken) => {
        const s3 = bucket();
        await publishMetrics(run(1), s3.ports);
        let left = writes;
        const replace: PublishPorts['replace'] = async (...args) => {
          if (left === 0) throw new Error('out of reach');
          left -= 1;
          return s3.ports.replace(...args);
        };
        await publishMetrics(run(2), { ...s3.ports, replace }).catch(() => undefined);
        // One that has not got as far as the current file is as good as not started.
        if (isOvertaken && s3.day(CURRENT).run_id === 'run-2') await publishMetrics(run(3), s3.ports);
        await publishMetrics(run(2), s3.ports);
        await publishMetrics(run(3), s3.ports);
        for (const [key, { text }] of whole.files) expect([key, s3.text(key)]).toEqual([key, text]);
        expect(s3.files.size).toBe(whole.files.size);
      }),
    );
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

  test('stays for the next run when it was so young that the index may not have shown all', async () => {
    const s3 = bucket();
    await publishMetrics(late('2024-05-26T09:10:00.001Z'), s3.ports);
    expect(s3.forgotten).toEqual([]);
  });

  test('stays when the day could not be published', async () => {
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

test('a file that others write all the time is worth another try', async () => {
  const s3 = bucket();
  const replace = async () => false;
  await expect(publishMetrics(request('run-1', 0, ['1']), { ...s3.ports, replace })).rejects.toMatchObject({
    name: 'TransientAwsError',
  });
});

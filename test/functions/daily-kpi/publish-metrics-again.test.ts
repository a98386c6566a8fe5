import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type PublishPorts, publishMetrics } from '../../../functions/daily-kpi/publish-metrics.ts';
import { bucket, CURRENT, copyOf, request } from './metrics-bucket-under-test.ts';

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

  test('does so even if the newer one publishes at the very moment between its read and its write', async () => {
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

  test('it publishes even if the first attempt broke off before its first write', async () => {
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

  test('its copy is the very file that it made current, even if there has been an audit since', async () => {
    const s3 = bucket();
    const replace: PublishPorts['replace'] = async (key, ...rest) => {
      if (key === copyOf('run-1')) throw new Error('out of reach');
      return s3.ports.replace(key, ...rest);
    };
    await publishMetrics(request('run-1', 0, ['1']), { ...s3.ports, replace }).catch(() => undefined);
    const published = s3.text(CURRENT);
    const readAudit = async () => ({
      ends_without_start: 1,
      starts_without_end: 0,
      audited_at: '2024-05-27T00:00:00.000Z',
    });
    await publishMetrics(request('run-1', 0, ['1']), { ...s3.ports, readAudit });
    expect([s3.text(CURRENT), s3.text(copyOf('run-1'))]).toEqual([published, published]);
  });

  test('wherever the first attempt broke off, alone or overtaken meanwhile, it ends as if that had not happened', async () => {
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
        // A run that did not get as far as the current file is as good as not started.
        if (isOvertaken && s3.day(CURRENT).run_id === 'run-2') await publishMetrics(run(3), s3.ports);
        await publishMetrics(run(2), s3.ports);
        await publishMetrics(run(3), s3.ports);
        for (const [key, { text }] of whole.files) expect([key, s3.text(key)]).toEqual([key, text]);
        expect(s3.files.size).toBe(whole.files.size);
      }),
    );
  });
});

test('a file that others keep writing is worth another try', async () => {
  const s3 = bucket();
  let writes = 0;
  const replace = async () => {
    writes += 1;
    return false;
  };
  await expect(publishMetrics(request('run-1', 0, ['1']), { ...s3.ports, replace })).rejects.toMatchObject({
    name: 'TransientAwsError',
    message: `${CURRENT} was written by others 5 times in a row`,
  });
  expect(writes).toBe(5);
});

import { describe, expect, test } from '@jest/globals';
import { failures, intake, payload, record } from './intake-under-test.ts';

describe('data', () => {
  test.each(['abc', 'abc!', '!abc', 'ab=c', 'a==='])(
    'that is not base64 is refused as such: %s',
    async (data) => {
      const { deliver, quarantined, summaries } = intake();
      expect(await deliver([record('a', 1, data)])).toEqual(failures());
      expect(quarantined).toEqual([{ sequence: '1', reasons: ['the data of the record is not base64'] }]);
      expect(summaries[0]?.quarantinedByKind).toEqual({ 'not-base64': 1 });
    },
  );

  test.each(['', 'YWI=', 'YQ==', '+/+/'])('that is base64 is read: %j', async (data) => {
    const { deliver, summaries } = intake();
    await deliver([record('a', 1, data)]);
    expect(summaries[0]?.quarantinedByKind).not.toHaveProperty('not-base64');
  });
});

test('only what is stored has dates to mark', async () => {
  const { deliver, marked } = intake();
  await deliver([record('a', 1, payload({ trip_id: 'a' }))]);
  expect(marked).toEqual([]);
});

test('a batch reports how long it took', async () => {
  const { deliver, summaries } = intake({
    store: async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return [];
    },
  });
  const startedAt = performance.now();
  await deliver([record('a', 1)]);
  const elapsed = Math.ceil(performance.now() - startedAt);
  expect(summaries[0]?.milliseconds).toBeGreaterThanOrEqual(19);
  expect(summaries[0]?.milliseconds).toBeLessThanOrEqual(elapsed);
});

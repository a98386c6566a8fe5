import { describe, expect, test } from '@jest/globals';
import { failures, intake, record } from './intake-under-test.ts';

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

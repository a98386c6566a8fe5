import { expect, test } from '@jest/globals';
import { readAudit } from '../../../functions/daily-kpi/publish-metrics.ts';

const auditIn = async (text: string | undefined) => {
  const unreadable: string[] = [];
  const read = async (key: string) => (text === undefined ? undefined : { text, key });
  const audit = await readAudit({ read, reportUnreadable: (key) => void unreadable.push(key) })('2024-05-25');
  return { audit, unreadable };
};

test('a date that was never audited gives null', async () => {
  expect(await auditIn(undefined)).toEqual({ audit: null, unreadable: [] });
});

test('only what an audit found is repeated, and nothing else that its file says', async () => {
  const found = { ends_without_start: 2, starts_without_end: 11, audited_at: '2024-05-27T00:00:00.000Z' };
  const text = JSON.stringify({ date: '2024-05-25', ...found, segments: 8 });
  expect(await auditIn(text)).toEqual({ audit: found, unreadable: [] });
});

test.each(['', '{', '{"audited_at":"2024-05-27T00:00:00.000Z"}'])(
  'a file that is not an audit is reported: %j',
  async (text) => {
    expect(await auditIn(text)).toEqual({ audit: null, unreadable: ['daily/2024-05-25/audit.json'] });
  },
);

test('an error that has nothing to do with the file’s text is not taken for a bad file', async () => {
  await expect(auditIn('['.repeat(100_000) + ']'.repeat(100_000))).rejects.toThrow(RangeError);
});

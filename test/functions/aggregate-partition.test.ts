import { beforeEach, expect, test } from '@jest/globals';
import { aggregatePartition, type FarePage } from '../../functions/aggregate-partition.ts';

const PAGES = [['1.10', '2'], ['3.05'], [], ['0.005']];

const read = new Set<string | null>();
beforeEach(() => read.clear());

const readFarePage = async (partition: string, cursor: string | null): Promise<FarePage> => {
  expect(partition).toBe('2024-05-25#03');
  // Without this, reading a page again and again would never end.
  if (read.has(cursor)) throw new Error(`the page at ${cursor} was read twice`);
  read.add(cursor);
  const index = Number(cursor ?? 0);
  return { fares: PAGES[index] ?? [], cursor: index + 1 < PAGES.length ? String(index + 1) : null };
};

const whole = {
  partition: '2024-05-25#03',
  aggregate: { count: 4, sum: '6.155', min: '0.005', max: '3.05' },
  cursor: null,
};

test('sums every page of the partition, empty ones too', async () => {
  const partial = await aggregatePartition(
    { partition: '2024-05-25#03' },
    { readFarePage, isTimeShort: () => false },
  );
  expect(partial).toEqual(whole);
});

test('answers with a cursor when time is short, and called again with it loses and repeats nothing', async () => {
  const ports = { readFarePage, isTimeShort: () => true };
  let partial = await aggregatePartition({ partition: '2024-05-25#03' }, ports);
  const cursors = [partial.cursor];
  while (partial.cursor !== null) {
    partial = await aggregatePartition(JSON.parse(JSON.stringify(partial)), ports);
    cursors.push(partial.cursor);
  }
  expect(cursors).toEqual(['1', '2', '3', null]);
  expect(partial).toEqual(whole);
});

test('a page that fails fails the partition', async () => {
  const broken = async (): Promise<FarePage> => {
    throw new Error('throttled');
  };
  await expect(
    aggregatePartition({ partition: 'x' }, { readFarePage: broken, isTimeShort: () => false }),
  ).rejects.toThrow('throttled');
});

import { beforeEach, expect, test } from '@jest/globals';
import { aggregatePartition, type FarePage } from '../../../functions/daily-kpi/aggregate-partition.ts';

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
  pages: 4,
  cursor: null,
};

test('sums every page of the partition, empty ones too', async () => {
  const partial = await aggregatePartition(
    { partition: '2024-05-25#03' },
    { readFarePage, isTimeShort: () => false },
  );
  expect(partial).toEqual(whole);
});

test('has summed every fare of a page before it asks for the next, so that none has to be kept', async () => {
  const seen: string[] = [];
  const watchedPage = async (_: string, cursor: string | null): Promise<FarePage> => {
    const page = await readFarePage('2024-05-25#03', cursor);
    seen.push(`asked for ${cursor ?? 'the first'}`);
    const last = String(page.fares.length - 1);
    const get = (fares: readonly string[], name: string | symbol): unknown => {
      if (name === last) seen.push(`summed ${page.fares.join(' ')}`);
      return Reflect.get(fares, name);
    };
    return { ...page, fares: new Proxy(page.fares, { get }) };
  };
  await aggregatePartition(
    { partition: '2024-05-25#03' },
    { readFarePage: watchedPage, isTimeShort: () => false },
  );
  expect(seen.filter((step, index) => step !== seen[index - 1])).toEqual([
    'asked for the first',
    'summed 1.10 2',
    'asked for 1',
    'summed 3.05',
    'asked for 2',
    'asked for 3',
    'summed 0.005',
  ]);
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

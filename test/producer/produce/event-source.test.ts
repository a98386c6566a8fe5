import { appendFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type EventSelection, ORDERS, selectEvents } from '../../../producer/produce/event-source.ts';
import { openCsvFolder } from './trip-files-under-test.ts';

const csv = openCsvFolder();
afterAll(csv.remove);

// More rows than two windows of the shuffled order, and not the same number of both kinds.
const FILES = [csv.writeStarts(1300), csv.writeEnds(700)];
const ALL_IDS = [
  ...Array.from({ length: 1300 }, (_, n) => `s${n + 1}`),
  ...Array.from({ length: 700 }, (_, n) => `e${n + 1}`),
].sort();

const idsOf = async (selection: Partial<EventSelection>): Promise<(string | undefined)[]> => {
  const ids: (string | undefined)[] = [];
  const whole = { files: FILES, order: 'shuffled', seed: 1, skip: 0 } as const;
  for await (const { fields } of selectEvents({ ...whole, ...selection })) ids.push(fields.trip_id);
  return ids;
};

describe('the order of events', () => {
  test.each(ORDERS)('%s holds every row of both files once', async (order) => {
    expect((await idsOf({ order })).toSorted()).toEqual(ALL_IDS);
  });

  test.each(ORDERS)('%s: parts taken with skip and limit add up to the whole', async (order) => {
    const whole = await idsOf({ order });
    const parts = [
      await idsOf({ order, limit: 701 }),
      await idsOf({ order, skip: 701, limit: 999 }),
      await idsOf({ order, skip: 1700 }),
    ];
    expect(parts.flat()).toEqual(whole);
    expect(parts.map(({ length }) => length)).toEqual([701, 999, 300]);
  });

  test('each order is what its name says', async () => {
    expect((await idsOf({ order: 'interleaved' })).slice(0, 5)).toEqual(['s1', 'e1', 's2', 'e2', 's3']);
    expect((await idsOf({ order: 'starts-first' })).slice(1298, 1302)).toEqual([
      's1299',
      's1300',
      'e1',
      'e2',
    ]);
    expect((await idsOf({ order: 'ends-first' })).slice(698, 702)).toEqual(['e699', 'e700', 's1', 's2']);
  });

  test('a shuffled order repeats with the same seed and differs with another', async () => {
    const one = await idsOf({ seed: 1 });
    expect(await idsOf({ seed: 1 })).toEqual(one);
    const other = await idsOf({ seed: 2 });
    const inPlace = other.filter((id, place) => id === one[place]);
    expect(inPlace.length).toBeLessThan(20);
  });

  test('shuffled rows carry the values, row and file of their own row', async () => {
    const rows = csv.write(
      'end',
      'awkward.csv',
      '\uFEFFtrip_id,dropoff_datetime,fare_amount\r\nä1,"a\r\nb",1\r\n\r\nä2,"c,""d""",2\r\nä3,e,3',
    );
    const events = await Array.fromAsync(
      selectEvents({ files: [rows, FILES[0] ?? rows], order: 'shuffled', seed: 3, skip: 0 }),
    );
    const awkward = events.filter(({ file }) => file.path === rows.path).sort((a, b) => a.row - b.row);
    expect(
      awkward.map(({ row, fields }) => [row, fields.trip_id, fields.dropoff_datetime, fields.fare_amount]),
    ).toEqual([
      [1, 'ä1', 'a\r\nb', '1'],
      [2, 'ä2', 'c,"d"', '2'],
      [3, 'ä3', 'e', '3'],
    ]);
    for (const { row, fields, file } of events)
      if (file.kind === 'start') expect(fields.trip_id).toBe(`s${row}`);
  });

  test('a shuffled order finds a ragged row before it gives the first event', async () => {
    const ragged = csv.write('start', 'ragged.csv', 'trip_id,pickup_datetime\na,b\nc,d\ne\n');
    const first = selectEvents({ files: [ragged], order: 'shuffled', seed: 1, skip: 0 }).next();
    await expect(first).rejects.toThrow(/ragged\.csv, row 3: has 1 field,/);
  });
});

describe('a file that changes while its rows are shuffled', () => {
  const whileChanging = async (name: string, change: (path: string) => void): Promise<unknown> => {
    const file = csv.writeStarts(2_000, 'c', name);
    const events = selectEvents({ files: [file], order: 'shuffled', seed: 1, skip: 0 });
    await events.next();
    change(file.path);
    for await (const _ of events);
    return undefined;
  };
  const told = /changing\.csv: was changed while it was being read.*: shuffle a copy that nobody writes to$/;

  test('and grows is named', async () => {
    await expect(whileChanging('changing.csv', (path) => appendFileSync(path, 'x,y\n'))).rejects.toThrow(
      told,
    );
  });

  test('and is overwritten with an open quote is named as well', async () => {
    await expect(whileChanging('changing.csv', (path) => writeFileSync(path, '"a'))).rejects.toThrow(told);
  });
});

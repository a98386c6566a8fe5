import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import db, { type Level, type Store } from 'dynalite/db/index.js';
import { keepTables, makeFewCalls } from '../../../../local/services/dynamodb/level-calls.ts';

let folder = '';
let store: Store;
let level: Level;
let calls: string[] = [];

/** LevelDB itself, which notes how it is called. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tripstream-level-'));
  store = db.create({ path: folder, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  level = store.db;
  await level.open();
  calls = [];
  const { batch } = level;
  level.batch = (operations) => {
    calls.push(`write ${operations.length}`);
    return batch.call(level, operations);
  };
  makeFewCalls(level, (work) => store.lifecycleManager.trackOperation(work));
});
afterEach(async () => {
  await store.lifecycleManager.gracefulClose();
  rmSync(folder, { recursive: true });
});

const put = (key: string, value: unknown) =>
  new Promise<void>((resolve, reject) =>
    level.put(key, value, (error) => (error ? reject(error) : resolve())),
  );
const get = (key: string) =>
  new Promise<unknown>((resolve, reject) =>
    level.get(key, (error, value) => (error ? reject(error) : resolve(value))),
  );

test('what is written together takes one call, and each read gets its own answer', async () => {
  const keys = Array.from({ length: 20 }, (_, index) => `key ${index}`);
  await Promise.all(keys.map((key) => put(key, { of: key })));
  expect(await Promise.all([...keys, 'no such key'].map(get))).toEqual([
    ...keys.map((key) => ({ of: key })),
    undefined,
  ]);
  expect(calls).toEqual(['write 20']);
});

test('a later write waits for no other', async () => {
  await put('a', 1);
  expect(await get('a')).toBe(1);
  await put('a', 2);
  expect(await get('a')).toBe(2);
  expect(calls).toEqual(['write 1', 'write 1']);
});

test('a write that fails fails for all that share it', async () => {
  level.batch = () => Promise.reject(new Error('no space left on device'));
  const outcomes = await Promise.allSettled([put('a', 1), put('b', 2)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await get('a')).toBeUndefined();
});

test('a read that fails fails only for its caller', async () => {
  await put('a', 1);
  const { getSync } = level;
  level.getSync = () => {
    throw new Error('a block of the file is damaged');
  };
  const answered = new Promise((resolve) => level.get('a', resolve));
  await expect(answered).resolves.toThrow('a block of the file is damaged');
  level.getSync = getSync;
  expect(await get('a')).toBe(1);
});

test('the definition of a table is read once, and looked for until it is there', async () => {
  const tables = { trips: undefined as object | undefined };
  let reads = 0;
  const getTable = (_name: string, ...rest: readonly unknown[]) => {
    reads += 1;
    const answered = rest.at(-1);
    if (typeof answered === 'function') answered(tables.trips ? null : new Error('not found'), tables.trips);
  };
  const kept: Pick<Store, 'getTable'> = { getTable };
  keepTables(kept);
  const tableOf = (name: string) =>
    new Promise((resolve) => kept.getTable(name, (error, table) => resolve(error ?? table)));
  expect(await tableOf('trips')).toEqual(new Error('not found'));
  tables.trips = { TableName: 'trips' };
  expect(await Promise.all([tableOf('trips'), tableOf('trips'), tableOf('trips')])).toEqual([
    tables.trips,
    tables.trips,
    tables.trips,
  ]);
  const before = reads;
  expect(await tableOf('trips')).toBe(tables.trips);
  expect(reads).toBe(before);
  kept.getTable('trips', false, () => undefined);
  expect(reads).toBe(before + 1);
});

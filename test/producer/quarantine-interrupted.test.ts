import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { openRecoveryWorld, type RecoveryWorld, refuse } from './recovery-world.ts';

const END = { trip_id: 't-1', dropoff_datetime: '2024-05-25 11:00:00', fare_amount: '12.50' };
let world: RecoveryWorld;
let folder = '';

beforeEach(async () => {
  world = await openRecoveryWorld();
  folder = mkdtempSync(join(tmpdir(), 'tripstream-quarantine-'));
});
afterEach(async () => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
  await world.close();
});

const file = (name: string): string => join(folder, name);

const exported = async (name: string): Promise<string> => {
  const result = await world.run(['quarantine', 'export', '--out', file(name)]);
  expect(result).toMatchObject({ code: 0 });
  return readFileSync(file(name), 'utf8');
};

const sequencesLeft = async (): Promise<string[]> =>
  (await world.visible('quarantine')).map((body) => JSON.parse(body).sequence_number).sort();

describe('a command that ends early', () => {
  test('a replay killed after sending and before deleting is done over later, and loses nothing', async () => {
    for (let trip = 1; trip <= 3; trip += 1)
      await refuse(world, JSON.stringify({ ...END, trip_id: `t-${trip}` }));
    const other = await refuse(world, JSON.stringify({ ...END, trip_id: 't-9' }));
    const kept = (await exported('refused.jsonl')).split('\n').filter((line) => !line.includes('t-9'));
    writeFileSync(file('refused.jsonl'), kept.join('\n'));
    const args = ['quarantine', 'replay', file('refused.jsonl')];
    const killed = await world.run(args, {
      onStart: (child) =>
        world.watchSqs((operation) => operation === 'DeleteMessageBatch' && child.kill('SIGKILL')),
    });
    expect(killed.code).toBe(-1);
    expect(await world.records('ends')).toHaveLength(3);
    world.watchSqs(() => false);

    const tooSoon = await world.run(args);
    expect(tooSoon.code).toBe(1);
    expect(tooSoon.stderr).toContain('3 of the replaced messages were not found, and about 4 are held by');

    const now = Date.now;
    jest.spyOn(Date, 'now').mockImplementation(() => now() + 120_000);
    const again = await world.run(args);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('3 messages deleted') });
    const texts = (await world.records('ends')).map(({ text }) => text);
    expect(new Set(texts).size).toBe(3);

    const done = await world.run(args);
    expect(done).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('an earlier replay deleted them'),
    });
    expect(await sequencesLeft()).toEqual([other]);
  });

  test('an export stopped by Ctrl-C leaves no file and everything visible', async () => {
    for (let trip = 1; trip <= 3; trip += 1) await refuse(world, JSON.stringify(END));
    const { code, stderr } = await world.run(['quarantine', 'export', '--out', file('refused.csv')], {
      onStart: (child) =>
        world.watchSqs((operation) => {
          if (operation === 'ReceiveMessage' && !child.killed) child.kill('SIGINT');
          return false;
        }),
    });
    expect(code).toBe(130);
    expect(stderr).toContain(
      `tripstream: interrupted: ${file('refused.csv')} was not written; nothing was changed\n`,
    );
    expect(existsSync(file('refused.csv'))).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    expect(await world.visible('quarantine')).toHaveLength(3);
  });
});

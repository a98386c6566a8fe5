import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { END, openQuarantineWorld, refuse } from './recovery-under-test.ts';

let world: Awaited<ReturnType<typeof openQuarantineWorld>>;
beforeEach(async () => {
  world = await openQuarantineWorld();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await world.close();
});

describe('a command that ends early', () => {
  test('a replay killed after sending and before deleting is done over later, and loses nothing', async () => {
    for (let trip = 1; trip <= 3; trip += 1)
      await refuse(world, JSON.stringify({ ...END, trip_id: `t-${trip}` }));
    const other = await refuse(world, JSON.stringify({ ...END, trip_id: 't-9' }));
    const kept = (await world.exported('refused.jsonl')).split('\n').filter((line) => !line.includes('t-9'));
    writeFileSync(world.file('refused.jsonl'), kept.join('\n'));
    const args = ['quarantine', 'replay', world.file('refused.jsonl')];
    const killed = await world.disturb(args, (child) =>
      world.watchSqs((operation) => operation === 'DeleteMessageBatch' && child.kill('SIGKILL')),
    );
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
    expect(await world.sequencesLeft()).toEqual([other]);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    'a replay ended by %s while it deletes is done over, and loses nothing',
    async (signal, code) => {
      for (let trip = 1; trip <= 25; trip += 1)
        await refuse(world, JSON.stringify({ ...END, trip_id: `t-${trip}` }));
      await world.exported('refused.jsonl');
      const args = ['quarantine', 'replay', world.file('refused.jsonl')];
      const ended = await world.disturb(args, (child) =>
        world.watchSqs((operation) => {
          if (operation === 'DeleteMessageBatch' && !child.killed) child.kill(signal);
          return false;
        }),
      );
      expect(ended.code).toBe(code);
      expect(ended.stderr).toMatch(/tripstream: interrupted: 25 events were sent and \d+ messages deleted: /);
      const again = await world.run(args);
      expect(again.code).toBe(0);
      const texts = (await world.records('ends')).map(({ text }) => JSON.parse(text).trip_id);
      expect(new Set(texts).size).toBe(25);
      expect(await world.visible('quarantine')).toEqual([]);
    },
  );

  test('an export stopped by Ctrl-C leaves no file and everything visible', async () => {
    for (let trip = 1; trip <= 3; trip += 1) await refuse(world, JSON.stringify(END));
    const { code, stderr } = await world.disturb(
      ['quarantine', 'export', '--out', world.file('refused.csv')],
      (child) =>
        world.watchSqs((operation) => {
          if (operation === 'ReceiveMessage' && !child.killed) child.kill('SIGINT');
          return false;
        }),
    );
    expect(code).toBe(130);
    expect(stderr).toContain(
      `tripstream: interrupted: ${world.file('refused.csv')} was not written; nothing was changed\n`,
    );
    expect(existsSync(world.file('refused.csv'))).toBe(false);
    expect(readdirSync(world.folder)).toEqual([]);
    expect(await world.visible('quarantine')).toHaveLength(3);
  });
});

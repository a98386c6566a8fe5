import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { deadLetter, END, later, openQuarantineWorld, refuse } from './recovery-under-test.ts';

let world: Awaited<ReturnType<typeof openQuarantineWorld>>;
beforeEach(async () => {
  world = await openQuarantineWorld();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await world.close();
});

describe('a command that ends early', () => {
  test('a replay killed after sending and before deleting can be repeated later, and loses nothing', async () => {
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

    later(120_000);
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
    'a replay ended by %s while it deletes can be repeated, and loses nothing',
    async (signal, code) => {
      for (let trip = 1; trip <= 12; trip += 1)
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
      expect(ended.stderr).toMatch(/tripstream: interrupted: 12 events were sent and \d+ messages deleted: /);
      const again = await world.run(args);
      expect(again.code).toBe(0);
      const texts = (await world.records('ends')).map(({ text }) => JSON.parse(text).trip_id);
      expect(new Set(texts).size).toBe(12);
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

describe('a redrive that ends early', () => {
  const fill = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) {
      await world.send('dead-letters', deadLetter(await world.put('ends', `{"trip_id":"t${index}"}`)));
    }
  };
  /** The trips that were put more than once, and those that were not. */
  const resent = async (): Promise<Set<string>> => {
    const texts = (await world.records('ends')).map(({ text }) => text);
    return new Set(
      texts.filter((text) => text.includes('redrive_attempt')).map((text) => JSON.parse(text).trip_id),
    );
  };

  test('by SIGKILL after sending and before deleting can be repeated later, and loses nothing', async () => {
    await fill(3);
    const killed = await world.disturb(['redrive'], (child) =>
      world.watchSqs((operation) => operation === 'DeleteMessageBatch' && child.kill('SIGKILL')),
    );
    expect(killed.code).toBe(-1);
    expect(await resent()).toEqual(new Set(['t0', 't1', 't2']));
    world.watchSqs(() => false);

    const tooSoon = await world.run(['redrive']);
    expect(tooSoon).toMatchObject({ code: 0, stdout: 'No dead letters are waiting.\n' });
    expect(tooSoon.stderr).toMatch(/^About 3 more messages are held by .*: try again later\.\n$/);

    later(120_000);
    const again = await world.run(['redrive']);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('3 of 3 messages deleted') });
    expect((await world.records('ends')).map(({ text }) => JSON.parse(text).redrive_attempt ?? 0)).toEqual([
      0, 0, 0, 1, 1, 1, 1, 1, 1,
    ]);
    expect(await world.visible('dead-letters')).toEqual([]);
  });

  test('by Ctrl-C says what was done, and the rest is visible at once', async () => {
    await fill(12);
    const { code, stderr } = await world.disturb(['redrive'], (child) =>
      world.watchSqs((operation) => {
        if (operation === 'ReceiveMessage' && !child.killed) child.kill('SIGINT');
        return false;
      }),
    );
    expect(code).toBe(130);
    expect(stderr).toMatch(
      /tripstream: interrupted: 10 records were sent again and 10 of 10 messages deleted\. The rest stays in the queue; continue with: npm run tripstream -- redrive --endpoint \S+\n$/,
    );
    expect(await world.visible('dead-letters')).toHaveLength(2);
    expect(await resent()).toHaveProperty('size', 10);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s ends as by Ctrl-C, with exit code %i', async (signal, exitCode) => {
    await fill(12);
    const { code, stderr } = await world.disturb(['redrive'], (child) =>
      world.watchSqs((operation) => {
        if (operation === 'ReceiveMessage' && !child.killed) child.kill(signal);
        return false;
      }),
    );
    expect(code).toBe(exitCode);
    expect(stderr).toContain(
      'tripstream: interrupted: 10 records were sent again and 10 of 10 messages deleted.',
    );
    expect(await world.visible('dead-letters')).toHaveLength(2);
  });

  test('by a reader of its output that goes away leaves the rest visible, and continuing sends it', async () => {
    await fill(22);
    const { code, stderr } = await world.disturb(['redrive'], (child) => child.stdout?.destroy());
    expect(code).toBe(141);
    expect(stderr).toMatch(
      /tripstream: the output cannot be written, its reader has gone: \d+ records were sent again .* continue with: npm run tripstream -- redrive /,
    );
    const again = await world.run(['redrive']);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('messages deleted') });
    expect(await resent()).toHaveProperty('size', 22);
    expect(await world.records('ends')).toHaveLength(44);
    expect(await world.visible('dead-letters')).toEqual([]);
  });
});

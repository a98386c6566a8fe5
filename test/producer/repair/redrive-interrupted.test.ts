import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { deadLetter, later, openRecoveryWorld, type RecoveryWorld } from './recovery-under-test.ts';

let world: RecoveryWorld;

beforeEach(async () => {
  world = await openRecoveryWorld();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await world.close();
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

  test('by SIGKILL after sending and before deleting is done over later, and loses nothing', async () => {
    await fill(3);
    const killed = await world.disturb(['redrive'], (child) =>
      world.watchSqs((operation) => operation === 'DeleteMessageBatch' && child.kill('SIGKILL')),
    );
    expect(killed.code).toBe(-1);
    expect(await resent()).toEqual(new Set(['t0', 't1', 't2']));
    world.watchSqs(() => false);

    const tooSoon = await world.run(['redrive']);
    expect(tooSoon).toMatchObject({ code: 0, stdout: 'No dead letters are waiting.\n' });
    expect(tooSoon.stderr).toMatch(/^About 3 more messages are held by .*: try later\.\n$/);

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
      /tripstream: interrupted: 10 records were sent again and 10 of 10 messages deleted\. What is left waits in the queue; go on with: npm run tripstream -- redrive --endpoint \S+\n$/,
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

  test('by a reader of its output that goes away leaves the rest visible, and going on sends it', async () => {
    await fill(32);
    const { code, stderr } = await world.disturb(['redrive'], (child) => child.stdout?.destroy());
    expect(code).toBe(141);
    expect(stderr).toMatch(
      /tripstream: the output cannot be written, its reader has gone: \d+ records were sent again .* go on with: npm run tripstream -- redrive /,
    );
    const again = await world.run(['redrive']);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('messages deleted') });
    expect(await resent()).toHaveProperty('size', 32);
    expect(await world.records('ends')).toHaveLength(64);
    expect(await world.visible('dead-letters')).toEqual([]);
  });
});

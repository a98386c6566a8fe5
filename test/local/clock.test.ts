import { afterEach, expect, test } from '@jest/globals';
import { createClock, type SettableClock } from '../../local/values/clock.ts';

const NOON_MS = Date.parse('2026-03-01T12:00:00Z');
const MINUTE_MS = 60_000;

const clocks: SettableClock[] = [];
const open = (...options: Parameters<typeof createClock>): SettableClock => {
  const clock = createClock(...options);
  clocks.push(clock);
  return clock;
};
afterEach(async () => {
  await Promise.all(clocks.splice(0).map((clock) => clock.close()));
});

test('a stopped clock moves only when told to, and never back', async () => {
  const clock = open({ stoppedAtMs: NOON_MS });
  await clock.advanceBy(MINUTE_MS);
  expect(clock.nowMs()).toBe(NOON_MS + MINUTE_MS);
  await clock.advanceTo(NOON_MS);
  expect(clock.nowMs()).toBe(NOON_MS + MINUTE_MS);
});

test('tasks that fall due on the way run at their own time and in order, including those added on the way', async () => {
  const clock = open({ stoppedAtMs: NOON_MS });
  const seen: [string, number][] = [];
  const see = (name: string) => () => void seen.push([name, (clock.nowMs() - NOON_MS) / MINUTE_MS]);
  clock.at(NOON_MS + 3 * MINUTE_MS, see('third'));
  clock.at(NOON_MS + MINUTE_MS, async () => {
    await Promise.resolve();
    see('first')();
    clock.at(clock.nowMs() + MINUTE_MS, see('second'));
  });
  clock.at(NOON_MS + 5 * MINUTE_MS, see('beyond'));
  clock.at(NOON_MS + 2 * MINUTE_MS, see('forgotten'))[Symbol.dispose]();
  await clock.advanceBy(4 * MINUTE_MS);
  expect(seen).toEqual([
    ['first', 1],
    ['second', 2],
    ['third', 3],
  ]);
  expect(clock.nowMs()).toBe(NOON_MS + 4 * MINUTE_MS);
});

test('a task that fails is seen by whoever moved the clock, and the clock keeps running', async () => {
  const clock = open({ stoppedAtMs: NOON_MS });
  clock.at(NOON_MS + 1, () => Promise.reject(new Error('broken')));
  await expect(clock.advanceBy(MINUTE_MS)).rejects.toThrow('broken');
  await clock.advanceTo(NOON_MS + MINUTE_MS);
  expect(clock.nowMs()).toBe(NOON_MS + MINUTE_MS);
});

test("a running clock shows the computer's time, and continues from where it was moved", async () => {
  const clock = open();
  expect(Math.abs(clock.nowMs() - Date.now())).toBeLessThan(1000);
  const rung = Promise.withResolvers<void>();
  clock.at(clock.nowMs() + MINUTE_MS + 30, rung.resolve);
  await clock.advanceBy(MINUTE_MS);
  await rung.promise;
  expect(clock.nowMs() - Date.now()).toBeGreaterThanOrEqual(MINUTE_MS - 1);
});

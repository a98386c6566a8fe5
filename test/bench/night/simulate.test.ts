import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runNight } from '../../../bench/night/run-night.ts';
import { simulate as program } from '../../../bench/night/simulate.ts';
import { VirtualTime } from '../../../bench/night/virtual-time.ts';
import { eventsOfRun, KPI_RUN, MOST_PLANNED_EVENTS } from '../../../functions/contracts/agreed.ts';
import { runHere } from '../../producer/tripstream-under-test.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'bench', 'night', 'simulate.ts');

describe('a night in virtual time', () => {
  test('of small days sums yesterday and all marked days, exactly, in as many events as planned', async () => {
    const night = await runNight({ tripsPerDay: 100_000, markedDays: 35 });
    expect(night).toMatchObject({ status: 'SUCCEEDED', summedDays: 36, waitingDays: 0, problems: [] });
    expect(night.events).toBe(eventsOfRun(36, 16, 36));
    expect(night.events).toBeLessThan(MOST_PLANNED_EVENTS);
  });

  test('of 500 million trips publishes yesterday first; what does not fit waits, and the timeout holds', async () => {
    const night = await runNight({ tripsPerDay: 500_000_000, markedDays: 35, pageMegabytes: 4 });
    expect(night).toMatchObject({ status: 'SUCCEEDED', failedDays: 0, problems: [] });
    expect(night.summedDays).toBeGreaterThan(1);
    expect(night.waitingDays).toBe(36 - night.summedDays);
    expect(night.waitingDays).toBeGreaterThan(0);
    expect(night.yesterdaySeconds).toBeLessThan(KPI_RUN.callSeconds * 2);
    expect(night.seconds).toBeGreaterThan(KPI_RUN.summingSeconds);
    expect(night.seconds).toBeLessThan(KPI_RUN.timeoutSeconds);
    expect(night.events).toBeLessThan(MOST_PLANNED_EVENTS);
    // The run went through the outage of each hour.
    expect(night.throttledReads).toBeGreaterThan(night.pages / 200);
  }, 600_000);

  test('is the same night every time', async () => {
    const one = await runNight({ tripsPerDay: 5_000_000, markedDays: 3 });
    expect(await runNight({ tripsPerDay: 5_000_000, markedDays: 3 })).toEqual(one);
  });
});

describe('virtual time', () => {
  test('passes at once, in the order of what waits for it', async () => {
    const time = new VirtualTime(1_000);
    const seen: string[] = [];
    const wait = async (ms: number) => {
      await time.sleep(ms);
      seen.push(`${ms} at ${time.nowMs()}`);
    };
    await time.run(Promise.all([wait(86_400_000), wait(1), wait(500)]));
    expect(seen).toEqual(['1 at 1001', '500 at 1500', '86400000 at 86401000']);
  });

  test('does not stand still for ever: work that waits for nothing is an error', async () => {
    await expect(new VirtualTime(0).run(new Promise(() => undefined))).rejects.toThrow(
      'nothing waits for the clock',
    );
  });
});

describe('npm run simulate', () => {
  const simulate = (...args: string[]) => runHere(() => program(args));

  test('prints a table, or JSON', async () => {
    const args = ['--trips-per-day', '1000', '--marked-days', '2'];
    const shown = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8' });
    expect(shown.status).toBe(0);
    expect(shown.stdout).toMatch(/^ *trips a day +marked/);
    expect(shown.stdout.split('\n')[1]).toMatch(/^ *1,000 +2 +16 +3 +0 /);
    const { stdout } = await simulate(...args, '--json');
    expect(JSON.parse(stdout)).toMatchObject([{ tripsPerDay: 1000, summedDays: 3, problems: [] }]);
  });

  test.each([
    [['--trips-per-day', '0'], '--trips-per-day takes a whole number from 1 to'],
    [['--marked-days', '91'], '--marked-days takes a whole number from 0 to 90, got "91"'],
    [['--night', '1'], "Unknown option '--night'"],
  ])('%j is refused with one line', async (args, reason) => {
    const { code, stdout, stderr } = await simulate(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

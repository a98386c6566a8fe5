import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { compared } from '../../../bench/speed/compared.ts';
import { bench } from '../../../bench/speed/speed.ts';
import { runHere } from '../../producer/tripstream-under-test.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'bench', 'speed', 'speed.ts');

test('a ratio is per item, and the median of rounds in which both ways take turns', async () => {
  const turns: string[] = [];
  const took = (who: string, milliseconds: readonly number[]) => {
    let round = -1;
    return async () => {
      turns.push(who);
      round += 1;
      return milliseconds[round] ?? 0;
    };
  };
  const contest = { name: 'work', baseline: 'less work', items: 10, leastItems: 5, rounds: 3 };
  // The first round does not count. After that: 2, 4 and 9 divided by 1, per item.
  const ours = took('ours', [1_000, 20, 40, 90]);
  const least = took('least', [1, 5, 5, 5]);
  expect(await compared({ ...contest, ours, least })).toEqual({
    ...{ name: 'work', baseline: 'less work', rounds: 3 },
    ratio: 4,
    ours: 4_000,
  });
  expect(turns).toEqual(['ours', 'least', 'ours', 'least', 'ours', 'least', 'ours', 'least']);
});

test('a contest is closed, even if it fails', async () => {
  let isClosed = false;
  const failing = {
    ...{ name: 'work', baseline: 'none', items: 1, least: async () => 1 },
    ours: () => Promise.reject(new Error('broken')),
    close: async () => {
      isClosed = true;
    },
  };
  await expect(compared(failing)).rejects.toThrow('broken');
  expect(isClosed).toBe(true);
});

test('npm run bench measures a single part, and prints it as JSON', () => {
  const args = [PROGRAM, '--only', 'domain', '--json'];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(status).toBe(0);
  const { comparisons, kpiRuns } = JSON.parse(stdout);
  expect(kpiRuns).toEqual([]);
  expect(comparisons.map(({ name }: { name: string }) => name)).toEqual([
    'parse and validate an end',
    'sum, least and greatest of exact fares',
  ]);
  for (const { ratio, ours } of comparisons) expect(Math.min(ratio, ours)).toBeGreaterThan(0);
});

test.each([
  [['--only', 'all'], '--only takes domain, peers, starts, intake, producer, run, kpi, got "all"'],
  [['--only', 'kpi', '--write'], '--write needs all parts: leave out --only'],
  [['--fast'], "Unknown option '--fast'"],
])('%j is refused with one line', async (args, reason) => {
  const { code, stdout, stderr } = await runHere(() => bench(args));
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`bench: ${reason}`);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

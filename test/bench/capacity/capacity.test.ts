import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { capacity as program } from '../../../bench/capacity/capacity.ts';
import { forecastOf } from '../../../bench/capacity/forecast.ts';
import { runHere } from '../../producer/tripstream-under-test.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

const capacity = (...args: string[]) => runHere(() => program(args));

/** The figures for a volume, by name. */
const figures = (tripsPerDay: number): Record<string, unknown> =>
  Object.fromEntries(
    forecastOf({ tripsPerDay, peakFactor: 3 }).sections.flatMap(({ lines }) =>
      lines.map(({ name, value }) => [name, value]),
    ),
  );

describe('the forecast for a volume, computed by hand', () => {
  test('5 million trips a day', () => {
    const of = figures(5_000_000);
    // 5,000,000 ÷ 86,400 × 3.
    expect(of['records of each stream, and of its function']).toBeCloseTo(173.61, 2);
    expect(of['records of a lane']).toBeCloseTo(86.81, 2);
    // Two lanes make a batch every 10 s, and 173.6 records are 0.35 batches of 500.
    expect(of['calls of each intake function']).toBeCloseTo(0.347, 3);
    expect(of['writes to an index partition']).toBeCloseTo(10.85, 2);
    // 173.6 × 3,600 × 2 streams.
    expect(of['backlog, records']).toBeCloseTo(1_250_000, 0);
    // 625,000 ÷ (666.7 − 173.6) and ÷ (666.7 − 57.9).
    expect(of['seconds to drain, if the peak continues']).toBeCloseTo(1_267.6, 1);
    expect(of['seconds to drain, at the mean rate']).toBeCloseTo(1_026.6, 1);
    // 16 lanes of one partition: 41 pages × 0.3 s, and half a second for each of the three calls one after the other.
    expect(of['yesterday alone, seconds']).toBeCloseTo(13.8, 6);
    // 15 + 9 + 6 + 16 × 7.
    expect(of['yesterday alone, history events']).toBe(142);
    expect(of['with all 35 look-back days marked, days summed in one night']).toBe(36);
    expect(of['with all 35 marked, seconds for those days']).toBeCloseTo(36 * 13.8, 6);
    // 15 + 36 × (9 + 6 + 16 × 7).
    expect(of['with all 35 marked, history events']).toBe(4_587);
    expect(of['with all 35 marked, nights']).toBe(1);
    // 1.825 billion × 835 bytes ÷ 2^30, × $0.45.
    expect(of['storage, GB']).toBeCloseTo(1_419.2, 1);
    expect(of['storage with recovery, $ a month']).toBeCloseTo(638.65, 2);
    // 35 days to look back, a week of grace and the day itself: 43 of 365.
    expect(of['storage with keepTripsDays=43, $ a month']).toBeCloseTo(75.24, 2);
  });

  test('500 million trips a day', () => {
    const of = figures(500_000_000);
    expect(of['records of a shard']).toBeCloseTo(789.14, 2);
    expect(of['backlog, records']).toBeCloseTo(125_000_000, 0);
    // 62.5 million ÷ (36,666.7 − 17,361.1).
    expect(of['seconds to drain, if the peak continues']).toBeCloseTo(3_237.4, 1);
    expect(of['writes to an index partition meanwhile']).toBeCloseTo(458.33, 2);
    // 40 lanes of two partitions: 2 × 805 pages × 0.3 s, and three calls.
    expect(of['yesterday alone, seconds']).toBeCloseTo(484.5, 6);
    // 9,000 ÷ 484.5 are 18 days; 15 + 36 × (9 + 6 + 40 × 7), since a day without time calls each lane once.
    expect(of['with all 35 look-back days marked, days summed in one night']).toBe(18);
    expect(of['with all 35 marked, history events']).toBe(10_635);
    expect(of['with all 35 marked, nights']).toBe(2);
    expect(of['length of an audit, seconds']).toBe('too large for one execution');
  });
});

describe('npm run capacity', () => {
  test('prints each figure beside its limit, and the quotas to raise', async () => {
    const args = [join(ROOT, 'bench/capacity/capacity.ts'), '--trips-per-day', '500000000'];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/records of a shard +789 {2}of 1,000\n/);
    expect(stdout).toContain(
      'Table-level write throughput limit: from 40,000 to 73,334 write units a second',
    );
  });

  test('says if a new account has room', async () => {
    expect((await capacity('--trips-per-day', '1000')).stdout).toContain('fits the quotas of a new account');
  });

  test('--json gives the same in full', async () => {
    const { code, stdout } = await capacity('--trips-per-day', '5000000', '--peak-factor', '4', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      peakFactor: 4,
      size: { shards: 1, lanesPerShard: 2 },
      excesses: [],
    });
  });

  test.each([
    [[], '--trips-per-day is missing'],
    [['--trips-per-day', '2000000000'], 'at most 100: lower one of the two'],
    [['--markdown', '--json'], '--markdown takes no other option'],
  ])('refuses %j in one line', async (args, reason) => {
    const { code, stdout, stderr } = await capacity(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

test('docs/capacity.md has what --markdown prints (if not: paste it between the markers)', async () => {
  const { code, stdout } = await capacity('--markdown');
  expect(code).toBe(0);
  const page = readFileSync(join(ROOT, 'docs/capacity.md'), 'utf8');
  const section = page
    .split('<!-- written by: npm run capacity -- --markdown -->\n\n')[1]
    ?.split('<!-- end -->')[0];
  expect(section).toBe(stdout);
});

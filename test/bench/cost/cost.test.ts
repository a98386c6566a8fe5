import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { cost as program } from '../../../bench/cost/cost.ts';
import { runHere } from '../../producer/tripstream-under-test.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

const cost = (...args: string[]) => runHere(() => program(args));

/** The text between the two markers in docs/cost.md. */
const generatedSection = (page: string): string =>
  page.split('<!-- written by: npm run cost -- --markdown -->\n\n')[1]?.split('<!-- end -->')[0] ?? '';

describe('npm run cost', () => {
  test('prints both bills in aligned columns', async () => {
    const args = [join(ROOT, 'bench/cost/cost.ts'), '--trips-per-day', '1000000'];
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(status).toBe(0);
    const rows = stdout.split('\n').filter((row) => /^(Lambda|DynamoDB|total)/.test(row));
    expect(rows).toHaveLength(16);
    expect(rows).toContainEqual(
      expect.stringMatching(/^total, if Pipes bills batches {10,}95\.997 {2,}3\.156$/),
    );
    const decimalPoints = rows.map((row) => row.lastIndexOf('.') - row.length);
    expect(new Set(decimalPoints)).toEqual(new Set([-4]));
    expect(new Set(rows.slice(0, 8).map(({ length }) => length)).size).toBe(1);
  });

  test('--json gives the same in full', async () => {
    const { code, stdout } = await cost('--trips-per-day', '1000000', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      tripsPerDay: 1_000_000,
      bills: [
        {
          mode: 'provisioned',
          shardsPerStream: 1,
          totalIfPipesBillsBatches: { dollarsPerMonth: expect.closeTo(95.997, 3) },
        },
        {
          mode: 'on-demand',
          totalIfPipesBillsRecords: { dollarsPerMillionTrips: expect.closeTo(5.4, 3) },
        },
      ],
    });
  });

  test('--help shows the usage', async () => {
    expect(await cost('--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--trips-per-day N'),
    });
  });

  test.each([
    [[], '--trips-per-day is missing'],
    [['--trips-per-day', '0'], 'takes a whole number from 1 to 1000000000000, got "0"'],
    [
      ['--trips-per-day', '5', '--peak-factor', 'x'],
      '--peak-factor takes a whole number from 1 to 1000, got "x"',
    ],
    [['--trips-per-day', '1e3'], 'got "1e3"'],
    [['--trips-per-day', '2000000000'], 'needs 174 index partitions a day, and a day has at most 100'],
    [['--trips-per-day=-5'], 'got "-5"'],
    [['--trips', '5'], "Unknown option '--trips'"],
    [['5'], "Unexpected argument '5'"],
    [['--markdown', '--json'], '--markdown takes no other option'],
  ])('refuses %j in one line', async (args, reason) => {
    const { code, stdout, stderr } = await cost(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

test('docs/cost.md has what --markdown prints (if not: paste it between the markers)', async () => {
  const { code, stdout } = await cost('--markdown');
  expect(code).toBe(0);
  expect(generatedSection(readFileSync(join(ROOT, 'docs/cost.md'), 'utf8'))).toBe(stdout);
});

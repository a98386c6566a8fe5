import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { currentKey } from '../../../functions/contracts/metrics-file.ts';
import { fileOf } from '../kpi/range/days-under-test.ts';
import { openRecoveryWorld, type RecoveryWorld } from '../repair/recovery-under-test.ts';

let world: RecoveryWorld;
const folder = mkdtempSync(join(tmpdir(), 'tripstream-export-'));

beforeAll(async () => {
  world = await openRecoveryWorld();
  await world.putObject(currentKey('2024-05-25'), fileOf('2024-05-25', ['12.5', '0.1']));
  await world.putObject(currentKey('2024-05-26'), fileOf('2024-05-26', []));
  await world.putObject(currentKey('2024-07-01'), '{"date":');
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const exported = (from: string, to: string, ...more: string[]) =>
  world.run(['kpi', 'export', '--from', from, '--to', to, ...more]);
const show = (from: string, to: string, ...more: string[]) =>
  world.run(['kpi', 'show', '--from', from, '--to', to, ...more]);

describe('kpi export', () => {
  test('writes a row per day and ends with 0 when all are published', async () => {
    const { code, stdout } = await exported('2024-05-25', '2024-05-26');
    expect(code).toBe(0);
    expect(stdout.split('\n').slice(1, 3)).toEqual([
      expect.stringMatching(
        /^2024-05-25,published,12\.6,2,6\.3,12\.5,0\.1,(.*,)?2,2024-06-01T09:15:00\.000Z,kpi-1$/,
      ),
      expect.stringMatching(/^2024-05-26,published,0,0,,,,(.*,)?2,2024-06-01T09:15:00\.000Z,kpi-1$/),
    ]);
  });

  test('marks the rows of days without a file and ends with 3, unless that is allowed', async () => {
    const { code, stdout, stderr } = await exported('2024-05-26', '2024-05-28');
    expect(code).toBe(3);
    expect(stdout).toContain('\n2024-05-27,not published,,');
    expect(stderr).toContain(
      'tripstream: 2 of 3 days are not published (2024-05-27 to 2024-05-28). To sum them: npm run tripstream -- kpi run --from 2024-05-27 --to 2024-05-28',
    );
    expect(await exported('2024-05-26', '2024-05-28', '--allow-missing')).toMatchObject({ code: 0, stdout });
  });

  test('takes the format from the file name, and overwrites nothing', async () => {
    const file = join(folder, 'may.parquet');
    expect(await exported('2024-05-25', '2024-05-26', '--out', file)).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(file).subarray(0, 4).toString()).toBe('PAR1');
    const again = await exported('2024-05-25', '2024-05-26', '--out', file);
    expect(again).toMatchObject({ code: 2, stdout: '' });
    expect(again.stderr).toBe(`tripstream: ${file} already exists: name another file\n`);
  });

  test('writes nothing when a file of the range cannot be read', async () => {
    const file = join(folder, 'july.csv');
    const { code, stderr } = await exported('2024-07-01', '2024-07-01', '--out', file);
    expect(code).toBe(1);
    expect(stderr).toContain(`${currentKey('2024-07-01')} cannot be read`);
    expect(readdirSync(folder).filter((name) => name.startsWith('july'))).toEqual([]);
  });

  test('refuses Parquet on the terminal', async () => {
    const { code, stderr } = await exported('2024-05-25', '2024-05-26', '--format', 'parquet');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'tripstream: Parquet is a binary format: name a file with --out\n',
    });
  });
});

describe('a range that makes no sense gets one line', () => {
  test.each([
    ['2024-05-26', '2024-05-25', '2024-05-26 is after 2024-05-25: swap them'],
    ['2013-01-01', '2024-01-01', '2013-01-01 to 2024-01-01 is 4,018 days; the limit is 3,653 at a time'],
    ['2024-02-30', '2024-03-01', '"2024-02-30" is not a date: give one such as 2024-05-25'],
  ])('from %s to %s', async (from, to, line) => {
    for (const command of [exported, show])
      expect(await command(from, to)).toEqual({ code: 2, stdout: '', stderr: `tripstream: ${line}\n` });
  });

  test('in the future', async () => {
    const { code, stderr } = await exported('2998-12-31', '2999-01-01');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^tripstream: 2999-01-01 is in the future: today is [\d-]{10} in America\/New_York\n$/,
    );
  });
});

describe('kpi show of a range', () => {
  test('is a table with a total, or the files as one JSON document', async () => {
    const { code, stdout } = await show('2024-05-25', '2024-05-27');
    expect(code).toBe(0);
    expect(stdout).toMatch(/\n {2}2024-05-25 +2 +12\.60 .*\n[\s\S]*\n {2}total +2 +12\.60 /);
    const { stdout: json } = await show('2024-05-25', '2024-05-27', '--json');
    expect(json).toContain('"total_fare":12.6,');
    expect(
      JSON.parse(json).days.map(({ date, published }: { date: string; published: boolean }) => [
        date,
        published,
      ]),
    ).toEqual([
      ['2024-05-25', true],
      ['2024-05-26', true],
      ['2024-05-27', false],
    ]);
  });

  test('takes one date or a range, and not both', async () => {
    const both = await world.run(['kpi', 'show', '--date', '2024-05-25', '--from', '2024-05-25']);
    expect(both).toMatchObject({ code: 2, stdout: '' });
    expect((await world.run(['kpi', 'show'])).stderr).toBe(
      'tripstream: no day is given: use --date, or --from and --to\n',
    );
  });
});

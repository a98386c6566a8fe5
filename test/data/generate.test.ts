import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const program = fileURLToPath(new URL('../../data/generate.ts', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tripstream-data-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const generate = (...options: string[]) =>
  spawnSync(process.execPath, [program, ...options], { encoding: 'utf8' });

const linesOf = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n');

test('writes both files of another, small day into a new folder', () => {
  const out = join(folder, 'new', 'small');
  const { status } = generate('--trips', '20', '--seed', '3', '--date', '2025-12-31', '--out', out);
  expect(status).toBe(0);
  const [header, ...starts] = linesOf(join(out, 'trip_start.csv'));
  expect(header).toMatch(/^trip_id,/);
  expect(starts).toHaveLength(20);
  expect(starts.every((line) => line.split(',')[4]?.startsWith('2025-12-31 '))).toBe(true);
  expect(linesOf(join(out, 'trip_end.csv'))).toHaveLength(21);
});

test('--help shows the options and writes nothing', () => {
  const { status, stdout } = generate('--help', '--out', join(folder, 'help'));
  expect(status).toBe(0);
  expect(stdout).toContain('--trips N');
  expect(readdirSync(folder)).not.toContain('help');
});

test.each([
  [['--trips', 'many'], '--trips must be a whole number, got "many"'],
  [['--seed', '1e3'], '--seed must be a whole number, got "1e3"'],
  [['--date', '2024-02-30'], 'date must be a real day such as 2024-05-25, got "2024-02-30"'],
  [['--trips', '0'], 'trips must be a whole number from 1'],
  [['--verbose'], "Unknown option '--verbose'"],
])('%j gets one line, and no file is touched', (options, message) => {
  const out = join(folder, 'untouched');
  const { status, stderr } = generate(...options, '--out', out);
  expect(status).toBe(1);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).toContain(message);
  expect(readdirSync(folder)).not.toContain('untouched');
});

test('a folder that cannot be created gets one line that names it', () => {
  const { status, stderr } = generate('--out', join(program, 'below-a-file'));
  expect(status).toBe(1);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(stderr).toContain('below-a-file');
});

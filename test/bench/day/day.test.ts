import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { day } from '../../../bench/day/day.ts';
import { watchMemory } from '../../../bench/day/peak-memory.ts';
import { differences, overLimit } from '../../../bench/day/run-day.ts';
import { oracleMetrics } from '../../../checks/oracle.ts';
import { expectedText } from '../../../checks/published-metrics.ts';
import { synthesizedAlready } from '../../flow/assembly-under-test.ts';
import { runHere } from '../../producer/tripstream-under-test.ts';

const PROGRAM = join(import.meta.dirname, '..', '..', '..', 'bench', 'day', 'day.ts');

test('a small day goes through the pipeline, equals the oracle and is measured', async () => {
  Object.assign(process.env, await synthesizedAlready());
  const args = [PROGRAM, '--trips', '40', '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const report: Record<string, unknown> = JSON.parse(stdout);
  expect(report).toMatchObject({ trips: 40, events: 80, problems: [] });
  expect(Object.keys(report.published ?? {})).toContain('2024-05-25');
  // On a system with /proc, each part was seen.
  if (report.peakMegabytes !== null) {
    const parts = [
      'producer',
      'record-trip-start',
      'record-trip-end',
      'aggregate-partition',
      'publish-metrics',
    ];
    expect(Object.keys(report.peakMegabytes ?? {})).toEqual(expect.arrayContaining(parts));
  }
}, 240_000);

test.each([
  [['--trips', '0'], '--trips takes a whole number from 1 to 10000000, got "0"'],
  [['--trip', '5'], "Unknown option '--trip'"],
])('%j is refused with one line', async (args, reason) => {
  const { code, stderr, stdout } = await runHere(() => day(args));
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`bench:day: ${reason}`);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

describe('problems are reported', () => {
  const expected = oracleMetrics({
    startsCsv: 'trip_id,pickup_datetime\na,2024-05-25 10:00:00\n',
    endsCsv: 'trip_id,dropoff_datetime,fare_amount\na,2024-05-25 10:30:00,10.5\n',
  });
  const right = [...expected.values()].map(expectedText).join();
  const wrong = right.replace('"total_fare":10.5,', '"total_fare":10.51,');

  test('metrics that differ by a digit, or are missing', () => {
    expect(differences({ '2024-05-25': right }, expected)).toEqual([]);
    expect(differences({ '2024-05-25': wrong }, expected)).toEqual([
      `the metrics of 2024-05-25 are ${wrong}, the oracle says ${right}`,
    ]);
    expect(differences({}, expected)).toHaveLength(1);
  });

  test('a function or the producer with too much memory, but not the cloud', () => {
    expect(overLimit({ producer: 512, 'record-trip-end': 511, 'local cloud': 2_000 })).toEqual([
      'producer had 512 MB in memory, at least 512',
    ]);
  });
});

test('the peak of a process is still known after it has freed the memory', async () => {
  const watch = watchMemory({ hoarder: /allocUnsafe/ });
  const hoard =
    'let kept = Buffer.allocUnsafe(300e6).fill(1); kept = undefined; globalThis.gc(); setInterval(() => {}, 1000); process.stdout.write("freed")';
  const child = spawn(process.execPath, ['--expose-gc', '--eval', hoard], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(child.stdout, 'data');
    const peaks = await watch.stop();
    if (peaks === undefined) return; // no /proc here
    expect(peaks.hoarder).toBeGreaterThan(300);
    expect(peaks.hoarder).toBeLessThan(600);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

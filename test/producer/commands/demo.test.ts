import { globSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import { oracleMetrics } from '../../../checks/oracle.ts';
import { parseExact } from '../../../functions/trip/decimal.ts';
import { synthesizedAlready } from '../../flow/assembly-under-test.ts';
import { openCsvFolder } from '../produce/trip-files-under-test.ts';
import { stderrOf, tripstream } from '../tripstream-under-test.ts';

const DEMO_TIMEOUT_MS = 120_000;
const TRIPS = 100;

const csv = openCsvFolder();
afterAll(csv.remove);

/** Two days, columns in another order, CRLF and a byte order mark, blank codes, and five ends that no one can use. */
const awkwardFiles = () => {
  const numbers = Array.from({ length: TRIPS }, (_, n) => n);
  const starts = numbers.map((n) => `2025-03-14 10:00:00,"t${n}",`);
  const ends = numbers.map((n) => {
    const codes = n % 9 === 0 ? ',' : '1.0,2.0';
    const fare = n % 20 === 7 ? '-3.50' : `${n}.09620692463166`;
    return `t${n},${codes},${fare},2025-03-${n % 3 === 0 ? '15' : '14'}T23:59:59`;
  });
  const text = (header: string, rows: readonly string[]): string =>
    `\uFEFF${[header, ...rows].join('\r\n')}\r\n`;
  return {
    starts: csv.write('start', 'starts.csv', text('pickup_datetime,trip_id,vendor_id', starts)),
    ends: csv.write(
      'end',
      'ends.csv',
      text('trip_id,rate_code,payment_type,fare_amount,dropoff_datetime', ends),
    ),
  };
};

/** Where the demos put what they have to remove. */
const temporaryDir = join(csv.folder, 'tmp');
mkdirSync(temporaryDir);
const leftBehind = (): string[] => readdirSync(temporaryDir).filter((name) => name.startsWith('tripstream-'));

const contentOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // The process has just ended, or belongs to another user.
  }
};
/** Whether a SIGKILL is on its way to a process: bit 8 of the signals that are pending. */
const isBeingKilled = (status: string): boolean => /Pnd:\t[0-9a-f]*[13579bdf][0-9a-f]{2}\n/.test(status);
/** The command lines of the demos' processes that run and are not being killed, where the system shows them. */
const stillRunning = (): string[] =>
  globSync('/proc/[0-9]*')
    .filter((process) => contentOf(`${process}/environ`).includes(`TMPDIR=${temporaryDir}`))
    .filter((process) => !isBeingKilled(contentOf(`${process}/status`)))
    .map((process) => contentOf(`${process}/cmdline`));

/** Resolves when the CDK app has started its bundler or, where the system shows no processes, has its bundles. */
const untilAppBundles = async (): Promise<void> => {
  const hasBundles = () =>
    globSync('tripstream-demo-*/cdk.out/{asset,bundling}*', { cwd: temporaryDir }).length > 0;
  while (!hasBundles() && !stillRunning().some((command) => command.includes('esbuild'))) await sleep(150);
};

describe('tripstream demo', () => {
  test(
    'counts and digits of every day are those of the files, on stdout as one JSON document',
    async () => {
      const { starts, ends } = awkwardFiles();
      const args = ['demo', '--starts', starts.path, '--ends', ends.path, '--order', 'shuffled', '--json'];
      const environment = await synthesizedAlready();
      const { code, stdout, stderr } = await tripstream(args, { temporaryDir, environment });
      expect({ code, stderr }).toMatchObject({
        code: 0,
        stderr: expect.stringContaining('fare_amount must be a decimal'),
      });
      const expected = oracleMetrics({
        startsCsv: readFileSync(starts.path, 'utf8'),
        endsCsv: readFileSync(ends.path, 'utf8'),
      });
      expect(parseExact(stdout)).toEqual({
        sent: { starts: '100', ends: '100' },
        quarantined: '5',
        deadLettered: '0',
        files: { completed: '95', never_ended: '5', without_start: '0', equal: true },
        metrics: [...expected].map(([date, metrics]) =>
          expect.objectContaining({
            date,
            metrics: { ...metrics, count_trips: String(metrics.count_trips) },
          }),
        ),
      });
      expect([...expected.values()].reduce((sum, { count_trips }) => sum + count_trips, 0)).toBe(95);
      expect(leftBehind()).toEqual([]);
    },
    DEMO_TIMEOUT_MS,
  );

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)(
    '%s while the stack is synthesized leaves no process and no folder behind',
    async (signal, code) => {
      const result = await tripstream(['demo'], {
        temporaryDir,
        onStart: async (child) => {
          await untilAppBundles();
          child.kill(signal);
        },
      });
      expect(result).toMatchObject({ code, stdout: '' });
      expect(result.stderr).toMatch(/tripstream: interrupted while the stack was synthesized\n$/);
      expect(stillRunning()).toEqual([]);
      expect(leftBehind()).toEqual([]);
    },
    DEMO_TIMEOUT_MS,
  );

  test(
    'Ctrl-C takes everything down',
    async () => {
      const { starts, ends } = awkwardFiles();
      const result = await tripstream(['demo', '--starts', starts.path, '--ends', ends.path], {
        temporaryDir,
        environment: await synthesizedAlready(),
        onStart: async (child) => {
          await stderrOf(child, 'Recording: ');
          child.kill('SIGINT');
        },
      });
      expect(result.stderr).toMatch(/tripstream: interrupted: the demo ends and leaves nothing behind\n$/);
      expect(result.code).toBe(130);
      const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(result.stderr) ?? [];
      await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
      expect(leftBehind()).toEqual([]);
    },
    DEMO_TIMEOUT_MS,
  );
});

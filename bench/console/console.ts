import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { bundlePage } from '../../console/server/page-bundle.ts';
import { startConsoleProcess } from '../../producer/console/console-process.ts';
import { openDailyKpi, startDailyKpi } from '../../producer/kpi/daily-kpi.ts';
import { startLocalCloud } from '../../producer/local-cloud/local-cloud.ts';
import { synthesize } from '../../producer/local-cloud/synthesize.ts';
import { openBrowser } from '../../test/console/browser-under-test.ts';
import { median } from '../speed/compared.ts';
import { LONG_RUN, serveLongRun } from './long-run.ts';

const HELP = `Usage: npm run bench:console [-- --json]

Measures the console in a real browser, against its own local cloud: how large its script is, how soon it shows a page
and a change of state, and how long an execution with 25,000 events takes to open.
`;

/** The largest history that Step Functions allows. */
const EVENTS = 25_000;
const ROUNDS = 5;
const DAY = '2024-05-25';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'KB' | 'MB';
  readonly goal: number;
}

const repeated = async (measure: () => Promise<number>): Promise<number> => {
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) values.push(await measure());
  return median(values);
};

/** A process's peak memory, in MB. Only Linux reports it. */
const peakMemoryOf = async (pid: number | undefined): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1_024;
};

const scriptSize = async (): Promise<number> => {
  const script = (await bundlePage()).get('app.js');
  return gzipSync(script?.bytes ?? '').byteLength / 1_024;
};

const firstPaint = async (page: Page, url: string): Promise<number> => {
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  const entry = await page.waitForFunction(
    'performance.getEntriesByName("first-contentful-paint")[0]?.startTime',
  );
  return Number(await entry.jsonValue());
};

/** The time from opening the address until all events of the run are shown. */
const openingTime = async (page: Page, url: string, heading: RegExp): Promise<number> => {
  const startedAt = performance.now();
  await page.goto(url);
  await page.getByRole('heading', { name: heading }).waitFor();
  return performance.now() - startedAt;
};

/** The time from the answer to StartExecution until the run is in the list. */
const changeTime = async (page: Page, endpoint: string): Promise<number> => {
  const { name } = await startDailyKpi(await openDailyKpi({ endpoint }, DAY), DAY, 'manual');
  const startedAt = performance.now();
  await page.getByRole('link', { name }).waitFor();
  return performance.now() - startedAt;
};

const measure = async (opened: AsyncDisposableStack): Promise<Figure[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'tripstream-bench-console-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const assemblyDir = join(folder, 'cdk.out');
  await synthesize(assemblyDir, AbortSignal.any([]));
  const cloud = await startLocalCloud({ assemblyDir, port: 0 });
  opened.defer(() => cloud.stop());
  const front = await serveLongRun(cloud.url, EVENTS);
  opened.defer(() => front.close());
  const { pid, address, stop } = await startConsoleProcess({ endpoint: front.url, port: 0 });
  opened.defer(stop);
  const browser = await openBrowser();
  opened.defer(() => browser.close());
  const { page } = await browser.open();
  await page.goto(address);
  const at = (path: string): string => new URL(path, address).href;
  const paint = await repeated(() => firstPaint(page, at('/')));
  await page.goto(at('/runs'));
  const change = await repeated(() => changeTime(page, cloud.url));
  const long = await repeated(() => openingTime(page, at(`/runs/daily-kpi/${LONG_RUN}`), /^25,000 events$/));
  return [
    { name: 'script of the page, gzipped', value: await scriptSize(), unit: 'KB', goal: 200 },
    { name: 'first paint', value: paint, unit: 'ms', goal: 500 },
    { name: 'a run that starts, until it is in the list', value: change, unit: 'ms', goal: 1_000 },
    { name: 'a run with 25,000 events, until all are shown', value: long, unit: 'ms', goal: 1_000 },
    { name: 'peak memory of the server', value: await peakMemoryOf(pid), unit: 'MB', goal: 150 },
  ];
};

const table = (figures: readonly Figure[]): string =>
  figures
    .map(
      ({ name, value, unit, goal }) =>
        `${name.padEnd(48)} ${value.toFixed(0).padStart(6)} ${unit}   goal: below ${goal} ${unit}\n`,
    )
    .join('');

const { values } = parseArgs({ options: { json: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help) {
  process.stdout.write(HELP);
} else {
  await using opened = new AsyncDisposableStack();
  const figures = await measure(opened);
  process.stdout.write(values.json ? `${JSON.stringify(figures)}\n` : table(figures));
}

/** `npm run docs:screenshots`: takes the README's pictures from a local run on generated trips, in light and dark. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { dateInTimeZone } from '../../functions/trip/business-time.ts';
import { startConsoleProcess } from '../../producer/console/console-process.ts';
import { startLocalCloud } from '../../producer/local-cloud/local-cloud.ts';
import { synthesize } from '../../producer/local-cloud/synthesize.ts';
import { openBrowser } from '../../test/console/browser-under-test.ts';
import { PROJECT } from '../deployment/tools/project.ts';
import { runCommand } from '../deployment/tools/run-command.ts';

const PICTURES = join(PROJECT, 'docs', 'pictures');
const TIME_ZONE = 'America/New_York';
const DAY_MS = 24 * 60 * 60_000;
/** The day of the trips and the day on which the last of them end: recent, so no alarm about old trips goes off. */
const DAYS = [2, 1].map((ago) => dateInTimeZone(new Date(Date.now() - ago * DAY_MS), TIME_ZONE));
/** Time to draw a sparkline or a bar after the last number has arrived. */
const SETTLED_MS = 1_000;

/** The console pages to photograph: a path, and a selector that matches once the page is complete. */
const VIEWS: readonly (readonly [name: string, path: string, complete: string])[] = [
  ['flow', '/', 'h1'],
  ['days', '/days', 'h1'],
];

const whenSettled = async (page: Page, complete: string): Promise<void> => {
  await page.locator(complete).first().waitFor();
  await page.locator('.reading').waitFor({ state: 'detached' });
  await page.waitForTimeout(SETTLED_MS);
};

const main = async (): Promise<void> => {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'tripstream-screenshots-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const { signal } = new AbortController();
  const assemblyDir = join(folder, 'cdk.out');
  await synthesize(assemblyDir, signal);
  const cloud = await startLocalCloud({ assemblyDir, port: 0 });
  opened.defer(() => cloud.stop());
  const tripstream = (...args: string[]): Promise<string> =>
    runCommand(process.execPath, ['producer/tripstream.ts', ...args, '--endpoint', cloud.url], {
      ...{ env: process.env, cwd: PROJECT, signal },
    });
  const files = ['data/generate.ts', '--date', DAYS[0] ?? '', '--out', folder];
  await runCommand(process.execPath, files, { env: process.env, cwd: PROJECT, signal });
  const [starts, ends] = ['trip_start.csv', 'trip_end.csv'].map((name) => join(folder, name));
  await tripstream('produce', '--starts', starts ?? '', '--ends', ends ?? '', '--rate', '400', '--wait');
  for (const day of DAYS) await tripstream('kpi', 'run', '--date', day);

  const { address, stop } = await startConsoleProcess({ endpoint: cloud.url, port: 0 });
  opened.defer(stop);
  const browser = await openBrowser();
  opened.defer(() => browser.close());
  await mkdir(PICTURES, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await browser.open({ colorScheme });
    await page.goto(address);
    for (const [name, path, complete] of VIEWS) {
      await page.goto(new URL(path, address).href);
      await whenSettled(page, complete);
      const file = `console-${name}-${colorScheme}.png`;
      await page.screenshot({ path: join(PICTURES, file) });
      console.log(`docs/pictures/${file}`);
    }
  }
};

await main();

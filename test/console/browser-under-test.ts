import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const CACHE = join(import.meta.dirname, '..', '..', 'node_modules', '.cache');

const { version }: { version: string } = createRequire(import.meta.url)(
  join(import.meta.dirname, '..', '..', 'node_modules', '@sparticuz', 'chromium', 'package.json'),
);

/** Unpacks the browser of the npm package once, for all test files; it is whole before it has its name. */
const unpackedChromium = async (): Promise<string> => {
  const folder = join(CACHE, `chromium-${version}`);
  if (existsSync(folder)) return join(folder, 'chromium');
  mkdirSync(CACHE, { recursive: true });
  const unpacking = mkdtempSync(`${folder}-`);
  const { TMPDIR } = process.env;
  process.env.TMPDIR = unpacking;
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
    renameSync(unpacking, folder);
  } catch (error) {
    // Another test file was faster.
    rmSync(unpacking, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
  return join(folder, 'chromium');
};

/** `CHROME_PATH`, the one of the npm package, which runs on Linux, or else the Chrome that is installed. */
const whichBrowser = async () => {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH !== undefined) return { executablePath: CHROME_PATH };
  return process.platform === 'linux' ? { executablePath: await unpackedChromium() } : { channel: 'chrome' };
};

/** A pretended host name, so that a page can come from another site than the console: DNS rebinding, too. */
export const OTHER_SITE = 'other-site.example';

export interface PageOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
}

export interface OpenPage {
  readonly page: Page;
  readonly errors: string[];
}

export interface BrowserUnderTest {
  /** A page with a profile of its own. What its console says of errors is kept in `errors`. */
  open(options?: PageOptions): Promise<OpenPage>;
  /** Closes all pages: one that stays open goes on asking its console. */
  closePages(): Promise<void>;
  close(): Promise<void>;
}

const contextOptions = ({ colorScheme = 'light', width = 1280 }: PageOptions): BrowserContextOptions => ({
  colorScheme,
  viewport: { width, height: 800 },
  reducedMotion: 'reduce',
});

/** One real browser for the tests of a file. */
export const openBrowser = async (): Promise<BrowserUnderTest> => {
  const browser: Browser = await chromium.launch({
    ...(await whichBrowser()),
    // A container has no sandbox to offer, and runs as root.
    args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP ${OTHER_SITE} 127.0.0.1`],
  });
  return {
    open: async (options = {}) => {
      const context = await browser.newContext(contextOptions(options));
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      return { page, errors };
    },
    closePages: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    close: () => browser.close(),
  };
};

/** What makes a page hard to use for some, by axe-core: one line for each. */
export const accessibilityFaults = async (page: Page): Promise<string[]> => {
  // Not as a script of the page: its content security policy allows none but its own.
  await page.evaluate(`globalThis.axe === undefined && (() => { ${axe.source} })()`);
  const { violations }: AxeResults = await page.evaluate('axe.run()');
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html}: ${failureSummary}`),
  );
};

/** How far the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

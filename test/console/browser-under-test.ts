import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const PACKAGES = join(import.meta.dirname, '..', '..', 'node_modules');
const CACHE = join(PACKAGES, '.cache');

const { version }: { version: string } = createRequire(import.meta.url)(
  join(PACKAGES, '@sparticuz', 'chromium', 'package.json'),
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
  /** The same, but perhaps a page that `leavePages` has cleared: that saves a process and compiling the page's script. */
  openCleared(options?: PageOptions): Promise<OpenPage>;
  /** Leaves all pages: one that stays goes on asking its console. Those of a console that runs are cleared to be used again. */
  leavePages(): Promise<void>;
  close(): Promise<void>;
}

/** Shows a file that asks for nothing, and forgets all that the profile has of this console. @throws when the console is closed */
const clear = async (context: BrowserContext): Promise<Page> => {
  const [page, ...others] = context.pages();
  if (page === undefined) throw new Error('The page was closed.');
  await Promise.all([...others.map((other) => other.close()), context.unrouteAll(), page.unrouteAll()]);
  await page.goto(new URL('/assets/icon.svg', page.url()).href);
  await page.evaluate('localStorage.clear(); sessionStorage.clear();');
  await context.clearCookies();
  return page;
};

const launch = async (): Promise<Browser> =>
  chromium.launch({
    ...(await whichBrowser()),
    // A container has no sandbox to offer, and runs as root.
    args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP ${OTHER_SITE} 127.0.0.1`],
  });

declare global {
  /** Modules are new in each test file; this is of the process, because a browser takes seconds to start. */
  var browserUnderTest: Promise<Browser> | undefined;
}

const runningBrowser = async (): Promise<Browser> => {
  const running = await globalThis.browserUnderTest;
  if (running?.isConnected()) return running;
  globalThis.browserUnderTest = launch();
  return globalThis.browserUnderTest;
};

/** A real browser for the tests of a file, which begin without a profile. */
export const openBrowser = async (): Promise<BrowserUnderTest> => {
  const browser = await runningBrowser();
  const cleared: Page[] = [];
  const show = async (
    page: Page,
    { colorScheme = 'light', width = 1280 }: PageOptions,
  ): Promise<OpenPage> => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 800 });
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    return { page, errors };
  };
  const open = async (options: PageOptions = {}) =>
    show(await (await browser.newContext()).newPage(), options);
  return {
    open,
    openCleared: async (options = {}) => {
      const page = cleared.pop();
      return page === undefined ? open(options) : show(page, options);
    },
    leavePages: async () => {
      const inUse = browser
        .contexts()
        .filter((context) => !cleared.some((page) => page.context() === context));
      const leave = inUse.map(async (context) => {
        try {
          cleared.push(await clear(context));
        } catch {
          await context.close();
        }
      });
      await Promise.all(leave);
    },
    close: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
  };
};

const AXE = readFileSync(join(PACKAGES, 'axe-core', 'axe.min.js'), 'utf8');

/** Runs in the page, because axe's full results are megabytes. */
const faultsIn = ({ violations }: AxeResults): string[] =>
  violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html}: ${failureSummary}`),
  );

/** What makes a page hard to use for some, by axe-core: one line for each. */
export const accessibilityFaults = async (page: Page): Promise<string[]> => {
  // Not as a script of the page: its content security policy allows none but its own.
  await page.evaluate(`globalThis.axe === undefined && (() => { ${AXE} })()`);
  // axe need not describe the elements that pass.
  return page.evaluate(`axe.run({ resultTypes: ['violations'] }).then(${faultsIn})`);
};

/** Runs `check` on the same page in each colour scheme. */
export const inEachScheme = async (page: Page, check: () => Promise<void>): Promise<void> => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await check();
  }
};

/** How far the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

const PACKAGES = join(import.meta.dirname, '..', '..', 'node_modules');
const CACHE = join(PACKAGES, '.cache');

const { version }: { version: string } = createRequire(import.meta.url)(
  join(PACKAGES, '@sparticuz', 'chromium', 'package.json'),
);

/** Unpacks the npm package's browser once, for all test files. The folder gets its name only when it is complete. */
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

/** The browser at `CHROME_PATH`; otherwise on Linux the npm package's, and elsewhere the installed Chrome. */
const whichBrowser = async () => {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH !== undefined) return { executablePath: CHROME_PATH };
  return process.platform === 'linux' ? { executablePath: await unpackedChromium() } : { channel: 'chrome' };
};

/** A fake host name, so that a page can come from a site other than the console's. Also for DNS rebinding. */
export const OTHER_SITE = 'other-site.example';

export interface PageOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  /** Whether a page that already shows the console navigates as its links do, without a reload. */
  readonly staysLoaded?: boolean;
}

export interface OpenPage {
  readonly page: Page;
  readonly errors: string[];
}

export interface BrowserUnderTest {
  /** A page with its own profile. `errors` collects the errors in its console. */
  open(options?: PageOptions): Promise<OpenPage>;
  /** The same, but may reuse a page that `leavePages` has cleared: this saves a process and compiling the script. */
  openCleared(options?: PageOptions): Promise<OpenPage>;
  /** Leaves all pages: an open one keeps asking its console. Those of `openCleared` are cleared for reuse. */
  leavePages(): Promise<void>;
  close(): Promise<void>;
}

/** Goes to another address of the console, as the page's links do. */
export const goWithin = (page: Page, path: string): Promise<unknown> =>
  page.evaluate(
    `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'));`,
  );

/** Shows a page that asks nothing of the stack, and clears the storage. @throws if it is closed or shows no console */
const clear = async (page: Page): Promise<void> => {
  const others = page
    .context()
    .pages()
    .filter((other) => other !== page);
  await Promise.all([
    ...others.map((other) => other.close()),
    page.context().unrouteAll(),
    page.unrouteAll(),
  ]);
  await goWithin(page, '/nowhere');
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor({ timeout: 5_000 });
  await page.evaluate('localStorage.clear(); sessionStorage.clear();');
};

const launch = async (): Promise<Browser> =>
  chromium.launch({
    ...(await whichBrowser()),
    // A container cannot offer a sandbox, and runs as root.
    args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP ${OTHER_SITE} 127.0.0.1`],
  });

/** Runs `start`, and lets this process end although the processes started by it run on. */
const unreferenced = async <Started>(start: () => Promise<Started>): Promise<Started> => {
  const unref = (message: unknown): void => {
    const { process: child } = message as { readonly process: ChildProcess };
    // Its pipes are not open yet.
    setImmediate(() => {
      child.unref();
      for (const stream of child.stdio) if (stream instanceof Socket) stream.unref();
    });
  };
  subscribe('child_process', unref);
  try {
    return await start();
  } finally {
    unsubscribe('child_process', unref);
  }
};

declare global {
  /** Modules are loaded anew for each test file. This is kept in the process: a browser takes seconds to start. */
  var browserUnderTest: Promise<Browser> | undefined;
}

const runningBrowser = async (): Promise<Browser> => {
  const running = await globalThis.browserUnderTest;
  if (running?.isConnected()) return running;
  // It stays for the next test file, and does not keep the process alive when there is none.
  globalThis.browserUnderTest = unreferenced(launch);
  return globalThis.browserUnderTest;
};

/** A real browser for the tests of a file, which begin without a profile. */
export const openBrowser = async (): Promise<BrowserUnderTest> => {
  const browser = await runningBrowser();
  const cleared: Page[] = [];
  const toClear: Page[] = [];
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
      const opened = page === undefined ? await open(options) : await show(page, options);
      toClear.push(opened.page);
      return opened;
    },
    leavePages: async () => {
      const clearing = toClear.splice(0).map(async (page) => {
        await clear(page);
        return page;
      });
      for (const outcome of await Promise.allSettled(clearing))
        if (outcome.status === 'fulfilled') cleared.push(outcome.value);
      const kept = cleared.map((page) => page.context());
      const left = browser.contexts().filter((context) => !kept.includes(context));
      await Promise.all(left.map((context) => context.close()));
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

/** The accessibility faults that axe-core finds, one line each. */
export const accessibilityFaults = async (page: Page): Promise<string[]> => {
  // Not as a script element: the page's content security policy allows only its own scripts.
  if (await page.evaluate('globalThis.axe === undefined')) await page.evaluate(`(() => { ${AXE} })()`);
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

/** By how many pixels the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

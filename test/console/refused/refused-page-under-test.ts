import { afterEach, beforeEach, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import {
  ARRIVED,
  END,
  FARE_REASON,
  openQuarantineWorld,
  refuse,
} from '../../producer/repair/recovery-under-test.ts';
import type { OpenPage, PageOptions } from '../browser-under-test.ts';
import { browserOfFile } from '../console-under-test.ts';
import { startConsoleUnderTest } from '../server-under-test.ts';

/** Resolves when the page is shown. */
export const untilShown = async (opened: OpenPage): Promise<OpenPage> => {
  await opened.page.getByRole('heading', { name: 'Refused events and dead letters', level: 1 }).waitFor();
  return opened;
};

/** Another tab of the same profile. */
export const otherTab = async (page: Page): Promise<Page> => {
  const other = await page.context().newPage();
  await other.goto(page.url());
  return other;
};

export const readAgain = (page: Page) => page.getByRole('button', { name: 'Read again' }).click();

/** Chooses the event of a trip in the list, and waits until it is shown. */
export const choose = async (page: Page, tripId: string): Promise<void> => {
  await page.getByRole('gridcell', { name: tripId, exact: true }).click();
  await page
    .getByRole('region', { name: `Event of trip ${tripId}` })
    .getByText('Why it was refused')
    .waitFor();
};

export const field = (page: Page, name: string) =>
  page.getByRole('textbox', { name: new RegExp(`^${name}\\b`) });

/** The reason shown beside the field; empty if there is none. */
export const reasonBeside = async (page: Page, name: string): Promise<string> => {
  const input = field(page, name);
  const id = await input.getAttribute('aria-describedby');
  return (await page.locator(`[id="${id}"] .field-reason`).allTextContents()).join();
};

export const isTaken = (page: Page) => page.getByText('The pipeline would take it.').waitFor();

/** Presses a button that asks for confirmation, and confirms. */
export const confirm = async (page: Page, name: string | RegExp): Promise<void> => {
  await page.getByRole('button', { name }).click();
  await page.getByRole('dialog').locator('button[type=submit]').click();
};

/** The sentences of the last result. */
export const results = async (page: Page): Promise<string[]> => {
  const card = page.getByRole('region', { name: 'Result' });
  await card.waitFor();
  return card.getByRole('listitem').allTextContents();
};

/** The queues and streams of a stack, and a console for them. */
const openRefusedWorld = async ({ openPageOf }: ReturnType<typeof browserOfFile>) => {
  const world = await openQuarantineWorld();
  let consoleUnderTest = await startConsoleUnderTest({ endpoint: world.url });
  return {
    ...world,
    get consoleUrl(): string {
      return consoleUnderTest.url;
    },
    open: async (path = '/refused', options?: PageOptions) =>
      untilShown(await openPageOf(consoleUnderTest, path, options)),
    stopConsole: () => consoleUnderTest.close(),
    /** On the port of the stopped console. Returns the address to open, which has another token. */
    startConsoleAgain: async (): Promise<string> => {
      const port = Number(new URL(consoleUnderTest.url).port);
      consoleUnderTest = await startConsoleUnderTest({ endpoint: world.url, port });
      return consoleUnderTest.address;
    },
    /** Refuses the end of a trip. The partition key is `k`, which the list shows as the trip. */
    refuseFare: (payload: object = { ...END, fare_amount: 'EUR 12.50' }) =>
      refuse(world, JSON.stringify(payload), [`${FARE_REASON}, got "EUR 12.50"`]),
    payloadsIn: async (stream: string) =>
      (await world.records(stream)).map(({ key, text }) => ({ key, payload: JSON.parse(text) })),
    close: async (): Promise<void> => {
      await consoleUnderTest.close();
      await world.close();
    },
  };
};

export type RefusedWorld = Awaited<ReturnType<typeof openRefusedWorld>>;

/** Gives each test of the calling file its own world, and restores the clock after it. */
export const inRefusedWorlds = (use: (world: RefusedWorld) => void) => {
  const browser = browserOfFile();
  let world: RefusedWorld;
  beforeEach(async () => {
    world = await openRefusedWorld(browser);
    use(world);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await world.close();
  });
  return browser;
};

/** What the stream holds after the event of `refuseFare` was repaired and replayed once. */
export const SENT_ONCE = [{ key: 't-1', payload: { ...END, first_arrived_at: ARRIVED } }];

/** Repairs the event of `refuseFare`. */
export const repairFare = async (page: Page): Promise<void> => {
  await choose(page, 'k');
  await field(page, 'fare_amount').fill('12.50');
  await isTaken(page);
};

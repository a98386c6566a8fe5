import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LONG_RUN, serveLongRun } from '../../../bench/console/long-run.ts';
import { type RunningConsole, startConsole } from '../../../console/server/server.ts';
import { openCloud } from '../../flow/cloud-under-test.ts';
import { type BrowserUnderTest, openBrowser } from '../browser-under-test.ts';

const START_TIMEOUT_MS = 180_000;
/** The most that Step Functions keeps of an execution. */
const EVENTS = 25_000;
const ROW_PIXELS = 34;

let consoleUnderTest: RunningConsole;
let browser: BrowserUnderTest;
const opened = new AsyncDisposableStack();

beforeAll(async () => {
  const cloud = await openCloud();
  opened.defer(() => cloud.close());
  const { url, close } = await serveLongRun(cloud.url, EVENTS);
  opened.defer(close);
  consoleUnderTest = await startConsole({ endpoint: url, port: 0 });
  opened.defer(() => consoleUnderTest.close());
  browser = await openBrowser();
  opened.defer(() => browser.close());
}, START_TIMEOUT_MS);
afterAll(() => opened.disposeAsync());

test('an execution with 25,000 events is shown whole, and scrolls without a gap', async () => {
  const { page, errors } = await browser.open();
  await page.goto(consoleUnderTest.address);
  await page.goto(`${consoleUnderTest.url}/runs/daily-kpi/${LONG_RUN}`);
  await page.getByRole('heading', { name: '25,000 events' }).waitFor();
  expect(await page.locator('.strip li.good').count()).toBe(3_570);
  expect(await page.locator('.strip li.good').last().getAttribute('title')).toBe(
    '2024-05-25#3569: succeeded',
  );
  const rows = page.getByRole('rowgroup', { name: 'Rows of Events' });
  for (const first of [0, 9_000, 17_500, 24_985]) {
    const top = first * ROW_PIXELS;
    await rows.evaluate((element, scrollTop) => element.scrollTo(0, scrollTop), top);
    await page.locator(`[aria-rowindex="${first + 4}"]`).waitFor();
    const numbers = await rows.getByRole('row').locator('> :first-child').allTextContents();
    const [start = 0] = numbers.map(Number);
    expect(numbers.map(Number)).toEqual(numbers.map((_, index) => start + index));
    expect(start).toBeLessThanOrEqual(first + 1);
    expect(start + numbers.length).toBeGreaterThanOrEqual(first + 12);
  }
  expect(errors).toEqual([]);
});

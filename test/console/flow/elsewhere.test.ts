import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningConsole, startConsole } from '../../../console/server/server.ts';
import { openCloud } from '../../flow/cloud-under-test.ts';
import { endpointWithout } from '../../flow/endpoint-without-under-test.ts';
import { type BrowserUnderTest, openBrowser } from '../browser-under-test.ts';

const START_TIMEOUT_MS = 180_000;
/** Between two readings of what changes by the minute. */
const READING_MS = 30_000;

let consoleUnderTest: RunningConsole;
let browser: BrowserUnderTest;
let operations: readonly string[] = [];
const opened = new AsyncDisposableStack();

beforeAll(async () => {
  const cloud = await openCloud();
  opened.defer(() => cloud.close());
  const endpoint = await endpointWithout('none', cloud.url);
  opened.defer(async () => endpoint.close());
  operations = endpoint.operations;
  // Under this name it is not on this machine, as far as the console knows: it is asked as AWS is.
  const elsewhere = endpoint.url.replace('127.0.0.1', '0.0.0.0');
  consoleUnderTest = await startConsole({ endpoint: elsewhere, port: 0 });
  opened.defer(() => consoleUnderTest.close());
  browser = await openBrowser();
  opened.defer(() => browser.close());
}, START_TIMEOUT_MS);
afterAll(() => opened.disposeAsync());

test('away from this machine, CloudWatch is asked three times for all of a reading, and said to be a minute old', async () => {
  const startedMs = performance.now();
  const pages = await Promise.all([browser.open(), browser.open()]);
  for (const { page } of pages) {
    await page.goto(consoleUnderTest.address);
    await page.locator('.part-starts-stream .node-value', { hasText: '0' }).waitFor();
    await page.getByText('what it says is a minute old at best').waitFor();
    await page.locator('.ledger').waitFor();
  }
  const asked = operations.filter((operation) => operation === 'GetMetricData').length;
  const readings = 1 + Math.floor((performance.now() - startedMs) / READING_MS);
  expect(asked).toBeGreaterThanOrEqual(3);
  expect(asked).toBeLessThanOrEqual(3 * readings);
});

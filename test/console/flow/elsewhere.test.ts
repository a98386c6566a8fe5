import { expect, test } from '@jest/globals';
import { endpointWithout } from '../../flow/endpoint-without-under-test.ts';
import { cloudOfFile } from '../console-under-test.ts';

/** Between two readings of what changes by the minute. */
const READING_MS = 30_000;

const cloud = cloudOfFile();

test('away from this machine, CloudWatch is asked three times for all of a reading, and said to be a minute old', async () => {
  const { url, operations, close } = await endpointWithout('none', cloud.url());
  cloud.opened.defer(async () => close());
  // Under this name it is not on this machine, as far as the console knows: it is asked as AWS is.
  const running = await cloud.startConsole({ endpoint: url.replace('127.0.0.1', '0.0.0.0') });
  const startedMs = performance.now();
  const pages = await Promise.all([cloud.openPageOf(running), cloud.openPageOf(running)]);
  for (const { page } of pages) {
    await page.locator('.part-starts-stream .node-value', { hasText: '0' }).waitFor();
    await page.getByText('what it says is a minute old at best').waitFor();
    await page.locator('.ledger').waitFor();
  }
  const asked = operations.filter((operation) => operation === 'GetMetricData').length;
  const readings = 1 + Math.floor((performance.now() - startedMs) / READING_MS);
  expect(asked).toBeGreaterThanOrEqual(3);
  expect(asked).toBeLessThanOrEqual(3 * readings);
});

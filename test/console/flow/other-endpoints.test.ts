import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { endpointWithout } from '../../flow/endpoint-without-under-test.ts';
import { accessibilityFaults, overflow } from '../browser-under-test.ts';
import { cloudOfFile } from '../console-under-test.ts';

/** The time between two readings of topics that change by the minute. */
const READING_MS = 30_000;

const cloud = cloudOfFile();

/** A page of a console whose endpoint refuses CloudWatch in this way. */
const openWithout = async (refusal: { status: number; body: string }, path: string): Promise<Page> => {
  const endpoint = await endpointWithout('monitoring', cloud.url(), refusal);
  cloud.opened.defer(async () => endpoint.close());
  const running = await cloud.startConsole({ endpoint: endpoint.url });
  return (await cloud.openPageOf(running, path, { width: 360 })).page;
};

const REFUSALS = [
  ['a 400 of the JSON protocol', 400, '{"__type":"UnknownOperationException","message":"no CloudWatch"}'],
  ['a 501 from an emulator', 501, '{"__type":"NotImplemented","message":"no CloudWatch"}'],
  ['a 404 that is not an AWS response', 404, '<html>not found</html>'],
] as const;

describe.each(REFUSALS)('an endpoint that refuses CloudWatch with %s', (_name, status, body) => {
  test('leaves counts, ages and alarms unknown with the reason, and shows the rest', async () => {
    const page = await openWithout({ status, body }, '/');
    const unread = page.getByRole('list', { name: 'What is not known' });
    await unread.getByText('not known').first().waitFor();
    const unknown = [
      'the counts of the last hour',
      'whether every event is accounted for',
      'how far behind the streams are',
      'the alarms',
    ];
    expect(await unread.getByRole('listitem').allTextContents()).toEqual([
      expect.stringMatching(`^not known: ${unknown.join(', ')}\\. Reason: .*(no CloudWatch|404)`),
    ]);
    for (const part of ['producer', 'starts-stream', 'ends-pipe', 'ends-function', 'machine']) {
      const value = page.locator(`.part-${part} .node-unknown`);
      expect([part, await value.allTextContents()]).toEqual([part, ['not known']]);
    }
    expect(await page.locator('.part-quarantine .node-value').textContent()).toBe('0');
    expect(await page.locator('.part-index .node-value').textContent()).toBe('0');
    expect(await page.locator('.node.right').count()).toBe(0);
    expect(await page.locator('.ledger').count()).toBe(0);
    expect(await page.getByText('UNKNOWN. What could be read is healthy.').count()).toBe(1);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });
});

test('the Alarms page says why it has no alarms', async () => {
  const page = await openWithout({ status: 501, body: REFUSALS[1][2] }, '/alarms');
  await page.getByRole('alert').getByText('no CloudWatch').waitFor();
  await page.locator('.status-rows .unknown').first().waitFor();
  expect(await page.locator('.status-rows .unknown dt').allTextContents()).toEqual(['streams', 'alarms']);
  expect(await page.locator('.alarm').count()).toBe(0);
});

test('away from this machine, a reading takes three CloudWatch requests, and its numbers are said to be a minute old', async () => {
  const { url, operations, close } = await endpointWithout('none', cloud.url());
  cloud.opened.defer(async () => close());
  // As far as the console knows, this name is not on this machine, so it is treated like AWS.
  const running = await cloud.startConsole({ endpoint: url.replace('127.0.0.1', '0.0.0.0') });
  const startedMs = performance.now();
  const pages = await Promise.all([cloud.openPageOf(running), cloud.openPageOf(running)]);
  for (const { page } of pages) {
    await page.locator('.part-starts-stream .node-value', { hasText: '0' }).waitFor();
    await page.getByText('its numbers are at least a minute old').waitFor();
    await page.locator('.ledger').waitFor();
  }
  const asked = operations.filter((operation) => operation === 'GetMetricData').length;
  const readings = 1 + Math.floor((performance.now() - startedMs) / READING_MS);
  expect(asked).toBeGreaterThanOrEqual(3);
  expect(asked).toBeLessThanOrEqual(3 * readings);
});

import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { PipesClient, StartPipeCommand, StopPipeCommand } from '@aws-sdk/client-pipes';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type RunningConsole, startConsole } from '../../../console/server/server.ts';
import { openCloud, tripstream, untilDrained } from '../../flow/cloud-under-test.ts';
import { accessibilityFaults, type BrowserUnderTest, openBrowser } from '../browser-under-test.ts';

const START_TIMEOUT_MS = 180_000;
/** For thousands of events, and the command line twice. */
const FLOW_TIMEOUT_MS = 180_000;

let cloud: Awaited<ReturnType<typeof openCloud>>;
let consoleUnderTest: RunningConsole;
let browser: BrowserUnderTest;
const opened = new AsyncDisposableStack();

beforeAll(async () => {
  cloud = await openCloud();
  opened.defer(() => cloud.close());
  consoleUnderTest = await startConsole({ endpoint: cloud.url, port: 0 });
  opened.defer(() => consoleUnderTest.close());
  browser = await openBrowser();
  opened.defer(() => browser.close());
}, START_TIMEOUT_MS);
afterAll(() => opened.disposeAsync());

const openFlow = async (options: Parameters<BrowserUnderTest['open']>[0] = {}) => {
  const { page, errors } = await browser.open(options);
  await page.goto(consoleUnderTest.address);
  await page.locator('.part-bucket').waitFor();
  return { page, errors };
};

const shows = (page: Page, part: string, value: string) =>
  page.locator(`.part-${part} .node-value`, { hasText: new RegExp(`^${value}$`) });

const END = { trip_id: 'late', dropoff_datetime: '2024-05-25 10:20:00', fare_amount: '12.50' };

/** Sends one event to a stream. */
const put = async (stream: string, event: object): Promise<void> => {
  const kinesis = new KinesisClient();
  const Records = [{ PartitionKey: 'one', Data: Buffer.from(JSON.stringify(event)) }];
  await kinesis.send(new PutRecordsCommand({ StreamName: cloud.output(stream), Records }));
  kinesis.destroy();
};

/** What the ledger shows under a name. */
const ledgerOf = (page: Page, name: string, value: string) =>
  page.locator('.ledger .quantity', { hasText: new RegExp(`^${value}${name}$`) }).locator('.quantity-value');

const hands = (page: Page) => page.getByRole('list', { name: 'What needs a hand' });

describe('the flow', () => {
  test(
    'shows without a reload what was sent, and every part that it has passed',
    async () => {
      const { page, errors } = await openFlow();
      await shows(page, 'producer', '0').waitFor();
      await tripstream(cloud.url, 'produce', '--wait');
      await shows(page, 'producer', '9,988').waitFor();
      for (const [part, value] of [
        ['starts-stream', '5,000'],
        ['ends-stream', '4,988'],
        ['starts-function', '5,000'],
        ['ends-function', '4,988'],
        ['index', '4,988'],
        ['quarantine', '0'],
        ['dead-letter', '0'],
        ['bucket', '0'],
      ] as const)
        await shows(page, part, value).waitFor();
      await tripstream(cloud.url, 'kpi', 'run', '--date', '2024-05-25');
      // A pipe hands a batch over once more when a function has failed it.
      for (const part of ['starts-pipe', 'ends-pipe']) {
        const delivered = await page.locator(`.part-${part} .node-value`).textContent();
        expect(Number(delivered?.replace(',', ''))).toBeGreaterThanOrEqual(4_988);
      }
      for (const [name, value] of [
        ['sent', '9,988'],
        ['stored', '9,988'],
        ['waiting', '0'],
        ['difference', '0'],
      ] as const)
        await ledgerOf(page, name, value).waitFor();
      await page.getByText('Every event is accounted for.').waitFor();
      await shows(page, 'machine', '1').waitFor();
      await shows(page, 'bucket', '1').waitFor();
      await page.locator('.part-machine', { hasText: 'last: succeeded' }).waitFor();
      expect(errors).toEqual([]);
    },
    FLOW_TIMEOUT_MS,
  );

  test('names a pipe that is stopped and what to do, and is well again when it runs', async () => {
    const { page } = await openFlow();
    const Name = cloud.output('TripEndPipeName');
    const pipes = new PipesClient();
    await pipes.send(new StopPipeCommand({ Name }));
    await hands(page).getByText('The pipe of ends is STOPPED').waitFor();
    await put('TripEndStreamName', END);
    await page.locator('.part-ends-pipe.wrong', { hasText: 'stopped' }).waitFor();
    expect(await page.locator('.part-starts-pipe.wrong').count()).toBe(0);
    // What is on the way is no loss, and no 0 either.
    await ledgerOf(page, 'difference', 'not known').waitFor();
    await page.getByText('1 record may still be on the way.').waitFor();
    await page.locator('.part-ends-stream', { hasText: '1 behind' }).waitFor();
    await page.locator('.part-starts-stream', { hasText: '0 behind' }).waitFor();
    expect(await hands(page).textContent()).toContain(`aws pipes start-pipe --name ${Name}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await hands(page).getByRole('link', { name: 'What to do' }).first().click();
    await page.getByText('Start the pipe when the cause is gone').waitFor();
    await page.goBack();

    await pipes.send(new StartPipeCommand({ Name }));
    await page.locator('.part-ends-pipe.right', { hasText: 'running' }).waitFor();
    await hands(page).getByText('The pipe of ends').waitFor({ state: 'detached' });
    await ledgerOf(page, 'difference', '0').waitFor();
    await page.locator('.part-ends-stream', { hasText: '0 behind' }).waitFor();
    pipes.destroy();
  });

  test('counts a refused event where it was refused and where it waits', async () => {
    const { page } = await openFlow();
    await put('TripStartStreamName', { trip_id: '<img src=x>', pickup_datetime: 'yesterday' });
    await untilDrained(cloud.url);
    await shows(page, 'quarantine', '1').waitFor();
    await page.locator('.part-quarantine.wrong').waitFor();
    await page.locator('.part-starts-function', { hasText: '1 refused' }).waitFor();
    await hands(page).getByText('1 refused event waits').waitFor();
    await ledgerOf(page, 'quarantined', '1').waitFor();
    await ledgerOf(page, 'difference', '0').waitFor();
  });

  test('is reached part by part with the keyboard, and each part leads to a page that tells more', async () => {
    const { page } = await openFlow({ width: 360 });
    await page.locator('.part-producer').focus();
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate<string>('document.activeElement.textContent');
    expect(await focused()).toContain('trip starts');
    await page.locator('.part-ends-function').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Alarms and status' }).waitFor();
    expect(await page.getByLabel('Alarms of').inputValue()).toBe('ends-function');
    await page.getByText('record-trip-end-errors').waitFor();
    expect(await page.getByText('starts-undelivered').count()).toBe(0);
  });

  test('leads from each part to a page that is there', async () => {
    const { page } = await openFlow();
    const links = await page
      .locator('.node')
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href')));
    expect(links).toHaveLength(14);
    for (const link of new Set(links)) {
      await page.goto(`${consoleUnderTest.url}${link}`);
      const heading = await page.getByRole('heading', { level: 1 }).textContent();
      expect([link, heading]).not.toEqual([link, 'There is no such page']);
    }
  });

  test('says as of when its numbers are, in the zone of the business', async () => {
    const { page } = await openFlow();
    await page
      .getByText(/as of \d\d:\d\d:\d\d; queues, pipes and runs as of .* \(America\/New_York\)/)
      .waitFor();
    expect(await page.locator('.part-index title').textContent()).toMatch(/as of \d\d:\d\d:\d\d/);
  });
});

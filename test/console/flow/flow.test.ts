import { PipesClient, StartPipeCommand, StopPipeCommand } from '@aws-sdk/client-pipes';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { untilDrained } from '../../flow/cloud-under-test.ts';
import { eventually } from '../../local/eventually.ts';
import { accessibilityFaults, goWithin, type PageOptions } from '../browser-under-test.ts';
import { consoleOfFile } from '../console-under-test.ts';
import { cutSample } from '../sample-under-test.ts';

/** Of these trips, the last have no end. */
const [STARTS, ENDS] = [24, 20];
const SENT = STARTS + ENDS;
const world = consoleOfFile();

const openFlow = async (options?: PageOptions) => {
  const { page, errors } = await world.openPage('/', options);
  await page.locator('.part-bucket').waitFor();
  return { page, errors };
};

const shows = (page: Page, part: string, value: string | number) =>
  page.locator(`.part-${part} .node-value`, { hasText: new RegExp(`^${value}$`) });

const END = { trip_id: 'late', dropoff_datetime: '2024-05-25 10:20:00', fare_amount: '12.50' };

/** Sends one event to a stream. */
const put = (stream: string, event: object) => world.put(stream, ['one', JSON.stringify(event)]);

/** What the ledger shows under a name. */
const ledgerOf = (page: Page, name: string, value: string | number) =>
  page.locator('.ledger .quantity', { hasText: new RegExp(`^${value}${name}$`) }).locator('.quantity-value');

const hands = (page: Page) => page.getByRole('list', { name: 'What needs attention' });

describe('the flow', () => {
  test('shows without a reload what was sent, and every part that it has passed through', async () => {
    const { page, errors } = await openFlow();
    await shows(page, 'producer', '0').waitFor();
    await world.produce({ start: cutSample(STARTS).start, end: cutSample(ENDS).end });
    await shows(page, 'producer', SENT).waitFor();
    for (const [part, value] of [
      ['starts-stream', STARTS],
      ['ends-stream', ENDS],
      ['starts-function', STARTS],
      ['ends-function', ENDS],
      ['index', ENDS],
      ['quarantine', '0'],
      ['dead-letter', '0'],
      ['bucket', '0'],
    ] as const)
      await shows(page, part, value).waitFor();
    await world.tripstream('kpi', 'run', '--date', '2024-05-25');
    // A pipe delivers a batch again if the function failed.
    // It counts a batch after its function has, so the page may show that one reading later.
    for (const part of ['starts-pipe', 'ends-pipe'])
      await eventually(async () => {
        const delivered = await page.locator(`.part-${part} .node-value`).textContent();
        expect(Number(delivered)).toBeGreaterThanOrEqual(ENDS);
      });
    for (const [name, value] of [
      ['sent', SENT],
      ['stored', SENT],
      ['waiting', '0'],
      ['difference', '0'],
    ] as const)
      await ledgerOf(page, name, value).waitFor();
    await page.getByText('Every event is accounted for.').waitFor();
    await shows(page, 'machine', '1').waitFor();
    await shows(page, 'bucket', '1').waitFor();
    await page.locator('.part-machine', { hasText: 'last: succeeded' }).waitFor();
    expect(errors).toEqual([]);
  });

  test('names a pipe that is stopped and what to do, and is healthy again once it runs', async () => {
    const { page } = await openFlow();
    const Name = world.output('TripEndPipeName');
    const pipes = new PipesClient();
    await pipes.send(new StopPipeCommand({ Name }));
    await hands(page).getByText('The pipe of ends is STOPPED').waitFor();
    await put('TripEndStreamName', END);
    await page.locator('.part-ends-pipe.wrong', { hasText: 'stopped' }).waitFor();
    expect(await page.locator('.part-starts-pipe.wrong').count()).toBe(0);
    // Events on the way are not a loss, but not 0 either.
    await ledgerOf(page, 'difference', 'not known').waitFor();
    await page.getByText('1 record may still be on the way.').waitFor();
    await page.locator('.part-ends-stream', { hasText: '1 behind' }).waitFor();
    await page.locator('.part-starts-stream', { hasText: '0 behind' }).waitFor();
    expect(await hands(page).textContent()).toContain(`aws pipes start-pipe --name ${Name}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    await hands(page).getByRole('link', { name: 'What to do' }).first().click();
    await page.getByText('Once the cause is gone, start the pipe').waitFor();
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
    await untilDrained(world.url());
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

  test('leads from each part to a page that exists', async () => {
    const { page } = await openFlow();
    const links = await page
      .locator('.node')
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('href')));
    expect(links).toHaveLength(14);
    for (const link of new Set(links)) {
      await goWithin(page, String(link));
      const heading = await page.getByRole('heading', { level: 1 }).textContent();
      expect([link, heading]).not.toEqual([link, 'There is no such page']);
    }
  });

  test('says when its numbers were read, in the business time zone', async () => {
    const { page } = await openFlow();
    await page
      .getByText(/as of \d\d:\d\d:\d\d\. Queues, pipes and runs are as of .* \(America\/New_York\)/)
      .waitFor();
    expect(await page.locator('.part-index title').textContent()).toMatch(/as of \d\d:\d\d:\d\d/);
  });
});

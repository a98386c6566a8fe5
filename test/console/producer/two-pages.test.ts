import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { cutSample } from '../sample-under-test.ts';
import {
  button,
  drop,
  NO_LIMIT,
  producerOfFile,
  recordsDelivered,
  sendButton,
  sentCount,
  status,
  tripsInTable,
  tripsOfFiles,
  until,
} from './producer-under-test.ts';

const world = producerOfFile();

/** Has a page send a request as its own script does. */
const post = (page: Page, path: string, body: string, headers: Readonly<Record<string, string>> = {}) =>
  page.evaluate<{ status: number; text: string }>(`(async () => {
    const headers = { 'content-type': 'application/json', 'x-tripstream-console': '1', ...${JSON.stringify(headers)} };
    const answer = await fetch(${JSON.stringify(path)}, { method: 'POST', headers, body: ${JSON.stringify(body)} });
    return { status: answer.status, text: await answer.text() };
  })()`);

/** Drops a cut of the sample and begins to send it slowly; gives the request that began it. */
const beginSlowly = async (page: Page, files: ReturnType<typeof cutSample>): Promise<string> => {
  await drop(page, { 'trip_start.csv': files.start, 'trip_end.csv': files.end });
  await sendButton(page).waitFor();
  await page.getByText('trip_end.csv', { exact: true }).waitFor();
  await page.getByRole('slider').fill('2');
  const asked = page.waitForRequest('**/api/producer/send/files');
  await sendButton(page).click();
  const body = (await asked).postData() ?? '';
  await button(page, 'Pause').waitFor();
  return body;
};

describe('two pages', () => {
  test('send one after the other: the second is told who sends, watches, and may stop it', async () => {
    const { page: first } = await world.openProducer();
    const { page: second } = await world.openProducer();
    await drop(second, { 'trip_start.csv': cutSample(5, 'w').start });
    await beginSlowly(first, cutSample(100, 'v'));
    const notice = second.locator('.notice');
    await notice
      .getByText(/^The page that was opened at [\d :-]+ is sending trip_start.csv and trip_end.csv/)
      .waitFor();
    expect(await sendButton(second).isDisabled()).toBe(true);
    expect(await sendButton(second).getAttribute('title')).toBe('Another page is sending.');
    await button(second, 'Watch it').click();
    await second.getByText('You watch it.').waitFor();
    await button(second, 'Pause').click();
    await status(first, 'paused').waitFor();
    await second.getByRole('slider').fill(NO_LIMIT);
    await first.getByText('as fast as the streams take them').waitFor();
    await button(first, 'Go on').click();
    await status(second, 'all sent').waitFor();
    await button(second, 'Send something else').click();
    await sendButton(second).click();
    await status(second, 'all sent').waitFor();
    expect(await recordsDelivered(world.url())).toBe(cutSample(100).events + 5);
  });

  test('nothing is sent twice: a job that was begun is not begun again, and another one has to wait', async () => {
    const { page } = await world.openProducer();
    const before = await recordsDelivered(world.url());
    const files = cutSample(50, 't');
    const body = await beginSlowly(page, files);
    expect((await post(page, '/api/producer/send/files', body)).status).toBe(200);
    const another = await post(
      page,
      '/api/producer/send/files',
      JSON.stringify({ ...JSON.parse(body), job: 'another' }),
    );
    expect(another).toMatchObject({
      status: 400,
      text: expect.stringContaining('watch it, or stop it first'),
    });
    await page.getByRole('slider').fill(NO_LIMIT);
    await status(page, 'all sent').waitFor();
    expect((await post(page, '/api/producer/send/files', body)).status).toBe(200);
    await status(page, 'all sent').waitFor();
    expect(await recordsDelivered(world.url())).toBe(before + files.events);
    // Under another name it is another job.
    const anew = await post(
      page,
      '/api/producer/send/files',
      JSON.stringify({ ...JSON.parse(body), job: 'anew', rate: 0 }),
    );
    expect(anew.status).toBe(200);
    await until(async () => (await recordsDelivered(world.url())) === before + 2 * files.events);
  });
});

describe('a console that is started anew while it sends', () => {
  test('says how far it came as far as the page knows, has the files again, and sends the rest', async () => {
    const first = await world.startConsole();
    const { page } = await world.openProducer({ at: first });
    const files = cutSample(80, 'n');
    await beginSlowly(page, files);
    await until(async () => (await sentCount(page)) > 2);
    await first.close();
    await page.getByRole('alert').getByText('The console does not answer.').waitFor();
    expect(await sentCount(page)).toBeGreaterThan(2);
    const again = await world.startConsole({ port: Number(new URL(first.url).port) });
    const other = await page.context().newPage();
    await other.goto(again.address);
    const told = page.getByRole('alert').getByText('The console was started anew while it was sending');
    await told.waitFor();
    expect(await told.textContent()).toMatch(
      /\d+ of \d+ events were in the streams; whether more followed is not known/,
    );
    await page.getByText('every row fits').nth(1).waitFor();
    await page.getByRole('slider').fill(NO_LIMIT);
    await sendButton(page).click();
    await status(page, 'all sent').waitFor();
    await recordsDelivered(world.url());
    expect(await tripsInTable(world.output('TripsTableName'), 'n')).toEqual(
      tripsOfFiles(files.start, files.end),
    );
  });

  test('says nothing of a job when none was under way', async () => {
    const quiet = await world.startConsole();
    const { page } = await world.openProducer({ at: quiet });
    await sendButton(page).waitFor();
    await quiet.close();
    await page.getByRole('alert').getByText('The console does not answer.').waitFor();
    const again = await world.startConsole({ port: Number(new URL(quiet.url).port) });
    const other = await page.context().newPage();
    await other.goto(again.address);
    await page.getByText('does not answer').waitFor({ state: 'detached' });
    expect(await page.getByText('started anew while').count()).toBe(0);
  });
});

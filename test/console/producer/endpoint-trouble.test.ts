import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { RunningConsole } from '../../../console/server/server.ts';
import { cutSample } from '../sample-under-test.ts';
import {
  button,
  drop,
  type PutFault,
  producerOfFile,
  recordsDelivered,
  sendButton,
  startProxy,
  status,
  tripsInTable,
  tripsOfFiles,
} from './producer-under-test.ts';

const world = producerOfFile();
let fault: PutFault = () => undefined;
let remote: string;
/** A console for an endpoint that is not on this machine, as AWS is not. */
let careful: RunningConsole;
let readOnly: RunningConsole;

beforeAll(async () => {
  const proxy = await startProxy(world.url(), () => fault());
  world.opened.defer(() => proxy.close());
  remote = proxy.url;
  careful = await world.startConsole({
    endpoint: remote,
    allowWrites: true,
    stack: 'Tripstream-dev',
    stage: 'prod',
  });
  readOnly = await world.startConsole({ endpoint: remote });
});
beforeEach(() => {
  fault = () => undefined;
});

/** Types the name of the stage where it is asked for. */
const confirm = async (page: Page, name = 'prod'): Promise<void> => {
  await page.getByRole('dialog').getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
};

describe('an endpoint that takes no events while it sends', () => {
  test.each<readonly [what: string, fault: ReturnType<PutFault>, told: string]>([
    [
      'is throttled',
      { status: 400, type: 'ProvisionedThroughputExceededException' },
      'A stream takes no more events at the moment (ProvisionedThroughputExceeded',
    ],
    ['cannot be reached', 'no answer', 'the endpoint cannot be reached'],
    [
      'says that the credentials have expired',
      { status: 400, type: 'ExpiredTokenException' },
      'The AWS credentials have expired or are wrong: log in again.',
    ],
  ])('%s: a sentence, and it goes on by itself', async (what, answer, told) => {
    const { page } = await world.openProducer({ at: careful });
    const prefix = what.slice(-2);
    const files = cutSample(20, prefix);
    await drop(page, { 'trip_start.csv': files.start, 'trip_end.csv': files.end });
    await confirm(page);
    await page.getByText('trip_end.csv', { exact: true }).waitFor();
    fault = () => answer;
    await sendButton(page).click();
    await confirm(page);
    await page.getByRole('alert').getByText(told).waitFor();
    await page.getByRole('alert').getByText('What is left is sent again by itself.').waitFor();
    fault = () => undefined;
    await status(page, 'all sent').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await recordsDelivered(world.url());
    expect(await tripsInTable(world.output('TripsTableName'), prefix)).toEqual(
      tripsOfFiles(files.start, files.end),
    );
  });

  test('is stopped while it waits, and sends nothing more', async () => {
    const { page } = await world.openProducer({ at: careful });
    const before = await recordsDelivered(world.url());
    await drop(page, { 'trip_start.csv': cutSample(20, 'x').start });
    await confirm(page);
    await page.getByText('trip_start.csv', { exact: true }).waitFor();
    fault = () => ({ status: 400, type: 'ExpiredTokenException' });
    await sendButton(page).click();
    await confirm(page);
    await status(page, 'waiting for the streams').waitFor();
    // It was typed on this page already.
    await button(page, 'Stop').click();
    await status(page, 'stopped').waitFor();
    fault = () => undefined;
    await page.getByText('20 are left.').waitFor();
    expect(await recordsDelivered(world.url())).toBe(before);
  });
});

test('a console that is closed meanwhile ends, and asks the streams no more', async () => {
  const impatient = await world.startConsole({
    endpoint: remote,
    allowWrites: true,
    stack: 'Tripstream-dev',
  });
  const { page } = await world.openProducer({ at: impatient });
  let puts = 0;
  fault = () => {
    puts += 1;
    return 'no answer';
  };
  await drop(page, { 'trip_start.csv': cutSample(20, 'z').start });
  await confirm(page, 'Tripstream-dev');
  await page.getByText('trip_start.csv', { exact: true }).waitFor();
  await sendButton(page).click();
  await confirm(page, 'Tripstream-dev');
  await page.getByRole('alert').getByText('the endpoint cannot be reached').waitFor();
  await impatient.close();
  const atClose = puts;
  expect(atClose).toBeGreaterThan(0);
  await recordsDelivered(world.url());
  expect(puts).toBe(atClose);
});

describe('who may not', () => {
  test('a console that only reads takes no file and sends nothing, whatever a page asks', async () => {
    const { page } = await world.openProducer({ at: readOnly });
    await page.getByText('read-only', { exact: true }).waitFor();
    expect(await button(page, 'Use the sample data').isDisabled()).toBe(true);
    expect(await sendButton(page).isDisabled()).toBe(true);
    const statuses: unknown = await page.evaluate(`Promise.all(
      [['producer/files/drop?name=a.csv', 'application/octet-stream'], ['producer/files/sample', 'application/json'], ['producer/send/files', 'application/json']]
        .map(([path, type]) => fetch('/api/' + path, { method: 'POST', headers: { 'content-type': type, 'x-tripstream-console': '1' }, body: '{}' }).then(({ status }) => status)))`);
    expect(statuses).toEqual([403, 403, 403]);
  });

  test('a stage that asks for its name takes no file until it is typed, and then asks again before it sends', async () => {
    const { page } = await world.openProducer({ at: careful });
    await drop(page, { 'trip_start.csv': cutSample(5, 'y').start });
    await page.getByRole('dialog').getByText('prod').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByText('trip_start.csv', { exact: true }).count()).toBe(0);
    const unconfirmed: unknown = await page.evaluate(
      `fetch('/api/producer/files/drop?name=a.csv', { method: 'POST', headers: { 'content-type': 'application/octet-stream', 'x-tripstream-console': '1' }, body: 'x' }).then(({ status }) => status)`,
    );
    expect(unconfirmed).toBe(409);
    await drop(page, { 'trip_start.csv': cutSample(5, 'y').start });
    await confirm(page);
    await page.getByText('trip_start.csv', { exact: true }).waitFor();
    await sendButton(page).click();
    expect(await page.getByRole('dialog').getByRole('button', { name: /^Send/ }).isDisabled()).toBe(true);
    await confirm(page);
    await status(page, 'all sent').waitFor();
  });
});

import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MOST_FILE_BYTES } from '../../../console/api/producer.ts';
import { cutSample } from '../sample-under-test.ts';
import {
  button,
  drop,
  producerOfFile,
  recordsDelivered,
  sendButton,
  status,
  takesDrops,
} from './producer-under-test.ts';

const world = producerOfFile();

const alert = (page: Page) => page.getByRole('alert');

describe('a file that cannot be sent is refused where the user looks, by its own name', () => {
  const { start } = cutSample(5);
  test.each<readonly [name: string, content: string | readonly number[], told: string]>([
    ['ragged.csv', `${start}\na,b\n`, 'ragged.csv, row 6: has 2 fields, but the header names 7 columns'],
    [
      'letters.csv',
      'a,b\n1,2\n',
      'the header must have the columns of trip starts (trip_id, pickup_datetime)',
    ],
    ['empty.csv', '', 'is empty; its first line must be a header'],
    ['headed.csv', 'trip_id,pickup_datetime\n', 'headed.csv has a header and no row'],
    ['trips.csv.gz', [...gzipSync(start)], 'trips.csv.gz: is gzip-compressed: unpack it first'],
    [
      'windows.csv',
      [...Buffer.from(`\uFEFF${start}`, 'utf16le')],
      'windows.csv: is UTF-16 text: save it as UTF-8',
    ],
    ['picture.csv', [137, 80, 78, 71, 13, 10, 26, 10, 0, 0], 'picture.csv: '],
  ])('%s', async (name, content, told) => {
    const { page } = await world.openProducer();
    await drop(page, { [name]: content });
    await alert(page).getByText(told).waitFor();
    expect(await alert(page).textContent()).toMatch(new RegExp(`(^|: )${name}`));
    expect(await alert(page).textContent()).not.toContain('tripstream-console-');
    expect(await sendButton(page).isDisabled()).toBe(true);
    // What fits is taken, and what was wrong is forgotten.
    await drop(page, { 'fits.csv': start });
    await page.getByText('every row fits').waitFor();
    expect(await alert(page).count()).toBe(0);
  });

  test('a folder, dropped as the desktop drops it', async () => {
    const { page } = await world.openProducer();
    const folder = world.folder('dropped-folder');
    mkdirSync(folder);
    await takesDrops(page);
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [folder], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
    await alert(page).getByText('dropped-folder is a folder: drop the CSV files that are in it.').waitFor();
  });

  test('a path that is none, a folder, and one that fits', async () => {
    const { page } = await world.openProducer();
    const folder = world.folder('by-path');
    mkdirSync(folder);
    const open = async (path: string): Promise<void> => {
      await page.getByLabel('Path on the machine where the console runs').fill(path);
      await page.keyboard.press('Enter');
    };
    await page.getByText('Open a CSV by its path').click();
    await open(`${folder}/none.csv`);
    await alert(page).getByText(`${folder}/none.csv: no such file`).waitFor();
    await open(folder);
    await alert(page).getByText('is a directory, not a file').waitFor();
    await open('/dev/null');
    await alert(page).getByText('/dev/null: is not a file that can be read twice').waitFor();
    writeFileSync(`${folder}/starts.csv`, start);
    await open(`${folder}/starts.csv`);
    await page.getByText('every row fits').waitFor();
    writeFileSync(`${folder}/starts.csv`, `${start}\n`);
    await sendButton(page).click();
    await alert(page).getByText('starts.csv has changed since it was checked: open it again.').waitFor();
  });
});

describe('rows that the pipeline is going to refuse', () => {
  test('are shown with row, line and reason before anything is sent, and are in quarantine afterwards', async () => {
    const { page } = await world.openProducer();
    const { start, end } = cutSample(20, 'r');
    const before = await recordsDelivered(world.url());
    const [header = '', first = '', ...rest] = end.split('\n');
    const broken = first.replace(/^[^,]*/, '2024-02-30 10:00:00');
    await drop(page, { 'trip_start.csv': start, 'trip_end.csv': [header, '', broken, ...rest].join('\n') });
    await page.getByText('1 row will be refused').waitFor();
    const cells = await page.getByRole('grid').getByRole('gridcell').allTextContents();
    expect(cells.slice(0, 2)).toEqual(['1', '3']);
    expect(cells[2]).toContain('dropoff_datetime must be a real calendar moment');
    expect(cells).toHaveLength(3);
    await page.getByRole('rowgroup', { name: 'Rows of Refused rows of trip_end.csv' }).focus();
    await page.keyboard.press('ArrowDown');
    const reason = page.getByRole('region', { name: 'Why row 1 will be refused' });
    await reason.getByText('got "2024-02-30 10:00:00"').waitFor();
    expect(await recordsDelivered(world.url())).toBe(before);
    await sendButton(page).click();
    await status(page, 'all sent').waitFor();
    await recordsDelivered(world.url());
    const listed = await world.tripstream('quarantine', 'list', '--json');
    expect(listed).toContain('dropoff_datetime must be a real calendar moment');
    await button(page, 'Send something else').click();
    await page.locator('.drop-zone').waitFor();
    // The corrected file takes the place of the broken one.
    await drop(page, { 'corrected.csv': end });
    await page.getByText('corrected.csv', { exact: true }).waitFor();
    expect(await page.getByText('will be refused').count()).toBe(0);
    expect(await page.getByText('trip_end.csv', { exact: true }).count()).toBe(0);
  });
});

test('a file that is too large is refused before it is read', async () => {
  const { page } = await world.openProducer();
  const [cookie] = await page.context().cookies();
  const { url } = world.console();
  const headers = {
    ...{ origin: url, cookie: `${cookie?.name}=${cookie?.value}`, 'x-tripstream-console': '1' },
    ...{ 'content-type': 'application/octet-stream', 'content-length': String(MOST_FILE_BYTES + 1) },
  };
  const sent = httpRequest(`${url}/api/producer/files/drop?name=large.csv`, { method: 'POST', headers });
  sent.flushHeaders();
  const [response]: IncomingMessage[] = await once(sent, 'response');
  const answer = response === undefined ? '' : await text(response);
  sent.destroy();
  expect(response?.statusCode).toBe(400);
  expect(JSON.parse(answer).error).toBe(
    'large.csv is larger than 512 MiB: give its path on the machine of the console instead.',
  );
});

test('markup in the name and in a row of a file is shown as text', async () => {
  const { page, errors } = await world.openProducer();
  const markup = "<img src=x onerror=document.title='owned'>";
  await drop(page, { [`${markup}.csv`]: `trip_id,pickup_datetime\n${markup},x\n` });
  await page.getByText('1 row will be refused').waitFor();
  expect(await page.locator('main img').count()).toBe(0);
  expect(await page.title()).toBe('Producer · Tripstream');
  expect(errors).toEqual([]);
});

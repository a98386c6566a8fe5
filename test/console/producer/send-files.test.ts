import { once } from 'node:events';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { MOST_FILE_BYTES } from '../../../console/api/producer.ts';
import { accessibilityFaults, overflow } from '../browser-under-test.ts';
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
  takesDrops,
  tripsInTable,
  tripsOfFiles,
} from './producer-under-test.ts';

const world = producerOfFile();

const table = (prefix: string) => tripsInTable(world.output('TripsTableName'), prefix);

describe('a newcomer', () => {
  test('drops two files and presses one button: each event is sent once, and the table holds what the files say', async () => {
    const { page, errors } = await world.openProducer();
    const before = await recordsDelivered(world.url());
    const files = cutSample(60, 'a');
    await drop(page, { 'b.csv': files.end, 'a.csv': files.start });
    await page.getByText('a.csv', { exact: true }).waitFor();
    await sendButton(page).click();
    await status(page, 'all sent').waitFor();
    expect(await page.locator('.result').textContent()).toMatch(/^Sent 60 starts and \d+ ends in /);
    expect(await recordsDelivered(world.url())).toBe(before + files.events);
    const expected = tripsOfFiles(files.start, files.end);
    expect(await table('a')).toEqual(expected);
    // The comparison would notice a difference.
    expect(await table('a')).not.toEqual(tripsOfFiles(files.start, files.end.replace(/\.(\d{5,})/, '.9$1')));
    expect(errors).toEqual([]);
  });

  test('cannot send one file while the other is still being read', async () => {
    const { page } = await world.openProducer();
    const held = Promise.withResolvers<void>();
    await page.route('**/drop?name=trip_end.csv', async (route) => {
      await held.promise;
      await route.continue();
    });
    const files = cutSample(10, 'h');
    await drop(page, { 'trip_start.csv': files.start, 'trip_end.csv': files.end });
    await page.getByText('every row fits').waitFor();
    await page.getByText('Reading trip_end.csv…').waitFor();
    expect(await sendButton(page).isDisabled()).toBe(true);
    await page.getByText('The files are still being read.').waitFor();
    held.resolve();
    await page.getByRole('button', { name: `Send ${files.events} events`, exact: true }).waitFor();
    expect(await sendButton(page).isEnabled()).toBe(true);
  });

  test('finds links to some of the trips and to the days they count for', async () => {
    const { page } = await world.openProducer();
    const files = cutSample(30, 'l');
    await drop(page, { 'a.csv': files.start, 'b.csv': files.end });
    await sendButton(page).click();
    await status(page, 'all sent').waitFor();
    const addresses = await page
      .locator('.sent-links a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    const [first = ''] = tripsOfFiles(files.start).keys();
    expect(addresses).toContain(`/trips?id=${first}`);
    expect(addresses).toContain('/days?date=2024-05-25');
    await recordsDelivered(world.url());
    await page.getByRole('link', { name: first, exact: true }).click();
    await page.getByRole('heading', { name: 'Trip', level: 1 }).waitFor();
    expect(await page.getByLabel('Trip id').inputValue()).toBe(first);
    await page.getByRole('region', { name: 'The trip', exact: true }).waitFor();
  });
});

describe('while it sends', () => {
  test('it is paused, continued, given another rate, stopped, and continued where it stopped: nothing is lost or sent twice', async () => {
    const { page, errors } = await world.openProducer();
    const before = await recordsDelivered(world.url());
    const files = cutSample(150, 'p');
    await drop(page, { 'trip_start.csv': files.start, 'trip_end.csv': files.end });
    await sendButton(page).waitFor();
    // Two a second: it would take longer than the test may.
    await page.getByRole('slider').fill('1');
    await sendButton(page).click();
    await button(page, 'Pause').click();
    await status(page, 'paused').waitFor();
    expect(await page.getByText('events per second', { exact: true }).count()).toBe(0);
    await button(page, 'Continue').click();
    await status(page, 'sending').waitFor();
    await page.getByRole('slider').fill('4');
    await page.getByText('20 events a second').waitFor();
    await page.getByText('left', { exact: true }).waitFor();
    await button(page, 'Stop').click();
    await status(page, 'stopped').waitFor();
    const sent = await sentCount(page);
    expect(sent).toBeGreaterThan(0);
    expect(sent).toBeLessThan(files.events);
    expect(await recordsDelivered(world.url())).toBe(before + sent);
    expect(await page.locator('.result').textContent()).toContain(`${files.events - sent} are left.`);
    await button(page, 'Continue where it stopped').click();
    await page.getByRole('slider').fill(NO_LIMIT);
    await status(page, 'all sent').waitFor();
    expect(await recordsDelivered(world.url())).toBe(before + files.events);
    expect(await table('p')).toEqual(tripsOfFiles(files.start, files.end));
    expect(errors).toEqual([]);
  });

  test('another page can be visited meanwhile: files, job and result are still there, and nothing is read again', async () => {
    const { page } = await world.openProducer();
    const uploads: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/files/')) uploads.push(request.url());
    });
    // One a second: it would take longer than the test may, if the new rate were lost.
    const files = cutSample(100, 'm');
    await drop(page, { 'trip_start.csv': files.start });
    await page.getByText('trip_start.csv', { exact: true }).waitFor();
    const leaveAndReturn = async (): Promise<void> => {
      await page.getByRole('link', { name: 'Runs', exact: true }).click();
      await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
      await page.getByRole('link', { name: 'Producer', exact: true }).click();
    };
    await leaveAndReturn();
    await page.getByText('every row fits').waitFor();
    await page.getByRole('slider').fill('0');
    await sendButton(page).click();
    await button(page, 'Pause').waitFor();
    await leaveAndReturn();
    await page.getByRole('slider').fill(NO_LIMIT);
    await leaveAndReturn();
    await status(page, 'all sent').waitFor();
    await page.reload();
    await status(page, 'all sent').waitFor();
    expect(uploads).toHaveLength(1);
  });

  test('only what is chosen is sent: one kind of file, and a number of its events', async () => {
    const { page } = await world.openProducer();
    const before = await recordsDelivered(world.url());
    const files = cutSample(50, 'o');
    await drop(page, { 'trip_start.csv': files.start, 'trip_end.csv': files.end });
    await page.getByRole('checkbox', { name: 'Ends' }).uncheck();
    await page.getByLabel('How many').fill('20');
    await page.getByRole('button', { name: 'Send 20 events', exact: true }).click();
    await status(page, 'all sent').waitFor();
    expect(await page.locator('.result').textContent()).toContain('Sent 20 starts and 0 ends');
    expect(await recordsDelivered(world.url())).toBe(before + 20);
    const [header = '', ...rows] = files.start.split('\n');
    expect(await table('o')).toEqual(tripsOfFiles([header, ...rows.slice(0, 20)].join('\n')));
    await button(page, 'Send something else').click();
    await page.getByText('trip_start.csv', { exact: true }).waitFor();
  });

  test('a shuffled order depends on its seed', async () => {
    const { page } = await world.openProducer();
    const files = cutSample(60, 's');
    await drop(page, { 'trip_start.csv': files.start });
    await page.getByLabel('Order').selectOption('shuffled');
    await page.getByLabel('Shuffle seed').fill('7');
    await page.getByLabel('How many').fill('10');
    await page.getByRole('button', { name: 'Send 10 events', exact: true }).click();
    await status(page, 'all sent').waitFor();
    await recordsDelivered(world.url());
    const ids = [...(await table('s')).keys()];
    expect(ids).toHaveLength(10);
    expect(ids.toSorted()).not.toEqual([...tripsOfFiles(files.start).keys()].slice(0, 10).toSorted());
  });
});

describe('everyone can use it', () => {
  test('with the keyboard alone: the sample is chosen and sent', async () => {
    const { page } = await world.openProducer();
    const press = async (name: string): Promise<void> => {
      for (let tabs = 0; tabs < 60; tabs += 1) {
        await page.keyboard.press('Tab');
        if ((await page.evaluate<string>('document.activeElement.textContent')) !== name) continue;
        await page.keyboard.press('Enter');
        return;
      }
      throw new Error(`No Tab leads to ${name}.`);
    };
    await press('Use the sample data');
    await page.getByLabel('How many').fill('40');
    await page.getByRole('button', { name: 'Send 40 events', exact: true }).waitFor();
    await press('Send 40 events');
    await status(page, 'all sent').waitFor();
    await press('Send something else');
    await page.getByText('trip_end.csv (sample)').waitFor();
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing before, during and after sending, at 360 pixels in %s',
    async (colorScheme) => {
      const { page } = await world.openProducer({}, { colorScheme, width: 360 });
      const check = async (): Promise<void> => {
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(await overflow(page)).toBe(0);
      };
      const files = cutSample(40, colorScheme);
      await drop(page, { 'trip_start.csv': files.start, 'trip_end.csv': `${files.end}\n,,,,,,,,x` });
      await page.getByText('1 row will be refused').waitFor();
      await check();
      await page.getByRole('slider').fill('0');
      await sendButton(page).click();
      await button(page, 'Pause').waitFor();
      await check();
      await button(page, 'Stop').click();
      await status(page, 'stopped').waitFor();
      await check();
    },
  );
});

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
    ['headed.csv', 'trip_id,pickup_datetime\n', 'headed.csv has a header but no rows'],
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
    // A file that fits is taken, and the earlier error is forgotten.
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
    await alert(page).getByText('dropped-folder is a folder: drop the CSV files inside it.').waitFor();
  });

  test('a path without a file, a folder, and a file that fits', async () => {
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

describe('rows that the pipeline will refuse', () => {
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
    // The corrected file replaces the broken one.
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
    "large.csv is larger than 512 MiB: give its path on the console's machine instead.",
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

test('a console that is closed leaves no dropped file behind', async () => {
  const temporary = world.folder('temporary');
  mkdirSync(temporary);
  process.env.TMPDIR = temporary;
  const closing = await world.startConsole();
  const { page } = await world.openProducer({ at: closing });
  await drop(page, { 'trip_start.csv': cutSample(5).start });
  await page.getByText('trip_start.csv', { exact: true }).waitFor();
  expect(readdirSync(temporary)).toEqual([expect.stringMatching(/^tripstream-console-/)]);
  await closing.close();
  expect(readdirSync(temporary)).toEqual([]);
});

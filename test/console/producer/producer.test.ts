import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { RunningConsole } from '../../../console/server/server.ts';
import { generateMixedDay, lateDateOf, type MixedEvent } from '../../../data/mixed-day.ts';
import { dateDaysBefore, dateInTimeZone } from '../../../functions/trip/business-time.ts';
import { accessibilityFaults, overflow } from '../browser-under-test.ts';
import { cutSample } from '../sample-under-test.ts';
import {
  button,
  drop,
  NO_LIMIT,
  type PutFault,
  producerOfFile,
  recordsDelivered,
  sendButton,
  sentCount,
  startProxy,
  status,
  tripsInTable,
  tripsOfFiles,
  until,
} from './producer-under-test.ts';

const world = producerOfFile();

/** Yesterday: some of today's trips would end too far ahead. */
const DAY = dateDaysBefore(dateInTimeZone(new Date(), 'America/New_York'), 1);

const OPTIONS = { trips: 100, date: DAY, seed: 5, late: 0.1, repeated: 0.07, blank: 0.2, broken: 0.1 };
const made = [...generateMixedDay(OPTIONS)];
const first = made.filter(({ isRepeat }) => !isRepeat);
const countOf = (is: (event: MixedEvent) => boolean): number => made.filter(is).length;

const openGenerator = async (options = {}) => {
  const opened = await world.openProducer({ path: '/producer?make=trips' }, options);
  await opened.page.getByRole('button', { name: /^Send [\d,]+ events$/ }).waitFor();
  return opened;
};

const share = (name: RegExp) => ({ name });

const quarantined = async (): Promise<number> => {
  const sqs = new SQSClient({});
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: world.output('QuarantineQueueUrl'),
      AttributeNames: ['ApproximateNumberOfMessages'],
    }),
  );
  sqs.destroy();
  return Number(Attributes.ApproximateNumberOfMessages);
};

const isMarked = async (date: string): Promise<boolean> => {
  const client = new DynamoDBClient();
  const { Item } = await client.send(
    new GetItemCommand({
      TableName: world.output('TripsTableName'),
      Key: { trip_id: { S: `late#${date}` } },
      ConsistentRead: true,
    }),
  );
  client.destroy();
  return Item !== undefined;
};

/** This test comes first, because it counts everything in the table and the queue. */
test('says before sending how many events of each kind there are, and exactly these arrive', async () => {
  const { page, errors } = await openGenerator();
  expect(await isMarked(lateDateOf(DAY))).toBe(false);
  await page.getByLabel('Trips', { exact: true }).fill(String(OPTIONS.trips));
  await page.getByLabel('Day', { exact: true }).fill(DAY);
  await page.getByLabel('Seed').fill(String(OPTIONS.seed));
  await page.getByRole('slider', share(/^Late/)).fill('10');
  await page.getByRole('slider', share(/^Sent twice/)).fill('7');
  await page.getByRole('slider', share(/^With blanks/)).fill('20');
  await page.getByRole('slider', share(/^Broken/)).fill('10');
  await page.getByRole('slider', share(/^Speed/)).fill(NO_LIMIT);
  await page.getByRole('button', { name: `Send ${made.length} events`, exact: true }).waitFor();
  const late = new Set(first.filter(({ isLate }) => isLate).map(({ tripId }) => tripId)).size;
  expect(await page.locator('.share-count').allTextContents()).toEqual([
    `${late} trips`,
    `${countOf(({ isRepeat }) => isRepeat)} events`,
    `${first.filter(({ isBlank }) => isBlank).length} ends`,
    `${first.filter(({ isBroken }) => isBroken).length} events`,
  ]);
  await page.getByText(`Trips of ${lateDateOf(DAY)},`).waitFor();
  await sendButton(page).click();
  await status(page, 'all sent').waitFor();
  expect(await recordsDelivered(world.url())).toBe(made.length);

  // Broken: in quarantine, each time it was sent.
  const broken = countOf(({ isBroken }) => isBroken);
  expect(broken).toBeGreaterThan(10);
  await until(async () => (await quarantined()) === broken);

  // Late: their day is marked. Sent twice: a trip is there once. With blanks: like any other.
  expect(await isMarked(lateDateOf(DAY))).toBe(true);
  const stored = await tripsInTable(world.output('TripsTableName'));
  const whole = first.filter(({ isBroken }) => !isBroken);
  expect(new Set(stored.keys())).toEqual(new Set(whole.map(({ tripId }) => tripId)));
  const blank = whole.filter(({ isBlank }) => isBlank).map(({ tripId }) => tripId);
  expect(blank.filter((id) => stored.get(id)?.fare_amount === undefined)).toEqual([]);
  expect(
    [...stored].filter(([, trip]) => trip.fare_amount !== undefined && trip.rate_code === undefined),
  ).toHaveLength(blank.length);
  const dates = [...stored.values()].map(({ pickup_datetime = '' }) => pickup_datetime.slice(0, 10));
  const lateStarts = whole.filter(({ kind, isLate }) => kind === 'start' && isLate);
  expect(dates.filter((date) => date === lateDateOf(DAY))).toHaveLength(lateStarts.length);
  expect(errors).toEqual([]);
});

test('links to a trip of each kind', async () => {
  const { page } = await openGenerator();
  await page.getByLabel('Trips', { exact: true }).fill('30');
  await page.getByLabel('Seed').fill('9');
  for (const sort of [/^Late/, /^Sent twice/, /^With blanks/, /^Broken/])
    await page.getByRole('slider', share(sort)).fill('30');
  await page.getByRole('slider', share(/^Speed/)).fill(NO_LIMIT);
  await page.getByRole('button', { name: 'Send 78 events', exact: true }).click();
  await status(page, 'all sent').waitFor();
  const links = await page.locator('.sent-links li').allTextContents();
  for (const sort of ['ordinary', 'late', 'sent twice', 'with blanks', 'broken'])
    expect(links.filter((link) => link.endsWith(` ${sort}`))).toHaveLength(1);
});

describe('invalid settings are reported in a sentence', () => {
  test.each([
    ['Trips', '0', 'The number of trips must be from 1 to 100000.'],
    ['Trips', '100001', 'The number of trips must be from 1 to 100000.'],
    ['Day', '2999-01-01', '2999-01-01 has not begun'],
    ['Seed', '9999999999', 'Seed must be a whole number from 0 to 4294967295, got 9999999999.'],
  ])('%s %s', async (label, value, told) => {
    const { page } = await openGenerator();
    await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByRole('alert').getByText(told).waitFor();
    expect(await sendButton(page).isDisabled()).toBe(true);
  });
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing, not even at 360 pixels, in %s',
  async (colorScheme) => {
    const { page } = await openGenerator({ colorScheme });
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    }
  },
);

/** Makes a page ask for a job once more, as its own script does; `changes` make it a different job. */
const sendAgain = (page: Page, job: string, changes: object = {}) =>
  page.evaluate<{ status: number; text: string }>(`(async () => {
    const headers = { 'content-type': 'application/json', 'x-tripstream-console': '1' };
    const body = ${JSON.stringify(JSON.stringify({ ...JSON.parse(job), ...changes }))};
    const answer = await fetch('/api/producer/send/files', { method: 'POST', headers, body });
    return { status: answer.status, text: await answer.text() };
  })()`);

/** Drops a part of the sample and begins to send it slowly. Returns the body of the request that began it. */
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
    const before = await recordsDelivered(world.url());
    await drop(second, { 'trip_start.csv': cutSample(5, 'w').start });
    await beginSlowly(first, cutSample(60, 'v'));
    const notice = second.locator('.notice');
    await notice
      .getByText(/^The page that was opened at [\d :-]+ is sending trip_start.csv and trip_end.csv/)
      .waitFor();
    expect(await sendButton(second).isDisabled()).toBe(true);
    expect(await sendButton(second).getAttribute('title')).toBe('Another page is sending.');
    await button(second, 'Watch it').click();
    await second.getByText('You are watching it.').waitFor();
    await button(second, 'Pause').click();
    await status(first, 'paused').waitFor();
    await second.getByRole('slider').fill(NO_LIMIT);
    await first.getByText('as fast as the streams take them').waitFor();
    await button(first, 'Continue').click();
    await status(second, 'all sent').waitFor();
    await button(second, 'Send something else').click();
    await sendButton(second).click();
    await status(second, 'all sent').waitFor();
    expect(await recordsDelivered(world.url())).toBe(before + cutSample(60).events + 5);
  });

  test('nothing is sent twice: a job that has begun is not begun again, and another one has to wait', async () => {
    const { page } = await world.openProducer();
    const before = await recordsDelivered(world.url());
    const files = cutSample(50, 't');
    const body = await beginSlowly(page, files);
    expect((await sendAgain(page, body)).status).toBe(200);
    expect(await sendAgain(page, body, { job: 'another' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('watch it, or stop it first'),
    });
    await page.getByRole('slider').fill(NO_LIMIT);
    await status(page, 'all sent').waitFor();
    expect((await sendAgain(page, body)).status).toBe(200);
    await status(page, 'all sent').waitFor();
    expect(await recordsDelivered(world.url())).toBe(before + files.events);
    // Under another name it is another job.
    expect((await sendAgain(page, body, { job: 'anew', rate: 0 })).status).toBe(200);
    await until(async () => (await recordsDelivered(world.url())) === before + 2 * files.events);
  });
});

describe('a console that is restarted while it sends', () => {
  test('says how far it came, as far as the page knows, has the files again, and sends the rest', async () => {
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
    const told = page.getByRole('alert').getByText('The console was restarted while it was sending');
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

  test('says nothing about a job if none was under way', async () => {
    const quiet = await world.startConsole();
    const { page } = await world.openProducer({ at: quiet });
    await sendButton(page).waitFor();
    await quiet.close();
    await page.getByRole('alert').getByText('The console does not answer.').waitFor();
    const again = await world.startConsole({ port: Number(new URL(quiet.url).port) });
    const other = await page.context().newPage();
    await other.goto(again.address);
    await page.getByText('does not answer').waitFor({ state: 'detached' });
    expect(await page.getByText('restarted while').count()).toBe(0);
  });
});

let fault: PutFault = () => undefined;
let remote: string;
/** A console for an endpoint that, like AWS, is not on this machine. */
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

/** Types the name of the stage when asked for it. */
const confirm = async (page: Page, name = 'prod'): Promise<void> => {
  await page.getByRole('dialog').getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
};

describe('an endpoint that takes no events during a job', () => {
  test.each<readonly [what: string, fault: ReturnType<PutFault>, told: string]>([
    [
      'is throttled',
      { status: 400, type: 'ProvisionedThroughputExceededException' },
      'A stream is taking no more events at the moment (ProvisionedThroughputExceeded',
    ],
    ['cannot be reached', 'no answer', 'the endpoint cannot be reached'],
    [
      'says that the credentials have expired',
      { status: 400, type: 'ExpiredTokenException' },
      'The AWS credentials have expired or are wrong: log in again.',
    ],
  ])('%s: the page says so, and the job continues by itself', async (what, answer, told) => {
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
    await page.getByRole('alert').getByText('The console keeps trying to send the rest.').waitFor();
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
    // The name has already been typed on this page.
    await button(page, 'Stop').click();
    await status(page, 'stopped').waitFor();
    fault = () => undefined;
    await page.getByText('20 are left.').waitFor();
    expect(await recordsDelivered(world.url())).toBe(before);
  });
});

test('a console that is closed meanwhile ends, and sends the streams no more requests', async () => {
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

describe('who may not send', () => {
  test('a read-only console takes no file and sends nothing, whatever a page asks', async () => {
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

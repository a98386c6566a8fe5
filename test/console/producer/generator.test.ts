import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import { generateMixedDay, lateDateOf, type MixedEvent } from '../../../data/mixed-day.ts';
import { dateDaysBefore, dateInTimeZone } from '../../../functions/trip/business-time.ts';
import { accessibilityFaults, overflow } from '../browser-under-test.ts';
import {
  NO_LIMIT,
  producerOfFile,
  recordsDelivered,
  sendButton,
  status,
  tripsInTable,
  until,
} from './producer-under-test.ts';

/** The day before: that of today has hours whose trips would end too far ahead. */
const DAY = dateDaysBefore(dateInTimeZone(new Date(), 'America/New_York'), 1);

const OPTIONS = { trips: 200, date: DAY, seed: 5, late: 0.1, repeated: 0.07, blank: 0.2, broken: 0.04 };
const made = [...generateMixedDay(OPTIONS)];
const first = made.filter(({ isRepeat }) => !isRepeat);
const countOf = (is: (event: MixedEvent) => boolean): number => made.filter(is).length;

const world = producerOfFile();

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

test('says before sending how many events of each sort there are, and they arrive just so', async () => {
  const { page, errors } = await openGenerator();
  expect(await isMarked(lateDateOf(DAY))).toBe(false);
  await page.getByLabel('Trips', { exact: true }).fill(String(OPTIONS.trips));
  await page.getByLabel('Day', { exact: true }).fill(DAY);
  await page.getByLabel('Seed of the trips').fill(String(OPTIONS.seed));
  await page.getByRole('slider', share(/^Late/)).fill('10');
  await page.getByRole('slider', share(/^Sent twice/)).fill('7');
  await page.getByRole('slider', share(/^With blanks/)).fill('20');
  await page.getByRole('slider', share(/^Broken/)).fill('4');
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

test('links to a trip of each sort', async () => {
  const { page } = await openGenerator();
  await page.getByLabel('Trips', { exact: true }).fill('30');
  await page.getByLabel('Seed of the trips').fill('9');
  for (const sort of [/^Late/, /^Sent twice/, /^With blanks/, /^Broken/])
    await page.getByRole('slider', share(sort)).fill('30');
  await page.getByRole('slider', share(/^Speed/)).fill(NO_LIMIT);
  await page.getByRole('button', { name: 'Send 78 events', exact: true }).click();
  await status(page, 'all sent').waitFor();
  const links = await page.locator('.sent-links li').allTextContents();
  for (const sort of ['ordinary', 'late', 'sent twice', 'with blanks', 'broken'])
    expect(links.filter((link) => link.endsWith(` ${sort}`))).toHaveLength(1);
});

describe('what cannot be made is said in a sentence', () => {
  test.each([
    ['Trips', '0', 'The number of trips must be from 1 to 100000.'],
    ['Trips', '100001', 'The number of trips must be from 1 to 100000.'],
    ['Day', '2999-01-01', '2999-01-01 has not begun'],
    ['Seed of the trips', '9999999999', 'Seed must be a whole number from 0 to 4294967295, got 9999999999.'],
  ])('%s %s', async (label, value, told) => {
    const { page } = await openGenerator();
    await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByRole('alert').getByText(told).waitFor();
    expect(await sendButton(page).isDisabled()).toBe(true);
  });
});

test.each(['light', 'dark'] as const)('axe finds nothing, also at 360 pixels, in %s', async (colorScheme) => {
  const { page } = await openGenerator({ colorScheme });
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  }
});

import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { untilDrained } from '../../flow/cloud-under-test.ts';
import { tripsAndNights } from '../../flow/nights-under-test.ts';
import { tripstreamHere } from '../../producer/tripstream-under-test.ts';
import { accessibilityFaults, inEachScheme, overflow, type PageOptions } from '../browser-under-test.ts';
import { consoleOfFile } from '../console-under-test.ts';

const DAY = '2024-05-25';
const OWNED = "<img src=x onerror=document.title='owned'>";

const world = consoleOfFile();

beforeAll(async () => {
  const { start, end } = tripsAndNights(world);
  await Promise.all([start('whole', DAY), end('whole', '40.09620692463166', DAY), start('refused', DAY)]);
  await end('refused', `twelve ${OWNED}`, DAY);
  await world.put('TripEndStreamName', [OWNED, JSON.stringify({ trip_id: OWNED, fare_amount: '1' })]);
  await untilDrained(world.url());
});

const openTrip = (id?: string, options?: PageOptions) =>
  world.openPage(id === undefined ? '/trips' : `/trips?id=${encodeURIComponent(id)}`, options);

const factsIn = async (page: Page, region: string): Promise<Record<string, string>> => {
  const facts = page.getByRole('region', { name: region, exact: true });
  await facts.getByRole('heading').first().waitFor();
  const [names, texts] = [
    await facts.locator('dt').allTextContents(),
    await facts.locator('dd').allTextContents(),
  ];
  return Object.fromEntries(names.map((name, index) => [name, texts[index] ?? '']));
};

const NOTHING_WAITS = 'None of its events wait in quarantine or dead letters.';

describe('a trip', () => {
  test('is found by its id, with both halves as they are stored and where each came from', async () => {
    const { page, errors } = await openTrip();
    await page.getByLabel('Trip id').fill(' whole ');
    await page.getByLabel('Trip id').press('Enter');
    await page.getByText(NOTHING_WAITS).waitFor();
    expect(new URL(page.url()).search).toBe('?id=whole');
    const { stored } = JSON.parse(await world.tripstream('trip', 'show', 'whole', '--json'));
    expect(await factsIn(page, 'Start')).toMatchObject({
      ...stored.start.fields,
      stream: stored.start.stream,
      shard: stored.start.shard_id,
      'sequence number': stored.start.sequence_number,
    });
    expect(await factsIn(page, 'End')).toMatchObject({
      fare_amount: '40.09620692463166',
      'sequence number': stored.end.sequence_number,
      arrived: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(America\/New_York\)$/),
    });
    await page.getByText('completed', { exact: true }).waitFor();
    await page.getByText('day not published').waitFor();
    expect(errors).toEqual([]);
  });

  test('leads to its day; once that was run, the file of the day perhaps has it', async () => {
    const { page } = await openTrip('whole');
    await page.getByRole('link', { name: DAY }).click();
    await page.getByRole('heading', { name: `Saturday ${DAY}` }).waitFor();
    await page.getByRole('button', { name: 'Run the day' }).click();
    await page.getByText('1 revision').waitFor();
    await page.goBack();
    await page.getByText('perhaps in the file').waitFor();
    await page.getByText('Perhaps: the trip was written while the run was reading, or up to five').waitFor();
  });

  test('that has changed is shown as it is now after "Look again"', async () => {
    const { page } = await openTrip('whole');
    await page.getByText(NOTHING_WAITS).waitFor();
    await new DynamoDBClient().send(
      new UpdateItemCommand({
        TableName: world.output('TripsTableName'),
        Key: { trip_id: { S: 'whole' } },
        UpdateExpression: 'SET fare_amount = :fare',
        ExpressionAttributeValues: { ':fare': { N: '41.5' } },
      }),
    );
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByText('41.50', { exact: true }).waitFor();
    expect(await page.getByText('40.09620692463166').count()).toBe(0);
  });

  test('with a half in quarantine says why it was refused; what was sent is only ever text', async () => {
    const { page, errors } = await openTrip('refused');
    const waiting = page.getByRole('region', { name: 'Waits in quarantine' });
    await waiting.getByText('fare_amount must be a decimal').waitFor();
    await waiting.getByText(`"fare_amount":"twelve ${OWNED}"`).waitFor();
    expect(await factsIn(page, 'Start')).toMatchObject({ pickup_datetime: `${DAY} 10:00:00` });
    await page.getByRole('region', { name: 'End', exact: true }).getByText('Not stored.').waitFor();
    await page.getByText('started, no end yet').waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.title()).toBe('Trip · Tripstream');
    await waiting.getByRole('link', { name: 'Repair and replay it' }).click();
    await page.getByRole('heading', { name: 'Refused events and dead letters', level: 1 }).waitFor();
    await page.getByRole('row', { selected: true }).getByText('fare_amount').first().waitFor();
    expect(errors).toEqual([]);
  });

  test('with an id that is markup is found in quarantine, and nothing of it runs', async () => {
    const { page, errors } = await openTrip(OWNED);
    await page.getByText('The table does not have this trip.').waitFor();
    await page
      .getByRole('region', { name: 'Waits in quarantine' })
      .getByText('trip_id must')
      .first()
      .waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  test.each(['refused', 'nobody'])('%s: has no fault that axe finds and fits 360 pixels', async (id) => {
    const { page } = await openTrip(id, { width: 360 });
    await page.locator('.reading').last().waitFor({ state: 'detached' });
    await page.locator('.waiting-half, .trouble').first().waitFor();
    await inEachScheme(page, async () => {
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    });
  });
});

describe('an id that is not known', () => {
  test("is reported in the command line's words", async () => {
    const { page } = await openTrip('nobody');
    const said = await page.getByRole('alert').textContent();
    const { stderr } = await tripstreamHere(['trip', 'show', 'nobody', '--json', '--endpoint', world.url()]);
    expect(said).toBe(`${stderr.trim().replace('tripstream: n', 'N')}.`);
  });

  test('may be in a message that cannot be searched, and the page says so', async () => {
    await new SQSClient().send(
      new SendMessageCommand({ QueueUrl: world.output('DeadLetterQueueUrl'), MessageBody: 'not ours' }),
    );
    const { page } = await openTrip('nobody');
    await page
      .getByRole('alert')
      .getByText('among the messages that could be searched; 1 message could not.')
      .waitFor();
    const { page: known } = await openTrip('whole');
    await known.getByText('1 message could not be searched: unreadable').waitFor();
  });
});

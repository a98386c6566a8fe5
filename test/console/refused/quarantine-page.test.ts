import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type RunningConsole, startConsole } from '../../../console/server/server.ts';
import {
  ARRIVED,
  deadLetter,
  END,
  FARE_REASON,
  later,
  openQuarantineWorld,
  refuse,
} from '../../producer/repair/recovery-under-test.ts';
import { accessibilityFaults, type BrowserUnderTest, openBrowser, overflow } from '../browser-under-test.ts';
import {
  choose,
  confirm,
  field,
  isTaken,
  openPage,
  otherTab,
  readAgain,
  reasonBeside,
  results,
} from './refused-page-under-test.ts';

let world: Awaited<ReturnType<typeof openQuarantineWorld>>;
let browser: BrowserUnderTest;
let consoleUnderTest: RunningConsole;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  world = await openQuarantineWorld();
  consoleUnderTest = await startConsole({ endpoint: world.url, port: 0 });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await consoleUnderTest.close();
  await world.close();
});

const open = (path?: string, options?: Parameters<typeof openPage>[3]) =>
  openPage(browser, consoleUnderTest, path, options);

/** Refuses the end of a trip; the partition key of all of them is `k`, which the list shows as the trip. */
const refuseFare = (payload: object = { ...END, fare_amount: 'EUR 12.50' }) =>
  refuse(world, JSON.stringify(payload), [`${FARE_REASON}, got "EUR 12.50"`]);

const repairFare = async (page: Page): Promise<void> => {
  await choose(page, 'k');
  await field(page, 'fare_amount').fill('12.50');
  await isTaken(page);
};

const payloadsIn = async (stream: string) =>
  (await world.records(stream)).map(({ key, text }) => ({ key, payload: JSON.parse(text) }));
const sentOnce = [{ key: 't-1', payload: { ...END, first_arrived_at: ARRIVED } }];

describe('an event that was refused', () => {
  test('has its field marked and the reason beside it, is checked as one types, and leaves when it is replayed', async () => {
    await refuseFare();
    const { page, errors } = await open();
    await choose(page, 'k');
    expect(await reasonBeside(page, 'fare_amount')).toBe(`${FARE_REASON}, got "EUR 12.50"`);
    expect(await page.locator('.payload mark').allTextContents()).toEqual(['"fare_amount":"EUR 12.50"']);
    expect(await page.getByRole('button', { name: 'Replay this event' }).isDisabled()).toBe(true);

    await field(page, 'fare_amount').fill('12,50');
    await page.getByText('got "12,50"').waitFor();
    await field(page, 'fare_amount').fill('12.50');
    await isTaken(page);
    expect(await reasonBeside(page, 'fare_amount')).toBe('');
    await page.getByRole('button', { name: 'Replay this event' }).click();
    expect(await results(page)).toEqual(['k It was sent again and left the quarantine.']);
    await page.getByText('Nothing is left in the quarantine.').waitFor();
    expect(await payloadsIn('ends')).toEqual(sentOnce);
    expect(await world.visible('quarantine')).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('keeps its edit through a reload and a restart of the console', async () => {
    await refuseFare();
    const { page } = await open();
    await choose(page, 'k');
    await field(page, 'fare_amount').fill('EUR 1');
    await page.getByText('got "EUR 1"').waitFor();
    await page.reload();
    await page.getByText('got "EUR 1"').waitFor();
    const { port } = new URL(consoleUnderTest.url);
    await consoleUnderTest.close();
    await page.getByRole('alert').getByText('The console does not answer.').waitFor();
    await field(page, 'fare_amount').fill('12.5');
    consoleUnderTest = await startConsole({ endpoint: world.url, port: Number(port) });
    const other = await page.context().newPage();
    await other.goto(consoleUnderTest.address);
    await isTaken(page);
    expect(await field(page, 'fare_amount').inputValue()).toBe('12.5');
    await page.getByRole('gridcell', { name: 'repaired' }).waitFor();
  });

  test('is sent once when two tabs replay it at the same time, and the second is told', async () => {
    await refuseFare();
    const { page } = await open();
    await repairFare(page);
    const other = await otherTab(page);
    await isTaken(other);
    // Neither request goes on before both tabs have made theirs.
    const { promise: bothAsked, resolve } = Promise.withResolvers<void>();
    let asked = 0;
    await page.context().route('**/api/refused/replay', async (route) => {
      asked += 1;
      if (asked === 2) resolve();
      await bothAsked;
      await route.continue();
    });
    for (const tab of [page, other]) await tab.getByRole('button', { name: 'Replay this event' }).click();
    const said = [...(await results(page)), ...(await results(other))].toSorted();
    expect(said).toEqual([
      'k It was sent again and left the quarantine.',
      expect.stringMatching(
        /^t-1 It was replayed from this console at \d\d:\d\d:\d\d already; it was not sent again\.$/,
      ),
    ]);
    expect(await payloadsIn('ends')).toEqual(sentOnce);
  });

  test('that somebody else has replayed meanwhile is not sent again, and its edit is not lost', async () => {
    await refuseFare();
    const { page } = await open();
    await repairFare(page);
    const csv = await world.exported('theirs.csv');
    writeFileSync(world.file('theirs.csv'), csv.replace('EUR 12.50', '13.50'));
    expect(await world.run(['quarantine', 'replay', world.file('theirs.csv')])).toMatchObject({ code: 0 });
    await page.getByText('The queue holds 0 messages now, 1 is shown.').waitFor();
    await page.getByRole('button', { name: 'Replay this event' }).click();
    expect(await results(page)).toEqual([
      'k It is no longer in the quarantine: somebody else has replayed or deleted it meanwhile. Nothing was sent.',
    ]);
    await page.getByText('"fare_amount": "12.50"').waitFor();
    expect((await payloadsIn('ends')).map(({ payload }) => payload.fare_amount)).toEqual(['13.50']);
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('An edit is left over').waitFor({ state: 'detached' });
  });

  test('that another reader holds is not sent, and said so', async () => {
    await refuseFare();
    const { page } = await open();
    await repairFare(page);
    await world.hold('quarantine');
    await page.getByRole('button', { name: 'Replay this event' }).click();
    expect(await results(page)).toEqual([
      'k It was not found, and about 1 message of the quarantine is held by another reader: try again in a minute. Nothing was sent.',
    ]);
    expect(await world.records('ends')).toEqual([]);
    await page.getByRole('gridcell', { name: 'repaired' }).waitFor();
  });

  test('whose message cannot be deleted after it was sent is not sent a second time', async () => {
    await refuseFare();
    const { page } = await open();
    await repairFare(page);
    let isBroken = true;
    world.watchSqs((operation, response) => {
      if (!isBroken || operation !== 'DeleteMessageBatch') return false;
      response.writeHead(400, { 'x-amzn-errortype': 'AccessDenied' }).end('{"message":"not allowed"}');
      return true;
    });
    await page.getByRole('button', { name: 'Replay this event' }).click();
    expect(await results(page)).toEqual([
      expect.stringContaining(
        'It was sent, but its message is still there; replay it once more, which only deletes that.',
      ),
    ]);
    expect(await payloadsIn('ends')).toEqual(sentOnce);
    isBroken = false;
    await page.getByRole('button', { name: 'Replay this event' }).click();
    await page.getByText('Nothing is left in the quarantine.').waitFor();
    expect(await payloadsIn('ends')).toEqual(sentOnce);
  });
});

test('looking leaves every message visible, and is done again only when it is asked for', async () => {
  await refuseFare();
  let received = 0;
  world.watchSqs((operation) => {
    if (operation === 'ReceiveMessage') received += 1;
    return false;
  });
  const { page } = await open();
  await page.getByText('1 refused').waitFor();
  expect(await world.visible('quarantine')).toHaveLength(1);
  const once = received;
  await page.reload();
  await page.getByText('1 refused').waitFor();
  await refuseFare({ ...END, trip_id: 't-2', fare_amount: 'EUR 2' });
  await page.getByText('The queue holds 2 messages now, 1 is shown.').waitFor();
  expect(received).toBe(once);
  await readAgain(page);
  await page.getByText('2 refused').waitFor();
  expect(received).toBeGreaterThan(once);
});

test('the counts filter the list, and the address keeps the filter', async () => {
  await refuseFare();
  await refuse(
    world,
    '{"trip_id":"t#2"}',
    ['trip_id must be 1 to 64 of A-Z a-z 0-9 _ -, got "t#2"'],
    'starts',
  );
  const { page } = await open();
  await page.getByRole('button', { name: /trip_id must be/ }).click();
  await page.getByText('1 of 2 refused').waitFor();
  expect(new URL(page.url()).searchParams.get('reason')).toBe('trip_id must be 1 to 64 of A-Z a-z 0-9 _ -');
  const { page: sent } = await open('/refused?stream=ends');
  await sent.getByText('1 of 2 refused').waitFor();
  await sent.getByRole('gridcell', { name: 'trip end' }).waitFor();
  expect(await sent.getByRole('gridcell', { name: 'trip start' }).count()).toBe(0);
});

test('with the keyboard alone: an event is chosen, ticked, repaired and replayed', async () => {
  await refuseFare();
  const { page } = await open();
  await page.getByRole('rowgroup', { name: 'Rows of Refused events' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  const ticked = page.getByRole('button', { name: 'Replay the ticked (0 of 1 repaired)' });
  await ticked.waitFor();
  await field(page, 'fare_amount').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('12.50');
  await isTaken(page);
  await page.getByRole('button', { name: 'Replay the ticked (1 of 1 repaired)' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.getByRole('dialog').locator('button[type=submit]').focus();
  await page.keyboard.press('Enter');
  await page.getByText('Nothing is left in the quarantine.').waitFor();
  expect(await payloadsIn('ends')).toEqual(sentOnce);
});

test('nothing of what is typed fast gets lost', async () => {
  await refuseFare();
  const { page } = await open();
  await choose(page, 'k');
  const digits = `1.${'0123456789'.repeat(3)}`;
  for (const name of ['fare_amount', 'tip_amount']) {
    await field(page, name).fill('');
    await field(page, name).pressSequentially(digits);
  }
  await isTaken(page);
  await page.reload();
  await isTaken(page);
  for (const name of ['fare_amount', 'tip_amount']) expect(await field(page, name).inputValue()).toBe(digits);
});

describe('a payload', () => {
  const HOSTILE = `<img src=x onerror="document.title='owned'">`;

  test('with markup in every place is shown as text and does not run', async () => {
    await refuse(world, JSON.stringify({ ...END, fare_amount: HOSTILE, [HOSTILE]: HOSTILE }), [
      HOSTILE,
      HOSTILE,
    ]);
    await refuse(world, HOSTILE, ['the payload is not JSON']);
    const { page, errors } = await open();
    await page.getByRole('gridcell', { name: HOSTILE }).click();
    await page.getByRole('region', { name: 'Payload' }).getByText('onerror').waitFor();
    expect(await field(page, 'fare_amount').inputValue()).toBe(HOSTILE);
    await page.getByRole('gridcell', { name: 'the payload is not JSON' }).click();
    await page.getByText('The payload is not a JSON object.').waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.title()).toBe('Refused · Tripstream');
    expect(errors).toEqual([]);
  });

  test('with times that are none, and places that are none, is shown as it is and cannot be replayed', async () => {
    const message = JSON.parse(await refusedMessage());
    await world.send('quarantine', {
      ...message,
      ...{ arrived_at: 'yesterday', quarantined_at: HOSTILE, shard_id: HOSTILE, partition_key: 'strange' },
    });
    const { page, errors } = await open();
    await choose(page, 'strange');
    await page.getByRole('gridcell', { name: 'yesterday' }).waitFor();
    await page.getByText('is not a position such as shardId-000000000000:4958').waitFor();
    await page.getByText('It would be refused for one reason.').waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  test('is read by its reference from this stack alone', async () => {
    const record = { ...JSON.parse(await refusedMessage()), payload: undefined, payload_encoding: undefined };
    const at = (key: string, sequence_number: string, bucket = 'metrics') =>
      world.send('quarantine', { ...record, sequence_number, payload_location: { bucket, key } });
    await world.putObject('quarantine/ends/large', JSON.stringify({ ...END, fare_amount: 'large' }));
    await world.putObject('daily/secret', '{"trip_id":"not for you"}');
    await at('quarantine/ends/large', '1');
    await at('daily/secret', '2');
    const { page } = await open('/refused?id=ends shardId-000000000000:1');
    await page.getByText('s3://metrics/quarantine/ends/large').waitFor();
    expect(await field(page, 'fare_amount').inputValue()).toBe('large');
    await page.goto(`${consoleUnderTest.url}/refused?id=ends shardId-000000000000:2`);
    await page.getByText('is not below s3://metrics/quarantine/ and was not read').waitFor();
    expect(await page.getByText('not for you').count()).toBe(0);
  });

  /** A message of the quarantine; the queue is empty again. */
  const refusedMessage = async (): Promise<string> => {
    await refuseFare();
    const [message = ''] = await world.visible('quarantine');
    await world.purge('quarantine');
    return message;
  };
});

describe('a file', () => {
  test('of the console has the bytes of the command line, and comes back repaired', async () => {
    await refuseFare({ ...END, fare_amount: '=1+2', note: 'a,"b"\nc' });
    await refuse(world, 'not json', ['the payload is not JSON']);
    const { page } = await open();
    await page.getByText('2 refused').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const path = await (await download).path();
    const csv = readFileSync(path, 'utf8');
    expect(csv).toBe(await world.exported('refused.csv'));
    expect(csv).toContain(`'=1+2`);
    await page.getByText('1 payload is not a JSON object: only JSON lines hold it.').waitFor();

    const repaired = csv.replace(`'=1+2`, '12.50');
    await page.getByLabel('Import repairs').setInputFiles({
      ...{ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(repaired) },
    });
    await page
      .getByText(
        'mine.csv: 1 event differs from the quarantine and is kept here as an edit, 1 of them would be taken. Nothing was sent yet.',
      )
      .waitFor();
    expect(await world.records('ends')).toEqual([]);
    await confirm(page, 'Replay all repaired (1)');
    await page.getByText('1 of 1 replayed').waitFor();
    expect(await payloadsIn('ends')).toEqual([
      { key: 't-1', payload: { ...END, note: 'a,"b"\nc', first_arrived_at: ARRIVED } },
    ]);
    await page.getByText('1 left in the quarantine.').waitFor();
  });

  test('that is none is refused in a sentence that names it', async () => {
    await refuseFare();
    const { page } = await open();
    const give = (name: string, text: string | Buffer) =>
      page
        .getByLabel('Import repairs')
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByText('1 refused').waitFor();
    await give('trips.csv', 'a,b\n1,2\n');
    await page.getByText('trips.csv: the header lacks the column trip_id').waitFor();
    await give('trips.xlsx', 'a');
    await page.getByText('an export is CSV or lines of JSON').waitFor();
    await give('empty.csv', '');
    await page.getByText('empty.csv: holds no records.').waitFor();
  });
});

describe('dead letters', () => {
  test('say where they are and what is still in the stream; a dry run comes first, and each has its result', async () => {
    await world.send('dead-letters', deadLetter(await world.put('ends', '{"trip_id":"t-0"}')));
    later(25 * 3_600_000);
    const there = await world.put('ends', JSON.stringify(END), 't-1');
    const error = { name: 'ValidationException', message: '<b>too large</b>' };
    await world.send('dead-letters', { ...deadLetter(there), error });
    const { page, errors } = await open('/refused?show=dead');
    await page.getByText('2 dead letters').waitFor();
    await page.getByRole('gridcell', { name: 'ValidationException: <b>too large</b>' }).click();
    const letter = page.getByRole('region', { name: 'Dead letter', exact: true });
    await letter.getByText('Still in the stream: it would be sent again.').waitFor();
    for (const text of ['ends', 'shardId-000000000000', `${there} (one record)`, 'trip t-1'])
      await letter.getByText(text, { exact: true }).first().waitFor();
    await page.getByRole('gridcell', { name: 'expired' }).click();
    await letter.getByText('A pipe does not say which error its records met.').waitFor();
    await letter.getByText('logs record-trip-end --errors').waitFor();
    expect(await payloadsIn('ends')).toEqual([{ key: 't-1', payload: END }]);
    expect(await world.visible('dead-letters')).toHaveLength(2);

    await page.getByRole('button', { name: 'Redrive all (1 of 2)' }).click();
    await page.getByRole('dialog').getByText('found 1 record of 1 message that can be sent again').waitFor();
    await page.getByRole('dialog').locator('button[type=submit]').click();
    expect(await results(page)).toEqual([expect.stringContaining('Sent again and deleted.')]);
    expect(await payloadsIn('ends')).toEqual([
      { key: 't-1', payload: END },
      { key: 't-1', payload: { ...END, redrive_attempt: 1, first_arrived_at: expect.any(String) } },
    ]);
    await page.getByText('1 left.').waitFor();
    await confirm(page, 'Delete 1 expired');
    await page.getByText('No dead letter is left.').waitFor();
    expect(await world.visible('dead-letters')).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('that somebody else has redriven meanwhile are not sent again', async () => {
    await world.send('dead-letters', deadLetter(await world.put('ends', JSON.stringify(END), 't-1')));
    const { page } = await open('/refused?show=dead');
    await page.getByText('1 dead letter', { exact: true }).waitFor();
    expect(await world.run(['redrive'])).toMatchObject({ code: 0 });
    await confirm(page, 'Redrive all (1 of 1)');
    expect(await results(page)).toEqual([
      expect.stringContaining('somebody else has redriven or deleted it'),
    ]);
    expect(await world.records('ends')).toHaveLength(2);
  });
});

test('a console that only reads checks an edit and replays nothing', async () => {
  await refuseFare();
  // Not this computer's own name for itself, so it may be anybody's.
  const readOnly = await startConsole({ endpoint: world.url.replace('127.0.0.1', '127.0.0.2'), port: 0 });
  try {
    const { page } = await openPage(browser, readOnly);
    expect(
      await page.evaluate<
        number[]
      >(`Promise.all(['refused/replay', 'dead-letters/redrive', 'dead-letters/drop', 'refused/check']
      .map((path) => fetch('/api/' + path, { method: 'POST', body: '{}',
        headers: { 'content-type': 'application/json', 'x-tripstream-console': '1' } }))
      ).then((answers) => answers.map(({ status }) => status))`),
    ).toEqual([403, 403, 403, 400]);
  } finally {
    await readOnly.close();
  }
});

test('nothing that axe finds, and no overflow at 360 pixels, in either colour scheme', async () => {
  await refuseFare();
  await world.send('dead-letters', deadLetter(await world.put('ends', JSON.stringify(END), 't-1')));
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 360]) {
      const { page } = await open('/refused', { colorScheme, width });
      await choose(page, 'k');
      await field(page, 'tip_amount').fill('two');
      await page.getByText('got "two"').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.getByRole('link', { name: 'dead letters' }).click();
      await page.getByRole('gridcell', { name: 'still there' }).click();
      await page.getByRole('region', { name: 'Dead letter', exact: true }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
      await page.context().close();
    }
  }
});

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ARRIVED, deadLetter, END, refuse } from '../../producer/repair/recovery-under-test.ts';
import { accessibilityFaults, inEachScheme, overflow } from '../browser-under-test.ts';
import { startConsoleUnderTest } from '../server-under-test.ts';
import {
  choose,
  confirm,
  field,
  inRefusedWorlds,
  isTaken,
  type RefusedWorld,
  readAgain,
  SENT_ONCE,
} from './refused-page-under-test.ts';

let world: RefusedWorld;
const browser = inRefusedWorlds((opened) => {
  world = opened;
});

test('reading leaves every message visible, and is repeated only on request', async () => {
  await world.refuseFare();
  let received = 0;
  world.watchSqs((operation) => {
    if (operation === 'ReceiveMessage') received += 1;
    return false;
  });
  const { page } = await world.open();
  await page.getByText('1 refused').waitFor();
  expect(await world.visible('quarantine')).toHaveLength(1);
  const once = received;
  await page.reload();
  await page.getByText('1 refused').waitFor();
  await world.refuseFare({ ...END, trip_id: 't-2', fare_amount: 'EUR 2' });
  await page.getByText('The queue holds 2 messages now, 1 is shown.').waitFor();
  expect(received).toBe(once);
  await readAgain(page);
  await page.getByText('2 refused').waitFor();
  expect(received).toBeGreaterThan(once);
});

test('a list that was empty when it was read does not say that all is well once an event is refused', async () => {
  const { page } = await world.open();
  const allWell = page.getByText('The quarantine is empty');
  await allWell.waitFor();
  await world.refuseFare();
  await page.getByText('Events were refused after this list was read').waitFor();
  expect(await allWell.count()).toBe(0);
  await readAgain(page);
  await page.getByText('1 refused').waitFor();
});

test('the counts filter the list, and the address keeps the filter', async () => {
  await world.refuseFare();
  await refuse(
    world,
    '{"trip_id":"t#2"}',
    ['trip_id must be 1 to 64 of A-Z a-z 0-9 _ -, got "t#2"'],
    'starts',
  );
  const { page } = await world.open();
  await page.getByRole('button', { name: /trip_id must be/ }).click();
  await page.getByText('1 of 2 refused').waitFor();
  expect(new URL(page.url()).searchParams.get('reason')).toBe('trip_id must be 1 to 64 of A-Z a-z 0-9 _ -');
  const { page: sent } = await world.open('/refused?stream=ends');
  await sent.getByText('1 of 2 refused').waitFor();
  await sent.getByRole('gridcell', { name: 'trip end' }).waitFor();
  expect(await sent.getByRole('gridcell', { name: 'trip start' }).count()).toBe(0);
});

test('with the keyboard alone: an event is chosen, ticked, repaired and replayed', async () => {
  await world.refuseFare();
  const { page } = await world.open();
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
  expect(await world.payloadsIn('ends')).toEqual(SENT_ONCE);
});

describe('a payload', () => {
  const HOSTILE = `<img src=x onerror="document.title='owned'">`;

  test('with markup in every place is shown as text and does not run', async () => {
    await refuse(world, JSON.stringify({ ...END, fare_amount: HOSTILE, [HOSTILE]: HOSTILE }), [
      HOSTILE,
      HOSTILE,
    ]);
    await refuse(world, HOSTILE, ['the payload is not JSON']);
    const { page, errors } = await world.open();
    await page.getByRole('gridcell', { name: HOSTILE }).click();
    await page.getByRole('region', { name: 'Payload' }).getByText('onerror').waitFor();
    expect(await field(page, 'fare_amount').inputValue()).toBe(HOSTILE);
    await page.getByRole('gridcell', { name: 'the payload is not JSON' }).click();
    await page.getByText('The payload is not a JSON object.').waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.title()).toBe('Refused · Tripstream');
    expect(errors).toEqual([]);
  });

  test('with invalid times and positions is shown as it is and cannot be replayed', async () => {
    const message = JSON.parse(await refusedMessage());
    await world.send('quarantine', {
      ...message,
      ...{ arrived_at: 'yesterday', quarantined_at: HOSTILE, shard_id: HOSTILE, partition_key: 'strange' },
    });
    const { page, errors } = await world.open();
    await choose(page, 'strange');
    await page.getByRole('gridcell', { name: 'yesterday' }).waitFor();
    await page.getByText('is not a position such as shardId-000000000000:4958').waitFor();
    await page.getByText('It would be refused for one reason.').waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(errors).toEqual([]);
  });

  test('is read by its reference only from this stack', async () => {
    const record = { ...JSON.parse(await refusedMessage()), payload: undefined, payload_encoding: undefined };
    const at = (key: string, sequence_number: string, bucket = 'metrics') =>
      world.send('quarantine', { ...record, sequence_number, payload_location: { bucket, key } });
    await world.putObject('quarantine/ends/large', JSON.stringify({ ...END, fare_amount: 'large' }));
    await world.putObject('daily/secret', '{"trip_id":"not for you"}');
    await at('quarantine/ends/large', '1');
    await at('daily/secret', '2');
    const { page } = await world.open('/refused?id=ends shardId-000000000000:1');
    await page.getByText('s3://metrics/quarantine/ends/large').waitFor();
    expect(await field(page, 'fare_amount').inputValue()).toBe('large');
    await page.goto(`${world.consoleUrl}/refused?id=ends shardId-000000000000:2`);
    await page.getByText('is not below s3://metrics/quarantine/ and was not read').waitFor();
    expect(await page.getByText('not for you').count()).toBe(0);
  });

  /** A message from the quarantine. Leaves the queue empty. */
  const refusedMessage = async (): Promise<string> => {
    await world.refuseFare();
    const [message = ''] = await world.visible('quarantine');
    await world.purge('quarantine');
    return message;
  };
});

describe('a file', () => {
  test('from the console has the same bytes as from the command line, and comes back repaired', async () => {
    await world.refuseFare({ ...END, fare_amount: '=1+2', note: 'a,"b"\nc' });
    await refuse(world, 'not json', ['the payload is not JSON']);
    const { page } = await world.open();
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
    expect(await world.payloadsIn('ends')).toEqual([
      { key: 't-1', payload: { ...END, note: 'a,"b"\nc', first_arrived_at: ARRIVED } },
    ]);
    await page.getByText('1 left in the quarantine.').waitFor();
  });

  test('that is not an export is refused in a sentence that names it', async () => {
    await world.refuseFare();
    const { page } = await world.open();
    const give = (name: string, text: string | Buffer) =>
      page
        .getByLabel('Import repairs')
        .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await page.getByText('1 refused').waitFor();
    await give('trips.csv', 'a,b\n1,2\n');
    await page.getByText('trips.csv: the header lacks the column trip_id').waitFor();
    await give('trips.xlsx', 'a');
    await page.getByText('an export is CSV or JSON lines').waitFor();
    await give('empty.csv', '');
    await page.getByText('empty.csv: contains no records.').waitFor();
  });
});

test('a read-only console checks an edit and replays nothing', async () => {
  await world.refuseFare();
  // Not this computer's own name for itself, so it may belong to anyone.
  const readOnly = await startConsoleUnderTest({
    endpoint: world.url.replace('127.0.0.1', '127.0.0.2'),
  });
  try {
    const { page } = await browser.openPageOf(readOnly, '/refused');
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

test('axe finds nothing, and nothing overflows at 360 pixels, in either colour scheme', async () => {
  await world.refuseFare();
  await world.send('dead-letters', deadLetter(await world.put('ends', JSON.stringify(END), 't-1')));
  const { page } = await world.open();
  const check = async (): Promise<void> => {
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    }
  };
  await choose(page, 'k');
  await field(page, 'tip_amount').fill('two');
  await page.getByText('got "two"').waitFor();
  await inEachScheme(page, check);
  await page.getByRole('link', { name: 'dead letters' }).click();
  await page.getByRole('gridcell', { name: 'still there' }).click();
  await page.getByRole('region', { name: 'Dead letter', exact: true }).waitFor();
  await inEachScheme(page, check);
});

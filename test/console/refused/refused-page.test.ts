import { writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { answerOf } from '../../local/services-under-test.ts';
import { deadLetter, END, FARE_REASON, later } from '../../producer/repair/recovery-under-test.ts';
import {
  choose,
  confirm,
  field,
  inRefusedWorlds,
  isTaken,
  otherTab,
  type RefusedWorld,
  reasonBeside,
  repairFare,
  results,
  SENT_ONCE,
} from './refused-page-under-test.ts';

let world: RefusedWorld;
inRefusedWorlds((opened) => {
  world = opened;
});

describe('an event that was refused', () => {
  test('has its field marked and the reason beside it, is checked while typing, and leaves when it is replayed', async () => {
    await world.refuseFare();
    const { page, errors } = await world.open();
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
    expect(await results(page)).toEqual(['k It was sent again and has left the quarantine.']);
    await page.getByText('Nothing is left in the quarantine.').waitFor();
    expect(await world.payloadsIn('ends')).toEqual(SENT_ONCE);
    expect(await world.visible('quarantine')).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('keeps its edit through a reload and a restart of the console', async () => {
    await world.refuseFare();
    const { page } = await world.open();
    await choose(page, 'k');
    await field(page, 'fare_amount').fill('EUR 1');
    await page.getByText('got "EUR 1"').waitFor();
    await page.reload();
    await page.getByText('got "EUR 1"').waitFor();
    await world.stopConsole();
    await page.getByRole('alert').getByText('The console does not answer.').waitFor();
    await field(page, 'fare_amount').fill('12.5');
    const address = await world.startConsoleAgain();
    const other = await page.context().newPage();
    await other.goto(address);
    await isTaken(page);
    expect(await field(page, 'fare_amount').inputValue()).toBe('12.5');
    await page.getByRole('gridcell', { name: 'repaired' }).waitFor();
  });

  test('is sent once when two tabs replay it at the same time, and the second is told', async () => {
    await world.refuseFare();
    const { page } = await world.open();
    await repairFare(page);
    const other = await otherTab(page);
    await isTaken(other);
    // Both requests wait until each tab has made its own.
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
      'k It was sent again and has left the quarantine.',
      expect.stringMatching(
        /^t-1 It was already replayed from this console at \d\d:\d\d:\d\d; it was not sent again\.$/,
      ),
    ]);
    expect(await world.payloadsIn('ends')).toEqual(SENT_ONCE);
  });

  test('that someone else has replayed meanwhile is not sent again, and its edit is not lost', async () => {
    await world.refuseFare();
    const { page } = await world.open();
    await repairFare(page);
    const csv = await world.exported('theirs.csv');
    writeFileSync(world.file('theirs.csv'), csv.replace('EUR 12.50', '13.50'));
    expect(await world.run(['quarantine', 'replay', world.file('theirs.csv')])).toMatchObject({ code: 0 });
    await page.getByText('The queue holds 0 messages now, 1 is shown.').waitFor();
    await page.getByRole('button', { name: 'Replay this event' }).click();
    expect(await results(page)).toEqual([
      'k It is no longer in the quarantine: someone else has replayed or deleted it. Nothing was sent.',
    ]);
    await page.getByText('"fare_amount": "12.50"').waitFor();
    expect((await world.payloadsIn('ends')).map(({ payload }) => payload.fare_amount)).toEqual(['13.50']);
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('An edit is left over').waitFor({ state: 'detached' });
  });

  test('that another reader holds is not sent, and the page says so', async () => {
    await world.refuseFare();
    const { page } = await world.open();
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
    await world.refuseFare();
    const { page } = await world.open();
    await repairFare(page);
    let isBroken = true;
    world.watchSqs(
      (operation) =>
        isBroken &&
        operation === 'DeleteMessageBatch' &&
        answerOf(400, '{"message":"not allowed"}', { 'x-amzn-errortype': 'AccessDenied' }),
    );
    await page.getByRole('button', { name: 'Replay this event' }).click();
    expect(await results(page)).toEqual([
      expect.stringContaining(
        'It was sent, but its message is still there; replay it once more, which only deletes the message.',
      ),
    ]);
    expect(await world.payloadsIn('ends')).toEqual(SENT_ONCE);
    isBroken = false;
    await page.getByRole('button', { name: 'Replay this event' }).click();
    await page.getByText('Nothing is left in the quarantine.').waitFor();
    expect(await world.payloadsIn('ends')).toEqual(SENT_ONCE);
  });

  test('loses nothing that is typed fast', async () => {
    await world.refuseFare();
    const { page } = await world.open();
    await choose(page, 'k');
    const digits = `1.${'0123456789'.repeat(3)}`;
    for (const name of ['fare_amount', 'tip_amount']) {
      await field(page, name).fill('');
      await field(page, name).pressSequentially(digits);
    }
    await isTaken(page);
    await page.reload();
    await isTaken(page);
    for (const name of ['fare_amount', 'tip_amount'])
      expect(await field(page, name).inputValue()).toBe(digits);
  });
});

describe('dead letters', () => {
  test('say where they are and what is still in the stream; a dry run comes first, and each has its result', async () => {
    await world.send('dead-letters', deadLetter(await world.put('ends', '{"trip_id":"t-0"}')));
    later(25 * 3_600_000);
    const there = await world.put('ends', JSON.stringify(END), 't-1');
    const error = { name: 'ValidationException', message: '<b>too large</b>' };
    await world.send('dead-letters', { ...deadLetter(there), error });
    const { page, errors } = await world.open('/refused?show=dead');
    await page.getByText('2 dead letters').waitFor();
    await page.getByRole('gridcell', { name: 'ValidationException: <b>too large</b>' }).click();
    const letter = page.getByRole('region', { name: 'Dead letter', exact: true });
    await letter.getByText('Still in the stream: it would be sent again.').waitFor();
    for (const text of ['ends', 'shardId-000000000000', `${there} (one record)`, 'trip t-1'])
      await letter.getByText(text, { exact: true }).first().waitFor();
    await page.getByRole('gridcell', { name: 'expired' }).click();
    await letter.getByText('A pipe does not say which error its records ran into.').waitFor();
    await letter.getByText('logs record-trip-end --errors').waitFor();
    expect(await world.payloadsIn('ends')).toEqual([{ key: 't-1', payload: END }]);
    expect(await world.visible('dead-letters')).toHaveLength(2);

    await page.getByRole('button', { name: 'Redrive all (1 of 2)' }).click();
    await page.getByRole('dialog').getByText('found 1 record of 1 message that can be sent again').waitFor();
    await page.getByRole('dialog').locator('button[type=submit]').click();
    expect(await results(page)).toEqual([expect.stringContaining('Sent again and deleted.')]);
    expect(await world.payloadsIn('ends')).toEqual([
      { key: 't-1', payload: END },
      { key: 't-1', payload: { ...END, redrive_attempt: 1, first_arrived_at: expect.any(String) } },
    ]);
    await page.getByText('1 left.').waitFor();
    await confirm(page, 'Delete 1 expired');
    await page.getByText('No dead letter is left.').waitFor();
    expect(await world.visible('dead-letters')).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('that someone else has redriven meanwhile are not sent again', async () => {
    await world.send('dead-letters', deadLetter(await world.put('ends', JSON.stringify(END), 't-1')));
    const { page } = await world.open('/refused?show=dead');
    await page.getByText('1 dead letter', { exact: true }).waitFor();
    expect(await world.run(['redrive'])).toMatchObject({ code: 0 });
    await confirm(page, 'Redrive all (1 of 1)');
    expect(await results(page)).toEqual([expect.stringContaining('someone else has redriven or deleted it')]);
    expect(await world.records('ends')).toHaveLength(2);
  });
});

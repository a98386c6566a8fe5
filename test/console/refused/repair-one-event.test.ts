import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FARE_REASON } from '../../producer/repair/recovery-under-test.ts';
import { browserOfFile } from '../console-under-test.ts';
import {
  choose,
  field,
  isTaken,
  openRefusedWorld,
  otherTab,
  type RefusedWorld,
  reasonBeside,
  repairFare,
  results,
  SENT_ONCE,
} from './refused-page-under-test.ts';

const browser = browserOfFile();
let world: RefusedWorld;
beforeEach(async () => {
  world = await openRefusedWorld(browser);
});
afterEach(() => world.close());

describe('an event that was refused', () => {
  test('has its field marked and the reason beside it, is checked as one types, and leaves when it is replayed', async () => {
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
    expect(await results(page)).toEqual(['k It was sent again and left the quarantine.']);
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
    expect(await world.payloadsIn('ends')).toEqual(SENT_ONCE);
  });

  test('that somebody else has replayed meanwhile is not sent again, and its edit is not lost', async () => {
    await world.refuseFare();
    const { page } = await world.open();
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
    expect((await world.payloadsIn('ends')).map(({ payload }) => payload.fare_amount)).toEqual(['13.50']);
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByText('An edit is left over').waitFor({ state: 'detached' });
  });

  test('that another reader holds is not sent, and said so', async () => {
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
    expect(await world.payloadsIn('ends')).toEqual(SENT_ONCE);
    isBroken = false;
    await page.getByRole('button', { name: 'Replay this event' }).click();
    await page.getByText('Nothing is left in the quarantine.').waitFor();
    expect(await world.payloadsIn('ends')).toEqual(SENT_ONCE);
  });

  test('loses nothing of what is typed fast', async () => {
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

import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { deadLetter, END, later } from '../../producer/repair/recovery-under-test.ts';
import { browserOfFile } from '../console-under-test.ts';
import { confirm, openRefusedWorld, type RefusedWorld, results } from './refused-page-under-test.ts';

const browser = browserOfFile();
let world: RefusedWorld;
beforeEach(async () => {
  world = await openRefusedWorld(browser);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await world.close();
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
    await letter.getByText('A pipe does not say which error its records met.').waitFor();
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

  test('that somebody else has redriven meanwhile are not sent again', async () => {
    await world.send('dead-letters', deadLetter(await world.put('ends', JSON.stringify(END), 't-1')));
    const { page } = await world.open('/refused?show=dead');
    await page.getByText('1 dead letter', { exact: true }).waitFor();
    expect(await world.run(['redrive'])).toMatchObject({ code: 0 });
    await confirm(page, 'Redrive all (1 of 1)');
    expect(await results(page)).toEqual([
      expect.stringContaining('somebody else has redriven or deleted it'),
    ]);
    expect(await world.records('ends')).toHaveLength(2);
  });
});

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readRefusedEvents } from '../../../producer/demo/refused-events.ts';
import { END, openQuarantineWorld, refuse } from '../repair/recovery-under-test.ts';

let world: Awaited<ReturnType<typeof openQuarantineWorld>>;
beforeEach(async () => {
  world = await openQuarantineWorld();
});
afterEach(() => world.close());

test('an event that was delivered and refused twice counts once, and stays in quarantine', async () => {
  await refuse(world, JSON.stringify(END));
  const [again = ''] = await world.visible('quarantine');
  await world.send('quarantine', again);
  await refuse(world, '{', ['the payload is not JSON'], 'starts');
  const refused = await readRefusedEvents(world.url);
  expect(refused.map(({ half, reasons }) => `${half}: ${reasons}`).toSorted()).toEqual([
    'end: fare_amount must be a decimal',
    'start: the payload is not JSON',
  ]);
  expect(await world.visible('quarantine')).toHaveLength(3);
});

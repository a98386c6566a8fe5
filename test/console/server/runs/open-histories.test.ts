import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LONG_RUN, serveLongRun } from '../../../../bench/console/long-run.ts';
import { OpenHistories } from '../../../../console/server/runs/open-histories.ts';
import { clientEnvironment } from '../../../flow/cloud-under-test.ts';

const EVENTS = 3_000;
const arnOf = (machine: string): string =>
  `arn:aws:states:us-east-1:000000000000:execution:${machine}:${LONG_RUN}`;

let front: Awaited<ReturnType<typeof serveLongRun>>;
let states: SFNClient;

beforeAll(async () => {
  // Requests about anything other than the long run go nowhere.
  front = await serveLongRun('http://127.0.0.1:9', EVENTS);
  Object.assign(process.env, clientEnvironment(front.url));
  states = new SFNClient({});
});
afterAll(async () => {
  states.destroy();
  await front.close();
});

test('a history that is no longer in memory is read again', async () => {
  const histories = new OpenHistories();
  const first = arnOf('first');
  await histories.refresh(states, first, true);
  for (const other of ['a', 'b', 'c', 'd', 'e']) await histories.refresh(states, arnOf(other), true);
  const { events } = await histories.of(states, first);
  expect(events).toHaveLength(EVENTS);
});

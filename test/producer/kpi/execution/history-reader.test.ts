import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LONG_RUN, serveLongRun } from '../../../../bench/console/long-run.ts';
import { HistoryReader } from '../../../../producer/kpi/execution/history-reader.ts';
import { clientEnvironment } from '../../../flow/cloud-under-test.ts';

const EVENTS = 5_000;
const ARN = `arn:aws:states:us-east-1:000000000000:execution:machine:${LONG_RUN}`;

let front: Awaited<ReturnType<typeof serveLongRun>>;
let states: SFNClient;

beforeAll(async () => {
  // Requests about anything but the long run go nowhere.
  front = await serveLongRun('http://127.0.0.1:9', EVENTS);
  Object.assign(process.env, clientEnvironment(front.url));
  states = new SFNClient({});
});
afterAll(async () => {
  states.destroy();
  await front.close();
});

const idsOf = (reader: HistoryReader) => reader.events.map(({ id }) => id);
const countTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

test('a history that grows is read further from its end, each event once and in order', async () => {
  const reader = new HistoryReader(states, ARN);
  // Less than a page, nothing new, exactly the short first page from the end, several pages, all.
  for (const known of [40, 40, 140, 3_500, EVENTS]) {
    front.know(known);
    await reader.readNew();
    expect(idsOf(reader)).toEqual(countTo(known));
  }
});

test('concurrent readers read no event twice', async () => {
  const reader = new HistoryReader(states, ARN);
  front.know(1_200);
  await Promise.all([reader.readNew(), reader.readNew(), reader.readNew()]);
  expect(idsOf(reader)).toEqual(countTo(1_200));
});

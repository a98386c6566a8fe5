import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { dateDaysBefore, dateInTimeZone, firstInstantOf } from '../../../functions/trip/business-time.ts';
import { tripsAndNights } from '../nights-under-test.ts';
import { daysAgo } from './fault.ts';
import { bringToRest, proveAlarms } from './prove-alarms.ts';
import { SCHEDULE_FAULTS } from './schedule-faults.ts';
import { HOUR_MS, MINUTE_MS, openWatchedStack, type WatchedStack } from './watched-stack-under-test.ts';

const TIMEOUT_MILLISECONDS = 120_000;
const ZONE = 'America/New_York';

/** A quarter past five in New York. */
const runTime = (date: string): number => firstInstantOf(`${date} 05:15:00`, ZONE);
const evening = (date: string): number => runTime(date) + 15 * HOUR_MS;
const toSecond = (momentMs: number): string => new Date(momentMs).toISOString().replace('.000Z', 'Z');

const root = mkdtempSync(join(tmpdir(), 'tripstream-schedule-'));
let stack: WatchedStack;
/** Opens the cloud on the same data. */
const openAt = async (momentMs: number): Promise<void> => {
  stack = await openWatchedStack(momentMs, { firesSchedules: true, dataDir: join(root, 'data') });
};
beforeAll(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
  await openAt(evening(daysAgo(0)));
}, TIMEOUT_MILLISECONDS);
afterAll(async () => {
  await stack.close();
  rmSync(root, { recursive: true });
  jest.restoreAllMocks();
});

let [today, tomorrow, dayAfter] = ['', '', ''];
let runsBefore = 0;
/** Each test starts in the evening of a day. */
beforeEach(async () => {
  today = dateInTimeZone(new Date(stack.clock.nowMs()), ZONE);
  [tomorrow, dayAfter] = [dateDaysBefore(today, -1), dateDaysBefore(today, -2)];
  await stack.clock.advanceTo(evening(today));
  runsBefore = (await stack.scheduledRuns()).length;
}, TIMEOUT_MILLISECONDS);

/** The runs that the schedule has started in this test, newest first. */
const newRuns = async () => (await stack.scheduledRuns()).toReversed().slice(runsBefore).toReversed();
/** Waits for the end of the newest run. Returns when it was scheduled, and how many runs there were before it. */
const newestRun = async () => {
  const [run, ...earlier] = await newRuns();
  await stack.ends(run?.executionArn, 'SUCCEEDED');
  return { scheduled: JSON.parse(run?.input ?? '{}').scheduled_time, earlier: earlier.length };
};
const published = (date: string) =>
  tripsAndNights(stack)
    .fileOf(`daily/${date}/metrics.json`)
    .then(({ date: dateOfFile }) => dateOfFile);

test(
  'the schedule starts the run for the day before on the minute, in the business time zone, every day',
  async () => {
    await stack.clock.advanceTo(runTime(tomorrow) - 1);
    expect(await newRuns()).toEqual([]);
    await stack.clock.advanceTo(runTime(tomorrow));
    expect(await newestRun()).toEqual({ scheduled: toSecond(runTime(tomorrow)), earlier: 0 });
    expect(await published(today)).toBe(today);
    await stack.clock.advanceTo(runTime(dayAfter));
    expect(await newestRun()).toEqual({ scheduled: toSecond(runTime(dayAfter)), earlier: 1 });
    expect(await published(tomorrow)).toBe(tomorrow);
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'a run that could not be started for hours starts late, and sums the day it was meant for',
  async () => {
    const refusal = stack.cloud.injectFault({
      ...{ service: 'states', operation: 'StartExecution', kind: 'throttle', rate: 1 },
    });
    await stack.clock.advanceTo(runTime(tomorrow) + 3 * HOUR_MS);
    expect(await newRuns()).toEqual([]);
    refusal[Symbol.dispose]();
    await stack.clock.advanceBy(15 * MINUTE_MS);
    expect(await newestRun()).toEqual({ scheduled: toSecond(runTime(tomorrow)), earlier: 0 });
    expect(await published(today)).toBe(today);
  },
  TIMEOUT_MILLISECONDS,
);

test.each(SCHEDULE_FAULTS.map((fault) => [fault.alarms.join(', '), fault.what, fault] as const))(
  '%s go off, reach the subscriber and clear, when %s',
  async (_alarms, _what, fault) => {
    await bringToRest(stack);
    await proveAlarms(stack, fault);
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'a run that fell due while the cloud was down starts late, once',
  async () => {
    await stack.close();
    await openAt(runTime(tomorrow) + 3 * HOUR_MS);
    await stack.clock.advanceBy(MINUTE_MS);
    expect(await newestRun()).toEqual({ scheduled: toSecond(runTime(tomorrow)), earlier: 0 });
    expect(await published(today)).toBe(today);
    await stack.close();
    await openAt(runTime(tomorrow) + 4 * HOUR_MS);
    await stack.clock.advanceBy(MINUTE_MS);
    expect(await newRuns()).toHaveLength(1);
  },
  TIMEOUT_MILLISECONDS,
);

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { firstInstantOf } from '../../../functions/trip/business-time.ts';
import { tripsAndNights } from '../nights-under-test.ts';
import { daysAgo } from './fault.ts';
import { bringToRest, proveAlarms } from './prove-alarms.ts';
import { SCHEDULE_FAULTS } from './schedule-faults.ts';
import { HOUR_MS, MINUTE_MS, openWatchedStack, type WatchedStack } from './watched-stack-under-test.ts';

const TIMEOUT_MILLISECONDS = 120_000;
const TODAY = daysAgo(0);
const [TOMORROW, DAY_AFTER] = [daysAgo(-1), daysAgo(-2)];

/** A quarter past five in New York. */
const runTime = (date: string): number => firstInstantOf(`${date} 05:15:00`, 'America/New_York');
const toSecond = (momentMs: number): string => new Date(momentMs).toISOString().replace('.000Z', 'Z');

let root: string;
let stack: WatchedStack;
/** Opens the cloud on the same data, on the evening of a day. */
const openAt = async (momentMs: number): Promise<void> => {
  stack = await openWatchedStack(momentMs, { firesSchedules: true, dataDir: join(root, 'data') });
};
beforeEach(async () => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
  root = mkdtempSync(join(tmpdir(), 'tripstream-schedule-'));
  await openAt(runTime(TODAY) + 15 * HOUR_MS);
}, TIMEOUT_MILLISECONDS);
afterEach(async () => {
  await stack.close();
  rmSync(root, { recursive: true });
  jest.restoreAllMocks();
});

/** Waits for the end of the newest run, and gives when it was meant to start, and for which day. */
const newestRun = async () => {
  const [run, ...earlier] = await stack.scheduledRuns();
  await stack.ends(run?.executionArn, 'SUCCEEDED');
  return { scheduled: JSON.parse(run?.input ?? '{}').scheduled_time, earlier: earlier.length };
};
const published = (date: string) =>
  tripsAndNights(stack)
    .fileOf(`daily/${date}/metrics.json`)
    .then(({ date: dateOfFile }) => dateOfFile);

test(
  'the schedule starts the run of the day before at its minute, in the zone of the business, every day',
  async () => {
    await stack.clock.advanceTo(runTime(TOMORROW) - 1);
    expect(await stack.scheduledRuns()).toEqual([]);
    await stack.clock.advanceTo(runTime(TOMORROW));
    expect(await newestRun()).toEqual({ scheduled: toSecond(runTime(TOMORROW)), earlier: 0 });
    expect(await published(TODAY)).toBe(TODAY);
    await stack.clock.advanceTo(runTime(DAY_AFTER));
    expect(await newestRun()).toEqual({ scheduled: toSecond(runTime(DAY_AFTER)), earlier: 1 });
    expect(await published(TOMORROW)).toBe(TOMORROW);
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'a run that could not be started for hours starts late, and sums the day that it was meant for',
  async () => {
    const refusal = stack.cloud.injectFault({
      ...{ service: 'states', operation: 'StartExecution', kind: 'throttle', rate: 1 },
    });
    await stack.clock.advanceTo(runTime(TOMORROW) + 3 * HOUR_MS);
    expect(await stack.scheduledRuns()).toEqual([]);
    refusal[Symbol.dispose]();
    await stack.clock.advanceBy(15 * MINUTE_MS);
    expect(await newestRun()).toEqual({ scheduled: toSecond(runTime(TOMORROW)), earlier: 0 });
    expect(await published(TODAY)).toBe(TODAY);
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'a run that fell due while the cloud was down starts late, once',
  async () => {
    await stack.close();
    await openAt(runTime(TOMORROW) + 3 * HOUR_MS);
    await stack.clock.advanceBy(MINUTE_MS);
    expect(await newestRun()).toEqual({ scheduled: toSecond(runTime(TOMORROW)), earlier: 0 });
    expect(await published(TODAY)).toBe(TODAY);
    await stack.close();
    await openAt(runTime(TOMORROW) + 4 * HOUR_MS);
    await stack.clock.advanceBy(MINUTE_MS);
    expect(await stack.scheduledRuns()).toHaveLength(1);
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

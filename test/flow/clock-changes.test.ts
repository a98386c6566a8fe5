import { afterAll, describe, expect, test } from '@jest/globals';
import { oracleMetrics } from '../../checks/oracle.ts';
import { ENVIRONMENT } from '../../functions/contracts/agreed.ts';
import { dateDaysBefore } from '../../functions/trip/business-time.ts';
import { openCloudAt, type Variables } from './cloud-in-another-time.ts';
import { untilDrained } from './cloud-under-test.ts';
import { tripsAndNights } from './nights-under-test.ts';

const TIMEOUT_MILLISECONDS = 240_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LOOK_BACK_DAYS = 3;

const dayAfter = (date: string): string => dateDaysBefore(date, -1);

const deployment = (timeZone: string, scheduleHour: number): Variables => ({
  [ENVIRONMENT.timeZone]: timeZone,
  [ENVIRONMENT.scheduleHour]: String(scheduleHour),
  [ENVIRONMENT.lookBackDays]: String(LOOK_BACK_DAYS),
  [ENVIRONMENT.partitions]: '1',
});

/** Every quarter of an hour in which some zone may have this date. */
const quartersOf = (date: string): number[] =>
  Array.from({ length: 52 * 4 }, (_, quarter) => Date.parse(`${date}T00:00:00Z`) + (quarter / 4 - 14) * HOUR);

const clockOf = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });

const atQuarterPast = (date: string, hour: number): string => `${date} ${String(hour).padStart(2, '0')}:15`;

/** When the schedule fires on a date: once if the clock shows the time twice, and not at all if it skips the time. */
const scheduledAt = (date: string, hour: number, timeZone: string): number | undefined => {
  const clock = clockOf(timeZone);
  return quartersOf(date).find((instant) => clock.format(instant) === atQuarterPast(date, hour));
};

/** The first moment of a date at which the clock shows this time or a later one. */
const notBefore = (date: string, hour: number, timeZone: string): number => {
  const clock = clockOf(timeZone);
  return quartersOf(date).find((instant) => clock.format(instant) >= atQuarterPast(date, hour)) ?? Number.NaN;
};

type Cloud = Awaited<ReturnType<typeof openCloudAt>>;
let cloud: Cloud | undefined;
let deployed: string | undefined;
afterAll(() => cloud?.close());

/**
 * A cloud in the afternoon of a date, with ways to send trips, run nights, and compare a date's metrics with the
 * oracle. It may be the previous test's cloud, if that test used earlier dates; the days before this date are then
 * summed.
 */
const openWorld = async (timeZone: string, hour: number, date: string) => {
  const variables = deployment(timeZone, hour);
  const afternoon = notBefore(date, 15, timeZone);
  const isOpen = deployed === JSON.stringify(variables);
  if (!isOpen) await cloud?.close();
  const world = isOpen && cloud ? cloud : await openCloudAt(afternoon, variables);
  [cloud, deployed] = [world, JSON.stringify(variables)];
  const { start, end, fileOf, startNight, endOfNight } = tripsAndNights(world);
  const starts: string[] = [];
  const ends: string[] = [];
  world.setClock(afternoon);
  if (isOpen) await endOfNight(await startNight(new Date(afternoon).toISOString()));
  return {
    cloud: world,
    startNight,
    endOfNight,
    /** Completes a trip of a date now, with a fare that no other trip has. */
    completeTrip: async (ofDate: string): Promise<void> => {
      const id = `trip-${date}-${ends.length}`;
      const fare = `${10 ** ends.length / 100}`;
      await Promise.all([start(id, ofDate), end(id, fare, ofDate)]);
      starts.push(`${id},${ofDate} 10:00:00`);
      ends.push(`${id},${ofDate} 10:30:00,${fare}`);
      await untilDrained(world.url());
    },
    /** The run that the schedule starts on a date; undefined if the clock skips its time. */
    nightOf: async (ofDate: string, atHour = hour) => {
      const instant = scheduledAt(ofDate, atHour, timeZone);
      if (instant === undefined) return undefined;
      world.setClock(instant);
      return endOfNight(await startNight(new Date(instant).toISOString()));
    },
    metricsOf: async (ofDate: string) => {
      const { metrics } = await fileOf(`daily/${ofDate}/metrics.json`);
      const texts = Object.entries(Object(metrics)).map(([name, value]) => [name, String(value)]);
      return Object.fromEntries(texts);
    },
    oracleOf: (ofDate: string) => {
      const csv = (header: string, rows: readonly string[]) => [header, ...rows].join('\n');
      const metrics = oracleMetrics({
        startsCsv: csv('trip_id,pickup_datetime', starts),
        endsCsv: csv('trip_id,dropoff_datetime,fare_amount', ends),
      }).get(ofDate);
      return { ...metrics, count_trips: String(metrics?.count_trips) };
    },
  };
};

describe('every completion is in the sum of its date once the next night is over', () => {
  test.each([
    { zone: 'America/New_York', hour: 2, change: '2026-03-08', run: 'is skipped' },
    { zone: 'America/New_York', hour: 1, change: '2026-11-01', run: 'could run twice' },
    { zone: 'Australia/Sydney', hour: 5, change: '2026-10-04', run: 'runs' },
    { zone: 'Australia/Sydney', hour: 2, change: '2026-04-05', run: 'could run twice' },
    { zone: 'Australia/Sydney', hour: 2, change: '2026-10-04', run: 'is skipped' },
    { zone: 'Australia/Lord_Howe', hour: 5, change: '2026-10-04', run: 'runs' },
    { zone: 'Australia/Lord_Howe', hour: 2, change: '2026-10-04', run: 'is skipped' },
    { zone: 'Australia/Lord_Howe', hour: 1, change: '2026-04-05', run: 'runs' },
    { zone: 'America/New_York', hour: 5, change: '2026-03-08', run: 'runs' },
  ])(
    '$zone on $change, where the run at $hour:15 $run',
    async ({ zone, hour, change, run }) => {
      const summed = dateDaysBefore(change, 1);
      const {
        cloud: world,
        completeTrip,
        nightOf,
        metricsOf,
        oracleOf,
      } = await openWorld(zone, hour, summed);
      await completeTrip(summed);
      const due = notBefore(change, hour, zone);
      world.setClock(due - 30 * MINUTE);
      await completeTrip(summed);
      const night = await nightOf(change);
      expect(night?.status).toBe(run === 'is skipped' ? undefined : 'SUCCEEDED');
      for (const minutes of [30, 50, 90]) {
        world.setClock(due + minutes * MINUTE);
        await completeTrip(summed);
      }
      expect(await nightOf(dayAfter(change))).toMatchObject({
        status: 'SUCCEEDED',
        days: [
          { date: change, reason: 'daily' },
          { date: summed, reason: run === 'is skipped' ? 'missing' : 'late-completions' },
        ],
      });
      expect(await metricsOf(summed)).toEqual(oracleOf(summed));
      expect(Date.now()).toBeLessThan(due + 50 * HOUR);
    },
    TIMEOUT_MILLISECONDS,
  );
});

const NEW_YORK = 'America/New_York';

test(
  'a completion on the last day of the look-back window is summed, even if the next nights have no run',
  async () => {
    const day = '2026-06-10';
    const world = await openWorld(NEW_YORK, 5, day);
    await world.completeTrip(day);
    await world.nightOf(dayAfter(day));
    const lastNight = dateDaysBefore(day, -LOOK_BACK_DAYS);
    await world.nightOf(lastNight);
    world.cloud.setClock(notBefore(lastNight, 6, NEW_YORK));
    await world.completeTrip(day);
    const night = await world.nightOf(dateDaysBefore(lastNight, -7));
    expect(night?.days).toContainEqual(expect.objectContaining({ date: day, reason: 'late-completions' }));
    expect(await world.metricsOf(day)).toEqual(world.oracleOf(day));
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'a date whose run timed out is summed by the next one',
  async () => {
    const day = '2026-07-10';
    const world = await openWorld(NEW_YORK, 5, day);
    await world.completeTrip(day);
    const due = notBefore(dayAfter(day), 5, NEW_YORK);
    world.cloud.setClock(due);
    const execution = await world.startNight(new Date(due).toISOString());
    // Before the run is done, the clock passes its time limit.
    world.cloud.setClock(due + 3 * HOUR);
    await world.cloud.catchUp();
    expect(await world.endOfNight(execution)).toMatchObject({ status: 'TIMED_OUT' });
    await expect(world.metricsOf(day)).rejects.toThrow();
    await world.completeTrip(day);
    const night = await world.nightOf(dateDaysBefore(day, -2));
    expect(night?.days).toMatchObject([{ reason: 'daily' }, { date: day, reason: 'missing' }]);
    expect(await world.metricsOf(day)).toEqual(world.oracleOf(day));
  },
  TIMEOUT_MILLISECONDS,
);

test(
  'a date is summed the night after a redeployment with an hour that had already passed',
  async () => {
    const day = '2026-08-10';
    const world = await openWorld(NEW_YORK, 5, day);
    await world.completeTrip(day);
    world.cloud.setClock(notBefore(dayAfter(day), 3, NEW_YORK));
    await world.cloud.redeploy(deployment(NEW_YORK, 2));
    deployed = undefined;
    await world.completeTrip(day);
    world.cloud.setClock(notBefore(dayAfter(day), 6, NEW_YORK));
    await world.completeTrip(day);
    const night = await world.nightOf(dateDaysBefore(day, -2), 2);
    expect(night?.days).toMatchObject([
      { date: dayAfter(day), reason: 'daily' },
      { date: day, reason: 'missing' },
    ]);
    expect(await world.metricsOf(day)).toEqual(world.oracleOf(day));
  },
  TIMEOUT_MILLISECONDS,
);

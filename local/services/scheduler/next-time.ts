import type { CronExpression } from './cron-expression.ts';
import { wallClock } from './wall-time.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * The first time after `afterMs` that a cron expression names in a zone; undefined if there is none. A time that a
 * clock change skips does not count; one that occurs twice counts once, the first time.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
export const nextTimeMs = (cron: CronExpression, timeZone: string, afterMs: number): number | undefined => {
  const clock = wallClock(timeZone);
  const lastYear = Math.max(...cron.years);
  const todayMs = Math.floor(clock.shownMs(afterMs) / DAY_MS) * DAY_MS;
  for (let dayMs = todayMs; new Date(dayMs).getUTCFullYear() <= lastYear; dayMs += DAY_MS) {
    if (!matchesDay(cron, new Date(dayMs))) continue;
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        const moment = clock.firstMomentMs(dayMs + hour * HOUR_MS + minute * MINUTE_MS);
        if (moment !== undefined && moment > afterMs) return moment;
      }
    }
  }
  return undefined;
};

const matchesDay = ({ years, months, daysOfMonth, daysOfWeek }: CronExpression, date: Date): boolean =>
  years.has(date.getUTCFullYear()) &&
  months.has(date.getUTCMonth() + 1) &&
  (daysOfMonth?.has(date.getUTCDate()) ?? daysOfWeek?.has(date.getUTCDay() + 1) ?? false);

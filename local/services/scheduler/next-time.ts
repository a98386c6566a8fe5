import type { CronExpression } from './cron-expression.ts';
import { wallClock } from './wall-time.ts';

/** Past the longest wait that there is: the eight years between two 29ths of February around 2100. */
const MOST_DAYS = 366 * 9;

/**
 * The first time after `afterMs` that a cron expression names in a zone, undefined if there is none any more. A time
 * that a clock change skips is none; one that occurs twice counts once, the first time.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
export const nextTimeMs = (cron: CronExpression, timeZone: string, afterMs: number): number | undefined => {
  const clock = wallClock(timeZone);
  const today = clock.at(afterMs);
  for (let dayIndex = 0; dayIndex < MOST_DAYS; dayIndex += 1) {
    const date = new Date(Date.UTC(today.year, today.month - 1, today.day + dayIndex));
    if (!matchesDay(cron, date)) continue;
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        const moment = clock.firstMomentMs({ ...datePartsOf(date), hour, minute });
        if (moment !== undefined && moment > afterMs) return moment;
      }
    }
  }
  return undefined;
};

const datePartsOf = (date: Date) => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth() + 1,
  day: date.getUTCDate(),
});

const matchesDay = ({ years, months, daysOfMonth, daysOfWeek }: CronExpression, date: Date): boolean => {
  const { year, month, day } = datePartsOf(date);
  const isDay = daysOfMonth?.has(day) ?? daysOfWeek?.has(date.getUTCDay() + 1) ?? false;
  return years.has(year) && months.has(month) && isDay;
};

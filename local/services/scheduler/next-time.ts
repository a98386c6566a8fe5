import type { CronExpression } from './cron-expression.ts';
import { wallClock } from './wall-time.ts';

/**
 * The first time after `afterMs` that a cron expression names in a zone, undefined if there is no further one. A time
 * that a clock change skips does not count; one that occurs twice counts once, the first time.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#daylist-savings-time
 */
export const nextTimeMs = (cron: CronExpression, timeZone: string, afterMs: number): number | undefined => {
  const clock = wallClock(timeZone);
  const today = clock.at(afterMs);
  const lastYear = Math.max(...cron.years);
  for (let dayIndex = 0; ; dayIndex += 1) {
    const date = new Date(Date.UTC(today.year, today.month - 1, today.day + dayIndex));
    if (date.getUTCFullYear() > lastYear) return undefined;
    if (!matchesDay(cron, date)) continue;
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        const moment = clock.firstMomentMs({ ...datePartsOf(date), hour, minute });
        if (moment !== undefined && moment > afterMs) return moment;
      }
    }
  }
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

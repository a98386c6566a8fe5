import { dateDaysBefore, dayBefore, isCalendarDate } from '../../functions/trip/business-time.ts';
import { InputError } from '../terminal/command-error.ts';

/** More would take days to run; a mistyped year is more likely. */
const MOST_RUN_DAYS = 1_000;

/** Ten years with their leap days, one file per day. */
const MOST_READ_DAYS = 3_653;

/** The days that a command is for: single days, or a range that includes both ends. */
export interface DateOptions {
  readonly date?: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

/** @throws {InputError} when `date` is not `YYYY-MM-DD` on the calendar */
export const checkDate = (date: string): void => {
  if (!isCalendarDate(date)) throw new InputError(`"${date}" is not a date: give one such as 2024-05-25`);
};

/** Both included. @throws {InputError} if they are not days, in the wrong order or more than `most` */
export const datesBetween = (from: string, to: string, most: number): readonly string[] => {
  checkDate(from);
  checkDate(to);
  if (from > to) throw new InputError(`${from} is after ${to}: swap them`);
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  if (days > most) {
    const count = days.toLocaleString('en-US');
    throw new InputError(
      `${from} to ${to} is ${count} days; the limit is ${most.toLocaleString('en-US')} at a time`,
    );
  }
  return Array.from({ length: days }, (_, index) => dateDaysBefore(from, -index));
};

const daysOf = ({ date, from, to }: DateOptions, most: number): readonly string[] => {
  if (date !== undefined) {
    date.forEach(checkDate);
    return [...new Set(date)].sort();
  }
  if (from !== undefined && to !== undefined) return datesBetween(from, to, most);
  if (from === undefined && to === undefined)
    throw new InputError('no day is given: use --date, or --from and --to');
  throw new InputError(
    `--${from === undefined ? 'to' : 'from'} alone is not a range: give both --from and --to`,
  );
};

/**
 * In order and without duplicates.
 * @throws {InputError} for no day, an impossible day or a range of more than a thousand
 */
export const selectedDates = (options: DateOptions): readonly string[] => daysOf(options, MOST_RUN_DAYS);

/** The same for days whose files are only read, up to ten years. @throws {InputError} as `selectedDates` */
export const readableDates = (options: DateOptions): readonly string[] => daysOf(options, MOST_READ_DAYS);

/** Groups days, which are in order, into stretches without a gap. */
const stretchesOf = (dates: readonly string[]): readonly (readonly [first: string, last: string])[] => {
  const stretches: [string, string][] = [];
  for (const date of dates) {
    const stretch = stretches.at(-1);
    if (stretch?.[1] === dayBefore(date)) stretch[1] = date;
    else stretches.push([date, date]);
  }
  return stretches;
};

/** Days in order, in words: `2024-05-25, 2024-05-27 to 2024-05-31`. */
export const datesText = (dates: readonly string[]): string =>
  stretchesOf(dates)
    .map(([first, last]) => (first === last ? first : `${first} to ${last}`))
    .join(', ');

/** The options that select exactly these days, which are in order. */
export const dateOptions = (dates: readonly string[]): DateOptions => {
  const [stretch, ...others] = stretchesOf(dates);
  const isStretch = stretch !== undefined && others.length === 0 && stretch[0] !== stretch[1];
  return isStretch ? { from: stretch[0], to: stretch[1] } : { date: dates };
};

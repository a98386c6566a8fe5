import type { SeededRandom } from './seeded-random.ts';

/**
 * Amounts and moments as an export writes them. Amounts are put together digit by digit: no float is ever formatted.
 */

/** A printed double has about this many significant digits, and exports of float columns are full of them. */
const FLOAT_DIGITS = 16;

const DAY_SECONDS = 86_400;

/** Hundredths (cents, or hundredths of a mile) as a float column shows them: 1200 → `12.0`, 1230 → `12.3`. */
export const hundredthsText = (hundredths: number): string => {
  const fraction = String(hundredths % 100).padStart(2, '0');
  return `${Math.floor(hundredths / 100)}.${fraction.replace(/0$/, '')}`;
};

/** An amount that starts with `cents` and goes on to the last place of a float: 4009 → `40.09620692463166`. */
export const longAmount = (random: SeededRandom, cents: number): string => {
  const whole = String(Math.floor(cents / 100));
  let fraction = String(cents % 100).padStart(2, '0');
  while (whole.length + fraction.length < FLOAT_DIGITS - 1) fraction += random.below(10);
  return `${whole}.${fraction}${1 + random.below(9)}`;
};

/** Whole days from 1970-01-01 to `date`; NaN if `date` is not a real `YYYY-MM-DD`. */
export const dayNumber = (date: string): number => {
  const midnight = new Date(`${date}T00:00:00Z`);
  const isReal = !Number.isNaN(midnight.getTime()) && midnight.toISOString().slice(0, 10) === date;
  return isReal ? midnight.getTime() / 1000 / DAY_SECONDS : Number.NaN;
};

/** `YYYY-MM-DD HH:MM:SS`, this many seconds after the midnight at which `day` begins. */
export const moment = (day: number, seconds: number): string =>
  new Date((day * DAY_SECONDS + seconds) * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** `YYYY-MM-DD` of a day, counted from 1970-01-01. */
export const dateText = (day: number): string => moment(day, 0).slice(0, 'YYYY-MM-DD'.length);

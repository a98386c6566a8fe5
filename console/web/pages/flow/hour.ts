import type { Hour } from '../../../api/flow.ts';
import { wholeNumber } from '../../client/times.ts';

const RATE_MINUTES = 5;

export const totalOf = (hour: Hour): number => hour.reduce((sum, count) => sum + count, 0);

/** The sum of several hours, minute by minute. */
export const sumOf = (hours: readonly Hour[]): Hour => {
  const [first = [], ...others] = hours;
  return first.map((count, minute) => others.reduce((sum, hour) => sum + (hour[minute] ?? 0), count));
};

/** The count per minute, on average over the last five minutes. */
export const ratePerMinute = (hour: Hour): number => totalOf(hour.slice(-RATE_MINUTES)) / RATE_MINUTES;

/** Such as `0`, `0.4`, `12`, `1,996`. */
export const rateText = (rate: number): string =>
  rate < 10 && !Number.isInteger(rate) ? Math.max(rate, 0.1).toFixed(1) : wholeNumber(Math.round(rate));

/** A position and size in pixels or in SVG units. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The line of an hour's counts in an area, with the largest count at the top and 0 at the bottom. */
export const sparkline = (hour: Hour, { x, y, width, height }: Area): string => {
  const largest = Math.max(...hour, 1);
  const step = width / Math.max(1, hour.length - 1);
  return hour
    .map((count, minute) => {
      const at = `${(x + minute * step).toFixed(1)} ${(y + height * (1 - count / largest)).toFixed(1)}`;
      return `${minute === 0 ? 'M' : 'L'}${at}`;
    })
    .join('');
};

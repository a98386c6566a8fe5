import { describe, expect, test } from '@jest/globals';
import { hourOf } from '../../../console/server/flow/last-hour.ts';
import { ratePerMinute, rateText, sparkline, sumOf, totalOf } from '../../../console/web/pages/flow/hour.ts';

const MINUTE_MS = 60_000;
const FIRST = Date.parse('2026-03-02T18:00:00Z');
const at = (minute: number): number => FIRST + minute * MINUTE_MS;

describe('an hour by the minute', () => {
  test('has each CloudWatch value in its minute, and 0 where there was none', () => {
    const series = new Map([
      [at(59), 7],
      [at(3), 2],
      [at(-1), 9],
      [at(60), 9],
    ]);
    const hour = hourOf(series, FIRST);
    expect(hour).toHaveLength(60);
    expect([hour[0], hour[3], hour[58], hour[59]]).toEqual([0, 2, 0, 7]);
    expect(totalOf(hour)).toBe(9);
  });

  test('adds up with another, minute by minute', () => {
    expect(
      sumOf([
        [1, 2, 3],
        [10, 20, 30],
      ]),
    ).toEqual([11, 22, 33]);
    expect(sumOf([])).toEqual([]);
  });
});

describe('a rate', () => {
  test('is the mean of the last five minutes, whatever came before', () => {
    expect(ratePerMinute([1000, 10, 20, 30, 40, 50])).toBe(30);
  });

  test.each([
    [0, '0'],
    [0.02, '0.1'],
    [0.4, '0.4'],
    [3, '3'],
    [1996.4, '1,996'],
  ])('of %d reads %s: what moves never reads 0', (rate, text) => {
    expect(rateText(rate)).toBe(text);
  });
});

describe('a sparkline', () => {
  const area = { x: 10, y: 20, width: 100, height: 40 };

  test('goes from left to right, with the largest count at the top and 0 at the bottom', () => {
    expect(sparkline([0, 4, 2], area)).toBe('M10.0 60.0L60.0 20.0L110.0 40.0');
  });

  test('of nothing lies at the bottom', () => {
    expect(sparkline([0, 0], area)).toBe('M10.0 60.0L110.0 60.0');
  });
});

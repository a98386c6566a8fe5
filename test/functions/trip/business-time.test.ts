import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  dateInTimeZone,
  dayBefore,
  daysSinceMonday,
  EXPIRY_ATTRIBUTE,
  expiryOf,
  isCalendarDate,
  isCalendarMoment,
  isOverADayAhead,
  latestSummedDate,
  leastKeptDays,
  markedDays,
  momentInTimeZone,
  oldestKeptDate,
  passedBetween,
} from '../../../functions/trip/business-time.ts';

test.each(['2024-02-29', '2000-02-29', '1999-12-31', '0001-01-01'])('%s is a day', (date) => {
  expect(isCalendarDate(date)).toBe(true);
});

test.each([
  '2023-02-29',
  '1900-02-29',
  '2024-13-01',
  '2024-00-10',
  '2024-04-31',
  '0000-01-01',
  '2024-1-1',
  '24-01-01',
  '',
])('%s is not a day', (date) => {
  expect(isCalendarDate(date)).toBe(false);
});

test.each(['2024-05-25 00:00:00', '2024-05-25T23:59:59'])('%s is a moment', (moment) => {
  expect(isCalendarMoment(moment)).toBe(true);
});

test.each([
  '2024-05-25',
  '2024-05-25 24:00:00',
  '2024-05-25 10:60:00',
  '2024-05-25  10:00:00',
  '2024-05-25 10:00:00.0',
  'on 2024-05-25 10:00:00',
  '2024-05-25 2024-05-25 10:00:00',
])('%s is not a moment', (moment) => {
  expect(isCalendarMoment(moment)).toBe(false);
});

test('an instant has different dates in different time zones', () => {
  const instant = new Date('2024-03-10T06:59:59Z');
  expect(dateInTimeZone(instant, 'America/New_York')).toBe('2024-03-10');
  expect(dateInTimeZone(instant, 'America/Los_Angeles')).toBe('2024-03-09');
  expect(dateInTimeZone(new Date('2024-01-01T00:30:00Z'), 'America/New_York')).toBe('2023-12-31');
});

test('the day before crosses months, years and leap days', () => {
  expect(['2024-03-01', '2023-03-01', '2024-01-01'].map(dayBefore)).toEqual([
    '2024-02-29',
    '2023-02-28',
    '2023-12-31',
  ]);
});

test('a week begins on a Monday', () => {
  expect(['2024-05-27', '2024-05-26', '2024-03-01', '1999-12-31'].map(daysSinceMonday)).toEqual([0, 6, 4, 4]);
});

test('a day should have been summed once the run after it was due', () => {
  const latest = (now: string) => latestSummedDate(new Date(now), 'America/New_York', 5);
  expect(latest('2024-05-26T09:14:00Z')).toBe('2024-05-24');
  expect(latest('2024-05-26T09:16:00Z')).toBe('2024-05-25');
});

describe('on the day of a clock change', () => {
  // Forward and back, in the north, the south, and where the clock moves by half an hour.
  test.each([
    ['America/New_York', 5, '2026-03-08T09:15:00Z', '2026-03-07'],
    ['America/New_York', 5, '2026-11-01T10:15:00Z', '2026-10-31'],
    ['Australia/Sydney', 5, '2026-10-03T18:15:00Z', '2026-10-03'],
    ['Australia/Sydney', 5, '2026-04-04T19:15:00Z', '2026-04-04'],
    ['Australia/Lord_Howe', 5, '2026-10-03T18:15:00Z', '2026-10-03'],
    ['Australia/Lord_Howe', 5, '2026-04-04T18:45:00Z', '2026-04-04'],
  ])('the run in %s at %i:15 is due at %s, not before', (timeZone, hour, due, summed) => {
    const at = (milliseconds: number) =>
      latestSummedDate(new Date(Date.parse(due) + milliseconds), timeZone, hour);
    expect(at(-1)).toBe(dayBefore(summed));
    expect(at(0)).toBe(summed);
    expect(at(3_600_000)).toBe(summed);
  });

  test('a run time that occurs twice may have summed the day the first time', () => {
    const latest = (now: string) => latestSummedDate(new Date(now), 'America/New_York', 1);
    expect(latest('2026-11-01T05:14:59Z')).toBe('2026-10-30');
    expect(latest('2026-11-01T05:15:00Z')).toBe('2026-10-31');
    expect(latest('2026-11-01T06:05:00Z')).toBe('2026-10-31');
  });

  test('a run time that is skipped counts as due, so that trips completed after it are marked', () => {
    const latest = (now: string) => latestSummedDate(new Date(now), 'America/New_York', 2);
    expect(latest('2026-03-08T06:14:59Z')).toBe('2026-03-06');
    expect(latest('2026-03-08T06:15:00Z')).toBe('2026-03-07');
  });
});

test('a wall clock shows an instant by its own zone, midnight as 00, and summer time', () => {
  expect(momentInTimeZone(new Date('2024-05-26T04:00:07Z'), 'America/New_York')).toBe('2024-05-26 00:00:07');
  expect(momentInTimeZone(new Date('2024-01-01T04:59:59Z'), 'America/New_York')).toBe('2023-12-31 23:59:59');
  expect(momentInTimeZone(new Date('2024-07-01T12:30:00Z'), 'Asia/Kolkata')).toBe('2024-07-01 18:00:00');
});

test('a date is in the calendar exactly when Date gives it back', () => {
  const twoDigits = (most: number) =>
    fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), twoDigits(13), twoDigits(32), (year, month, day) => {
      const text = `${String(year).padStart(4, '0')}-${month}-${day}`;
      const midnight = new Date(`${text}T00:00:00Z`);
      const isReal = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
      expect(isCalendarDate(text)).toBe(isReal);
    }),
    { numRuns: 2_000 },
  );
});

test('a moment that every clock has shown a day later is not ahead, whatever the time zone', () => {
  const instant = Date.parse('2024-05-25T10:00:00Z');
  // 10:00 a day later in UTC is 22:00 on the same day where clocks are furthest behind. A zone that does not exist
  // would throw.
  const isAhead = (moment: string) => isOverADayAhead(moment, instant, 'No/Clock');
  expect(isAhead('2024-05-25T22:00:00')).toBe(false);
  expect(() => isAhead('2024-05-25 22:00:01')).toThrow(RangeError);
});

test('the time between two moments is a range where a clock change leaves it open', () => {
  const minutes = (from: string, to: string) => {
    const { least, most } = passedBetween(from, to, 'America/New_York');
    return [least / 60_000, most / 60_000];
  };
  expect(minutes('2024-11-03 00:30:00', '2024-11-03 01:30:00')).toEqual([60, 120]);
  expect(minutes('2024-11-03 01:30:00', '2024-11-03 03:00:00')).toEqual([90, 150]);
  expect(minutes('2024-11-03 12:00:00', '2024-11-03T12:30:00')).toEqual([30, 30]);
});

describe('trips are kept', () => {
  test('until their last day has ended in every time zone', () => {
    // The 60th day after is 24 July. It ends twelve hours later than in UTC where clocks are furthest behind.
    expect(expiryOf('2024-05-25', 60)).toBe(Date.parse('2024-07-26T00:00:00Z') / 1_000);
  });

  test('at least as long as a nightly run may sum their day', () => {
    const night = new Date('2024-05-26T09:15:00Z');
    const oldest = markedDays('2024-05-25', 3).at(-1);
    expect(oldestKeptDate(night, 'America/New_York', leastKeptDays(3))).toBe(oldest);
  });

  test('by an attribute whose name operators know', () => {
    expect(EXPIRY_ATTRIBUTE).toBe('expires_at');
  });
});

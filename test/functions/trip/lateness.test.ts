import { describe, expect, test } from '@jest/globals';
import {
  hasSeen,
  lateMarkKey,
  latenessOf,
  lookBackWindow,
  MAX_LOOK_BACK_DAYS,
  markedDays,
} from '../../../functions/trip/business-time.ts';

// The run of a day is at 05:15 in New York, 09:15 UTC in May.
const schedule = { timeZone: 'America/New_York', scheduleHour: 5, lookBackDays: 3 };
const lateness = (date: string, now: string) => latenessOf(date, new Date(now), schedule);

describe('a completion', () => {
  test('of today, and of yesterday before its run, is on time', () => {
    expect(lateness('2024-05-26', '2024-05-26T12:00:00Z')).toBe('on-time');
    expect(lateness('2024-05-25', '2024-05-26T09:09:59Z')).toBe('on-time');
  });

  test('is late from five minutes before the run on, because the index might still hide it', () => {
    expect(lateness('2024-05-25', '2024-05-26T09:10:00Z')).toBe('late');
    expect(lateness('2024-05-25', '2024-05-26T09:15:00Z')).toBe('late');
  });

  test('is beyond the look-back window when the next run no longer looks there', () => {
    // The next run, on the 27th, is for the 26th and looks back to the 25th, 24th and 23rd.
    expect(lateness('2024-05-23', '2024-05-26T12:00:00Z')).toBe('late');
    expect(lateness('2024-05-22', '2024-05-26T12:00:00Z')).toBe('beyond-look-back');
  });
});

test('a run looks back from the day that it is for, and follows marks a week longer', () => {
  expect(lookBackWindow('2024-03-01', 2)).toEqual(['2024-02-29', '2024-02-28']);
  const marked = markedDays('2024-03-01', 2);
  expect(marked.slice(0, 3)).toEqual(['2024-03-01', '2024-02-29', '2024-02-28']);
  expect([marked.length, marked.at(-1)]).toEqual([10, '2024-02-21']);
});

test('a run reads all marks in one BatchGetItem, which takes 100 keys', () => {
  expect(markedDays('2024-05-26', MAX_LOOK_BACK_DAYS).length).toBeLessThanOrEqual(100);
});

test('a run has surely seen what was marked five minutes before it began, and not what came after', () => {
  expect(hasSeen('2024-05-26T09:15:00.000Z', '2024-05-26T09:10:00.000Z')).toBe(true);
  expect(hasSeen('2024-05-26T09:15:00.000Z', '2024-05-26T09:10:00.001Z')).toBe(false);
  expect(hasSeen('2024-05-26T09:15:00.000Z', '2024-05-26T09:15:30.000Z')).toBe(false);
});

test('the mark of a date has a key that no trip has', () => {
  expect(lateMarkKey('2024-05-25')).toBe('late#2024-05-25');
});

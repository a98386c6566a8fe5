import { expect, test } from '@jest/globals';
import { markIfLate } from '../../../functions/intake/pipe-batch.ts';

const schedule = { timeZone: 'UTC', scheduleHour: 5, lookBackDays: 2 };

test('only a late date within the look-back window is marked, and one beyond it is reported', async () => {
  const marked: string[] = [];
  const beyond: string[] = [];
  const markDate = markIfLate(schedule, {
    now: () => new Date('2024-05-26T12:00:00Z'),
    mark: async (date) => void marked.push(date),
    reportBeyondLookBack: (date) => void beyond.push(date),
  });
  const { signal } = new AbortController();
  const dates = ['2024-05-26', '2024-05-25', '2024-05-24', '2024-05-23'];
  const late = await Promise.all(dates.map((date) => markDate(date, signal)));
  expect(late).toEqual([false, true, true, true]);
  expect(marked).toEqual(['2024-05-25', '2024-05-24']);
  expect(beyond).toEqual(['2024-05-23']);
});

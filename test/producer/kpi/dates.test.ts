import { describe, expect, test } from '@jest/globals';
import { dateOptions, datesText, selectedDates } from '../../../producer/kpi/dates.ts';

describe('the days of a command', () => {
  test('are a whole range, including both ends, across the end of a leap February and of a year', () => {
    expect(selectedDates({ from: '2024-02-28', to: '2024-03-01' })).toEqual([
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
    ]);
    expect(selectedDates({ from: '2024-12-31', to: '2025-01-01' })).toEqual(['2024-12-31', '2025-01-01']);
    expect(selectedDates({ from: '2024-05-25', to: '2024-05-25' })).toEqual(['2024-05-25']);
  });

  test('are at most 1,000', () => {
    expect(selectedDates({ from: '2021-01-01', to: '2023-09-27' })).toHaveLength(1_000);
    expect(() => selectedDates({ from: '2021-01-01', to: '2023-09-28' })).toThrow(
      '2021-01-01 to 2023-09-28 is 1,001 days; the limit is 1,000 at a time',
    );
  });

  test('that were named one by one come in order and without duplicates', () => {
    expect(selectedDates({ date: ['2024-05-26', '2024-05-25', '2024-05-26'] })).toEqual([
      '2024-05-25',
      '2024-05-26',
    ]);
  });

  test.each([
    ['2024-05-25', { date: ['2024-05-25'] }],
    ['2024-05-25 to 2024-05-27', { from: '2024-05-25', to: '2024-05-27' }],
    ['2024-05-25, 2024-05-28 to 2024-05-29', { date: ['2024-05-25', '2024-05-28', '2024-05-29'] }],
  ])('%s can be said and selected again', (text, options) => {
    const dates = selectedDates(options);
    expect(datesText(dates)).toBe(text);
    expect(dateOptions(dates)).toEqual(options);
  });
});

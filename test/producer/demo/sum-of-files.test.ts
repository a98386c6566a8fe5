import { describe, expect, test } from '@jest/globals';
import { areEqualToFiles, comparisonText } from '../../../producer/demo/compared-with-files.ts';
import { SumOfFiles } from '../../../producer/demo/sum-of-files.ts';

const start = (trip_id: string) => ({ half: 'start' as const, fields: { trip_id } });
const end = (trip_id: string, fare_amount: string, date = '2024-05-25') => ({
  half: 'end' as const,
  fields: { trip_id, fare_amount, dropoff_datetime: `${date} 10:00:00` },
});

const sumOf = (...events: Parameters<SumOfFiles['add']>[0][]): SumOfFiles => {
  const sum = new SumOfFiles();
  for (const event of events) sum.add(event);
  return sum;
};

const file = (date: string, count_trips: number, total_fare: string): string =>
  `{"date":"${date}","metrics":{"count_trips":${count_trips},"total_fare":${total_fare}}}`;

describe('the sum of the files', () => {
  test('adds what each day completed, to the last digit, and rounds once', () => {
    const sums = sumOf(
      ...['a', 'b', 'c', 'd', 'open'].map(start),
      end('a', '40.09620692463166'),
      end('b', '.005'),
      end('c', '1e2'),
      end('d', '7', '2024-05-26'),
      end('no-start', '9'),
    ).without([]);
    expect([...sums.days]).toEqual([
      ['2024-05-25', { trips: 3, total: '140.1' }],
      ['2024-05-26', { trips: 1, total: '7' }],
    ]);
    expect(sums).toMatchObject({ completed: 4, neverEnded: 1, withoutStart: 1, ambiguous: 0 });
  });

  test('takes the same event twice as one, and does not choose between two different ends', () => {
    expect(sumOf(start('a'), end('a', '1'), end('a', '1')).without([])).toMatchObject({
      completed: 1,
      ambiguous: 0,
    });
    expect(sumOf(start('a'), end('a', '1'), end('a', '2')).without([]).ambiguous).toBe(1);
  });

  test('leaves out what was refused', () => {
    const sums = sumOf(start('a'), end('a', '-1'), start('b'), end('b', '2'));
    expect(sums.without([{ half: 'end', tripId: 'a' }])).toMatchObject({ completed: 1, neverEnded: 1 });
  });
});

describe('the comparison', () => {
  const sums = sumOf(start('a'), end('a', '12.50'), start('open')).without([]);

  test('is one line when every day equals the sum', () => {
    const files = [file('2024-05-25', 1, '12.5')];
    expect(comparisonText(files, sums)).toBe(
      '1 trip of the files is completed; 1 trip never ended.\nThe total of every day equals the sum of the files.\n',
    );
    expect(areEqualToFiles(files, sums)).toBe(true);
  });

  test.each([
    ['a cent is missing', [file('2024-05-25', 1, '12.49')]],
    ['a trip is missing', [file('2024-05-25', 0, '12.5')]],
    ['a day is missing', []],
    ['there is a day too many', [file('2024-05-25', 1, '12.5'), file('2024-05-26', 1, '1')]],
  ])('names the day when %s', (_, files) => {
    expect(areEqualToFiles(files, sums)).toBe(false);
    expect(comparisonText(files, sums)).toMatch(
      /are not the sum of the files\.\n {2}2024-05-2[56]: the metrics have /,
    );
  });
});

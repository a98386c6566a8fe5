import { expect, test } from '@jest/globals';
import { lackingRows } from '../../../producer/day/what-a-day-lacks.ts';

const context = { timeZone: 'America/New_York', audit: 'AUDIT' };
const file = (data_quality: object): string => JSON.stringify({ date: '2024-05-25', data_quality });
const texts = (...args: Parameters<typeof lackingRows>) => Object.fromEntries(lackingRows(...args));

const WAITING = { in_quarantine: 4, in_dead_letters: 19, counted_at: '2024-05-26T09:15:01.000Z' };

test('what waited when the day was published is shown beside what waits now', () => {
  const now = {
    quarantined: { value: 0 },
    deadLettered: { unknown: 'AccessDenied' },
    streams: {
      value: [
        { name: 'starts', ageSeconds: 0 },
        { name: 'ends', ageSeconds: 61.4 },
      ],
    },
  };
  expect(texts(file({ waiting: WAITING }), { ...context, now })).toMatchObject({
    'in quarantine': '4 at 2024-05-26 05:15:01, 0 now',
    'in dead letters': '19 at 2024-05-26 05:15:01, now not known (AccessDenied)',
    streams: 'starts up to date, ends behind by 61 seconds',
  });
});

test('what is not known is said in words', () => {
  expect(texts(file({ waiting: null, incomplete: null, implausible: null }), context)).toEqual({
    'in quarantine': 'not counted when the day was published',
    'in dead letters': 'not counted when the day was published',
    'incomplete trips': 'not audited; to check the day against the table: AUDIT',
    'implausible trips': 'not known',
  });
});

test('what an audit and the run found is counted', () => {
  const incomplete = {
    ends_without_start: 1,
    starts_without_end: 12,
    audited_at: '2024-05-27T12:00:00.000Z',
  };
  const implausible = { dropoff_before_pickup: 3, ride_too_long: 0, fare_zero: 1, fare_too_high: 0 };
  expect(texts(file({ waiting: WAITING, incomplete, implausible }), context)).toMatchObject({
    'incomplete trips': '1 end without a start, 12 starts without an end, at 2024-05-27 08:00:00',
    'implausible trips':
      '3 dropoffs before their pickups, 1 fare of 0; they count like any other trip, and an audit lists some of them',
  });
});

import { expect, test } from '@jest/globals';
import { longestDelay } from '../../../checks/chaos/delays.ts';

const AT_MS = Date.parse('2026-03-01T12:00:00Z');
const SECOND_MS = 1_000;

const item = (id: string, firstSeconds: number, lastSeconds = firstSeconds) => ({
  trip_id: { S: id },
  creation_timestamp: { S: new Date(AT_MS + firstSeconds * SECOND_MS).toISOString() },
  update_timestamp: { S: new Date(AT_MS + lastSeconds * SECOND_MS).toISOString() },
});
const arrived = (seconds: { start?: number[]; end?: number[] }) => {
  const ms = (list: number[] = []) => list.map((second) => AT_MS + second * SECOND_MS);
  return { start: ms(seconds.start), end: ms(seconds.end) };
};

test.each<[string, number[], { start?: number[]; end?: number[] }, number]>([
  ['a start alone', [3], { start: [1] }, 2],
  ['halves that were stored as they arrived', [2, 51], { start: [1], end: [50] }, 1],
  ['an end that waited', [2, 90], { start: [1], end: [1] }, 89],
  ['a start that waited while the end was stored before it', [51, 100], { start: [0], end: [50] }, 100],
])('measures %s', (_, [first = 0, last], arrivals, seconds) => {
  const result = longestDelay([item('a', first, last)], new Map([['a', arrived(arrivals)]]));
  expect(result).toEqual({ measuredTrips: 1, longestMs: seconds * SECOND_MS, longestTripId: 'a' });
});

test('takes the longest, and leaves out what was sent twice or never', () => {
  const items = [item('a', 3), item('b', 30), item('twice', 500), item('strange', 600)];
  const arrivals = new Map([
    ['a', arrived({ start: [1] })],
    ['b', arrived({ end: [10] })],
    ['twice', arrived({ start: [1, 2] })],
  ]);
  expect(longestDelay(items, arrivals)).toEqual({ measuredTrips: 2, longestMs: 20_000, longestTripId: 'b' });
});

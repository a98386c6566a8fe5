import { describe, expect, test } from '@jest/globals';
import {
  eventsOfRun,
  InvalidRunInput,
  mostDays,
  roundsOf,
  TransientAwsError,
} from '../../../functions/contracts/agreed.ts';

test.each([
  ['InvalidRunInput', new InvalidRunInput('')],
  ['TransientAwsError', new TransientAwsError('')],
])('%s has its full name, which no minifier changes', (name, error) => {
  expect(error.name).toBe(name);
});

describe('the size of a run, worked out by hand', () => {
  test('a call sums for 880 of its 900 seconds, and there is always one', () => {
    expect([0, 880, 881, 2_640, 9_000].map(roundsOf)).toEqual([1, 1, 2, 3, 11]);
  });

  test('two days of 34 lanes in three rounds', () => {
    expect(eventsOfRun(2, 34, 3)).toBe(15 + 2 * 9 + 3 * (6 + 34 * 7));
  });

  test('as many days as leave room for eleven rounds in 15,000 events', () => {
    // Of 34 lanes: 15 + 11 × 244 = 2,699, and each day with its first round is 253 more: 48 days are 14,843.
    expect([1, 34, 40].map(mostDays)).toEqual([674, 48, 40]);
  });
});

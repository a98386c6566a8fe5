import { describe, expect, test } from '@jest/globals';
import { balanced, meaningOf, totalOf } from '../../../producer/ledger/ledger.ts';

const COUNTS = { sent: 10, stored: 6, superseded: 1, quarantined: 2, deadLettered: 1, redelivered: 3 };

test('the difference is what was sent minus what is accounted for and what waits', () => {
  expect(balanced(COUNTS, 0)).toEqual({ ...COUNTS, waiting: 0, difference: 0 });
  expect(balanced({ ...COUNTS, stored: 4 }, 0).difference).toBe(2);
  expect(balanced({ ...COUNTS, stored: 4 }, 2).difference).toBe(0);
});

test.each(['sent', 'stored', 'superseded', 'quarantined', 'deadLettered'] as const)(
  'without a known %s there is no difference',
  (name) => {
    expect(balanced({ ...COUNTS, [name]: undefined }, 0).difference).toBeUndefined();
  },
);

test('without knowing what waits there is no difference', () => {
  expect(balanced(COUNTS, undefined)).toMatchObject({ waiting: undefined, difference: undefined });
});

test('the total sums both streams, and has the dead letters of their pipes', () => {
  // A pipe gave up on one, and nobody can say which.
  const stream = balanced({ ...COUNTS, stored: 5, deadLettered: undefined }, 0);
  expect(totalOf(stream, { ...stream, sent: 9 }, 3)).toEqual({
    ...{ sent: 19, stored: 10, superseded: 2, quarantined: 4, deadLettered: 3, redelivered: 6 },
    ...{ waiting: 0, difference: 0 },
  });
  expect(totalOf(stream, { ...stream, stored: undefined }, 3)).toMatchObject({
    sent: 20,
    stored: undefined,
    difference: undefined,
  });
});

describe('a difference', () => {
  test.each([
    [0, 'adds-up'],
    [1, 'uncounted'],
    [3, 'uncounted'],
    [4, 'missing'],
    [-1, 'counted-twice'],
    [undefined, 'unknown'],
  ] as const)('of %s beside 3 redelivered is said to be: %s', (difference, meaning) => {
    expect(meaningOf({ ...balanced(COUNTS, 0), difference })).toBe(meaning);
  });

  test('is a loss when it is not known how many came again', () => {
    expect(meaningOf({ ...balanced(COUNTS, 0), difference: 1, redelivered: undefined })).toBe('missing');
  });
});

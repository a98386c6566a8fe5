import { expect, test } from '@jest/globals';
import { Pace } from '../../../../console/server/aws/pace.ts';

const paceAt = () => {
  let nowMs = 0;
  const pace = new Pace(() => nowMs);
  return {
    pace,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
};

test('an API is asked twice a second, independently of the others', () => {
  const { pace, pass } = paceAt();
  expect([1, 2, 3].map(() => pace.reserve('states ListExecutions'))).toEqual([0, 500, 1_000]);
  expect(pace.reserve('states DescribeExecution')).toBe(0);
  pass(10_000);
  expect(pace.reserve('states ListExecutions')).toBe(0);
});

test('a throttled API is asked half as often, at least every half minute, and says until when', () => {
  const { pace, pass } = paceAt();
  pace.reserve('api');
  pace.slowDown('api');
  expect(pace.reserve('api')).toBe(1_000);
  expect(pace.slowed()).toEqual([{ api: 'api', nextTryAt: expect.any(String) }]);
  for (let tries = 0; tries < 10; tries += 1) pace.slowDown('api');
  pass(1_000_000);
  pace.reserve('api');
  expect(pace.reserve('api')).toBe(30_000);
});

test('once it answers again, it is asked as before and no longer reported', () => {
  const { pace } = paceAt();
  pace.slowDown('api');
  pace.slowDown('api');
  pace.recover('api');
  expect(pace.slowed()).toHaveLength(1);
  pace.recover('api');
  expect(pace.slowed()).toEqual([]);
  pace.recover('api');
  pace.reserve('other');
  expect(pace.reserve('other')).toBe(500);
});

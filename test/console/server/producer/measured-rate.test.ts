import { expect, test } from '@jest/globals';
import { MeasuredRate } from '../../../../console/server/producer/measured-rate.ts';

const rateAt = () => {
  let nowMs = 0;
  const rate = new MeasuredRate(() => nowMs);
  return {
    rate,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
};

test('what came after the first sample of the last seconds is counted', () => {
  const { rate, pass } = rateAt();
  for (let batch = 0; batch < 10; batch += 1) {
    rate.add(50);
    pass(500);
  }
  expect(rate.perSecond()).toBeCloseTo((7 * 50) / 4, 9);
});

test('it is not known before the second sample, long after the last one, and once it is cleared', () => {
  const { rate, pass } = rateAt();
  expect(rate.perSecond()).toBeUndefined();
  rate.add(10);
  pass(100);
  expect(rate.perSecond()).toBeUndefined();
  rate.add(10);
  expect(rate.perSecond()).toBe(100);
  pass(60_000);
  expect(rate.perSecond()).toBeUndefined();
  rate.add(10);
  pass(100);
  rate.add(10);
  rate.clear();
  expect(rate.perSecond()).toBeUndefined();
});

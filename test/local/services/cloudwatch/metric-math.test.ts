import { expect, test } from '@jest/globals';
import { evaluateExpression, referencesOf } from '../../../../local/services/cloudwatch/math/evaluate.ts';
import type { Series } from '../../../../local/services/cloudwatch/math/values.ts';

const _ = undefined;
const METRICS: Readonly<Record<string, Series>> = {
  m1: [1, 2, _, 4],
  m2: [2, _, _, 8],
  zero: [0, 0, 0, 0],
  none: [_, _, _, _],
};

const evaluate = (expression: string): Series =>
  evaluateExpression(expression, {
    length: 4,
    periodSeconds: 60,
    series: (id) => METRICS[id] ?? [],
    metrics: () => Object.values(METRICS),
  });

test.each<[expression: string, values: Series]>([
  ['m1', [1, 2, _, 4]],
  ['m1 + m2', [3, _, _, 12]],
  ['m1 - 1', [0, 1, _, 3]],
  ['2 * m1 + 3', [5, 7, _, 11]],
  ['2 + m1 * 3', [5, 8, _, 14]],
  ['(2 + m1) * 3', [9, 12, _, 18]],
  ['m1 - m1 - 1', [-1, -1, _, -1]],
  ['2 ^ m1', [2, 4, _, 16]],
  ['-m1', [-1, -2, _, -4]],
  ['100 * m1 / m2', [50, _, _, 50]],
  // A division by zero gives no datapoint, so that an alarm does not see it.
  ['m1 / zero', [_, _, _, _]],
  ['m1 > 1', [0, 1, _, 1]],
  ['m1 >= 2', [0, 1, _, 1]],
  ['m1 < 2 OR m1 == 4', [1, 0, _, 1]],
  ['m1 > 1 AND m1 <= 2', [0, 1, _, 0]],
  ['m1 != 2 && m1 != 4', [1, 0, _, 0]],
  ['m1 == 1 || zero', [1, 0, _, 0]],
  ['FILL(m1, 0)', [1, 2, 0, 4]],
  ['FILL(none, 7)', [7, 7, 7, 7]],
  ['FILL(m2, REPEAT)', [2, 2, 2, 8]],
  ['FILL(m2, LINEAR)', [2, 4, 6, 8]],
  ['FILL(m2, m1)', [2, 2, _, 8]],
  ['IF(m1 > 1, 1, 0)', [0, 1, _, 1]],
  ['IF(m1 > 1, m2)', [_, _, _, 8]],
  ['IF(FILL(m1, 0) > 0 AND FILL(m2, 0) == 0, 1, 0)', [0, 1, 0, 0]],
  ['IF(1, m1, m2)', [1, 2, _, 4]],
  ['IF(0, m1, m2)', [2, _, _, 8]],
  ['SUM([m1, m2])', [3, 2, _, 12]],
  ['MAX([m1, m2])', [2, 2, _, 8]],
  ['MIN([m1, 1.5])', [1, 1.5, 1.5, 1.5]],
  ['AVG([m1, m2])', [1.5, 2, _, 6]],
  ['SUM(METRICS())', [3, 2, 0, 12]],
  ['m1 / SUM(m1)', [1 / 7, 2 / 7, _, 4 / 7]],
  ['SUM(none) + 1', [_, _, _, _]],
  ['ABS(-1 * m1)', [1, 2, _, 4]],
  ['CEIL(m1 / 2)', [1, 1, _, 2]],
  ['FLOOR(m1 / 2)', [0, 1, _, 2]],
  ['DIFF(m1)', [_, 1, _, _]],
  ['RATE(m1 * 60)', [_, 1, _, _]],
  ['m1 / PERIOD(m1)', [1 / 60, 2 / 60, _, 4 / 60]],
  ['TIME_SERIES(5)', [5, 5, 5, 5]],
])('%s', (expression, values) => {
  expect(evaluate(expression)).toEqual(values);
});

test.each([
  ['m1 +', "Error in expression 'm1 +': more is missing at its end."],
  ['(m1', "Error in expression '(m1': ) is missing at its end."],
  ['m1 m2', "Error in expression 'm1 m2': m2 is not expected."],
  ['m1 ? 1', "Error in expression 'm1 ? 1': ? 1 is not expected."],
  [
    'FILL(m1, OFTEN)',
    "Error in expression 'FILL(m1, OFTEN)': FILL takes a number, REPEAT or LINEAR, not OFTEN.",
  ],
  ['[m1, m2]', "Error in expression '[m1, m2]': it gives a list of time series, not one."],
  ['ABS()', "Error in expression 'ABS()': ABS does not take these parameters."],
])('%s is refused with the place', (expression, message) => {
  expect(() => evaluate(expression)).toThrow(message);
});

test('a function that the local cloud does not have is named, with those that it has', () => {
  expect(() => referencesOf('IF(m1 > 1, ANOMALY_DETECTION_BAND(m1, 2))')).toThrow(
    /the local cloud has no function ANOMALY_DETECTION_BAND, only ABS, .*FILL, IF/,
  );
  expect(referencesOf('IF(FILL(m1, 0) > 0 AND -e2 == 0, [m3], m1)')).toEqual(['m1', 'e2', 'm3']);
});

import { describe, expect, test } from '@jest/globals';
import {
  type AlarmRule,
  type AlarmState,
  MISSING_DATA,
} from '../../../../local/services/cloudwatch/alarms/alarm.ts';
import { evaluateAlarm, rangeLength } from '../../../../local/services/cloudwatch/alarms/evaluate-alarm.ts';

const rule = (changes: Partial<AlarmRule>): AlarmRule => ({
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  threshold: 10,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'missing',
  ...changes,
});

/** `0 - X`: within the threshold, missing, breaching; the newest last. */
const range = (periods: string) =>
  periods.split(' ').map((sign, index) => ({
    startMs: index * 60_000,
    value: { '0': 1, X: 11 }[sign],
  }));

const OK = 'OK';
const ALARM = 'ALARM';
const NONE = 'INSUFFICIENT_DATA';
const RETAIN = 'retained';
type Outcome = AlarmState | typeof RETAIN;

const outcomes = (periods: string, changes: Partial<AlarmRule>): Outcome[] =>
  MISSING_DATA.map((treatMissingData) => {
    const states = (['OK', 'ALARM'] as const).map(
      (current) => evaluateAlarm(rule({ ...changes, treatMissingData }), range(periods), current).state,
    );
    return states[0] === 'OK' && states[1] === 'ALARM' ? RETAIN : (states[0] ?? RETAIN);
  });

// Both tables: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
describe('the tables of the documentation, as missing, ignore, breaching and notBreaching', () => {
  test.each<[string, Outcome[]]>([
    ['0 - X - X', [OK, OK, OK, OK]],
    ['0 - - - -', [OK, OK, OK, OK]],
    ['- - - - -', [NONE, RETAIN, ALARM, OK]],
    ['0 X X - X', [ALARM, ALARM, ALARM, ALARM]],
    ['- - X - -', [ALARM, RETAIN, ALARM, OK]],
  ])('3 of 3: %s', (periods, expected) => {
    expect(outcomes(periods, {})).toEqual(expected);
  });

  test.each<[string, Outcome[]]>([
    ['0 - X - X', [ALARM, ALARM, ALARM, ALARM]],
    ['0 0 X 0 X', [ALARM, ALARM, ALARM, ALARM]],
    ['0 - X - -', [OK, OK, ALARM, OK]],
    ['- - - - 0', [OK, OK, ALARM, OK]],
    ['- - - X -', [ALARM, RETAIN, ALARM, OK]],
  ])('2 of 3: %s', (periods, expected) => {
    expect(outcomes(periods, { datapointsToAlarm: 2 })).toEqual(expected);
  });

  test.each(['- - - - X', '- - - X -'])('3 of 3, not yet an alarm: %s', (periods) => {
    expect(evaluateAlarm(rule({}), range(periods), 'OK').state).toBe('OK');
  });
});

test('five periods are looked at for three, as in the documentation', () => {
  expect(rangeLength(rule({}))).toBe(5);
});

test('only the newest real datapoints decide, and are reported', () => {
  const verdict = evaluateAlarm(
    rule({ evaluationPeriods: 2, datapointsToAlarm: 1 }),
    range('X X 0 - 0'),
    'ALARM',
  );
  expect(verdict).toEqual({
    state: 'OK',
    evaluated: [
      { startMs: 240_000, value: 1 },
      { startMs: 120_000, value: 1 },
    ],
    missing: 0,
  });
});

test.each([
  ['GreaterThanThreshold', [OK, OK, ALARM]],
  ['GreaterThanOrEqualToThreshold', [OK, ALARM, ALARM]],
  ['LessThanThreshold', [ALARM, OK, OK]],
  ['LessThanOrEqualToThreshold', [ALARM, ALARM, OK]],
] as const)('%s of 9, 10 and 11 with 10', (comparisonOperator, expected) => {
  const one = rule({ comparisonOperator, evaluationPeriods: 1, datapointsToAlarm: 1 });
  const states = [9, 10, 11].map((value) => evaluateAlarm(one, [{ startMs: 0, value }], 'OK').state);
  expect(states).toEqual(expected);
});

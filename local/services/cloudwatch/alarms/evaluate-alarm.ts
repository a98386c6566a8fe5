import { type AlarmRule, type AlarmState, COMPARISONS } from './alarm.ts';

/** The value of one period; undefined if the metric has none. */
export type Datapoint = { readonly startMs: number; readonly value: number | undefined };

export type RealDatapoint = { readonly startMs: number; readonly value: number };

export type Verdict = {
  readonly state: AlarmState;
  /** The real datapoints that decided, newest first. */
  readonly evaluated: readonly RealDatapoint[];
  /** How many periods had to be filled in. */
  readonly missing: number;
};

/**
 * How many periods are evaluated beyond those that the alarm needs. AWS does not say how many; its tables show five
 * for an alarm of three.
 */
const EXTRA_PERIODS = 2;

/** How many periods back an alarm looks for data. */
export const rangeLength = ({ evaluationPeriods }: AlarmRule): number => evaluationPeriods + EXTRA_PERIODS;

/**
 * The state of an alarm from the periods of its evaluation range, oldest first.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export const evaluateAlarm = (rule: AlarmRule, range: readonly Datapoint[], current: AlarmState): Verdict => {
  const real = range.filter(isReal).reverse();
  const evaluated = real.slice(0, rule.evaluationPeriods);
  const missing = rule.evaluationPeriods - evaluated.length;
  const breaching = evaluated.filter(({ value }) => isBreaching(rule, value)).length;
  const state = (): AlarmState => {
    if (breaching >= rule.datapointsToAlarm) return 'ALARM';
    if (missing === 0) return 'OK';
    if (rule.treatMissingData === 'breaching')
      return breaching + missing >= rule.datapointsToAlarm ? 'ALARM' : 'OK';
    if (rule.treatMissingData === 'notBreaching' || breaching < evaluated.length) return 'OK';
    // Everything present is breaching, or nothing is present.
    if (rule.treatMissingData === 'ignore') return current;
    if (evaluated.length === 0) return 'INSUFFICIENT_DATA';
    // A breaching value followed by silence is an alarm only once the value is old enough.
    return periodsBack(range) >= rule.datapointsToAlarm ? 'ALARM' : 'OK';
  };
  return { state: state(), evaluated, missing };
};

export const isBreaching = ({ comparisonOperator, threshold }: AlarmRule, value: number): boolean =>
  COMPARISONS[comparisonOperator].holds(value, threshold);

const isReal = (datapoint: Datapoint): datapoint is RealDatapoint => datapoint.value !== undefined;

/** How long ago the oldest value is: 1 for the last period. */
const periodsBack = (range: readonly Datapoint[]): number => range.length - range.findIndex(isReal);

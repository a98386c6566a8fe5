import { type Alarm, type AlarmState, COMPARISONS } from './alarm.ts';
import { isBreaching, type RealDatapoint, type Verdict } from './evaluate-alarm.ts';

/** Why an alarm is in a state, in CloudWatch's own words. */
export const stateReason = (alarm: Alarm, verdict: Verdict, before: AlarmState): string => {
  const { state, evaluated, missing } = verdict;
  if (state === 'INSUFFICIENT_DATA') return `Insufficient Data: ${were(missing, 'datapoint')} unknown.`;
  if (evaluated.length === 0) {
    const periods = counted(alarm.evaluationPeriods, 'period');
    return `Threshold Crossed: no datapoints were received for ${periods} and ${treated(alarm, missing)}.`;
  }
  return `Threshold Crossed: ${comparison(alarm, verdict, before)}${filled(alarm, missing)}.`;
};

/** As in CloudWatch, several datapoints are counted, and a single one is quoted. */
const comparison = (alarm: Alarm, { state, evaluated }: Verdict, before: AlarmState): string => {
  const deciding = evaluated.filter(({ value }) => isBreaching(alarm, value) === (state === 'ALARM'));
  const shown = deciding.length > 0 ? deciding : evaluated;
  const was = `${shown.length === 1 ? 'was' : 'were'}${isBreaching(alarm, shown[0]?.value ?? 0) ? '' : ' not'}`;
  const { words } = COMPARISONS[alarm.comparisonOperator];
  const needed =
    state === 'ALARM' ? alarm.datapointsToAlarm : alarm.evaluationPeriods - alarm.datapointsToAlarm + 1;
  return (
    `${shown.length} out of the last ${alarm.evaluationPeriods} datapoints [${shown.map(datapoint).join(', ')}] ` +
    `${was} ${words} the threshold (${decimal(alarm.threshold)}) ` +
    `(minimum ${counted(needed, 'datapoint')} for ${before} -> ${state} transition)`
  );
};

const filled = (alarm: Alarm, missing: number): string => {
  const { treatMissingData } = alarm;
  const isFilled = treatMissingData === 'breaching' || treatMissingData === 'notBreaching';
  if (missing === 0 || !isFilled) return '';
  return `, and ${treated(alarm, missing)}`;
};

const treated = ({ treatMissingData }: Alarm, missing: number): string => {
  const treatment = treatMissingData.charAt(0).toUpperCase() + treatMissingData.slice(1);
  return `${were(missing, 'missing datapoint')} treated as [${treatment}]`;
};

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
const were = (count: number, what: string): string =>
  `${counted(count, what)} ${count === 1 ? 'was' : 'were'}`;

const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

/** `1.0 (24/11/26 11:05:00)` */
const datapoint = ({ startMs, value }: RealDatapoint): string => {
  const [date = '', time = ''] = new Date(startMs).toISOString().split('T');
  const [year = '', month, day] = date.split('-');
  return `${decimal(value)} (${day}/${month}/${year.slice(2)} ${time.slice(0, 8)})`;
};

/** The data behind a state, as the JSON in the alarm's history. */
export const stateReasonData = (alarm: Alarm, { evaluated }: Verdict, nowMs: number): string =>
  JSON.stringify({
    version: '1.0',
    queryDate: timestamp(nowMs),
    ...('stat' in alarm.watched && { statistic: alarm.watched.stat.statistic }),
    period: alarm.periodSeconds,
    recentDatapoints: evaluated.map(({ value }) => value).reverse(),
    threshold: alarm.threshold,
    evaluatedDatapoints: evaluated.map(({ startMs, value }) => ({ timestamp: timestamp(startMs), value })),
  });

/** The form of times in CloudWatch's own JSON: `2026-11-24T11:05:00.000+0000`. */
export const timestamp = (epochMs: number): string => new Date(epochMs).toISOString().replace('Z', '+0000');

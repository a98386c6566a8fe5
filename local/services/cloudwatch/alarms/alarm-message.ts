import { ACCOUNT_ID } from '../../../values/account.ts';
import type { MetricQuery, MetricStat } from '../metrics/metric-query.ts';
import { isPlain } from '../metrics/statistics.ts';
import type { Alarm, AlarmState } from './alarm.ts';
import type { WatchedAlarm } from './alarms.ts';
import { timestamp } from './state-reason.ts';

/** The name of `us-east-1` in messages. */
const REGION_NAME = 'US East (N. Virginia)';

export const alarmSubject = ({ alarm, state }: WatchedAlarm): string =>
  `${state}: "${alarm.name}" in ${REGION_NAME}`;

/**
 * What CloudWatch publishes when an alarm has changed its state, as subscribers get it. Its form is not
 * documented; this follows messages that people have posted online.
 */
export const alarmMessage = (
  { alarm, state, reason, updatedMs, createdMs }: WatchedAlarm,
  before: AlarmState,
) => ({
  AlarmName: alarm.name,
  AlarmDescription: alarm.description ?? null,
  AWSAccountId: ACCOUNT_ID,
  AlarmConfigurationUpdatedTimestamp: timestamp(createdMs),
  NewStateValue: state,
  NewStateReason: reason,
  StateChangeTime: timestamp(updatedMs),
  Region: REGION_NAME,
  AlarmArn: alarm.arn,
  OldStateValue: before,
  OKActions: alarm.actions.OK,
  AlarmActions: alarm.actions.ALARM,
  InsufficientDataActions: alarm.actions.INSUFFICIENT_DATA,
  Trigger: {
    ...(alarm.single && triggerMetric(alarm.single)),
    ...triggerRule(alarm),
    ...(alarm.single === undefined && { Metrics: alarm.queries.map(triggerQuery) }),
  },
});

const triggerRule = (alarm: Alarm) => ({
  Period: alarm.periodSeconds,
  EvaluationPeriods: alarm.evaluationPeriods,
  DatapointsToAlarm: alarm.datapointsToAlarm,
  ComparisonOperator: alarm.comparisonOperator,
  Threshold: alarm.threshold,
  TreatMissingData: alarm.treatMissingData,
  EvaluateLowSampleCountPercentile: '',
});

const triggerMetric = ({ metric, statistic, unit }: MetricStat) => ({
  MetricName: metric.name,
  Namespace: metric.namespace,
  ...(isPlain(statistic)
    ? { StatisticType: 'Statistic', Statistic: statistic.toUpperCase() }
    : { StatisticType: 'ExtendedStatistic', ExtendedStatistic: statistic }),
  Unit: unit ?? null,
  Dimensions: dimensionsOf(metric.dimensions),
});

const triggerQuery = (query: MetricQuery) => ({
  ...('stat' in query ? { MetricStat: triggerStat(query.stat) } : { Expression: query.expression }),
  Id: query.id,
  ...(query.label !== undefined && { Label: query.label }),
  ReturnData: query.returnData,
});

const triggerStat = ({ metric, periodSeconds, statistic }: MetricStat) => ({
  Metric: {
    Dimensions: dimensionsOf(metric.dimensions),
    MetricName: metric.name,
    Namespace: metric.namespace,
  },
  Period: periodSeconds,
  Stat: statistic,
});

const dimensionsOf = (dimensions: Readonly<Record<string, string>>) =>
  Object.entries(dimensions).map(([name, value]) => ({ value, name }));

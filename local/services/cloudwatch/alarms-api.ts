import { AwsError, type AwsInput, type AwsOperation } from '../../endpoint/aws-json-protocol.ts';
import { reasonOf } from '../../values/refusal.ts';
import { ALARM_STATES, type Alarm } from './alarms/alarm.ts';
import type { HistoryItem } from './alarms/alarm-history.ts';
import type { Alarms, WatchedAlarm } from './alarms/alarms.ts';
import { metricKey } from './metrics/metric.ts';
import { type MetricQuery, type MetricStat, readMetric } from './metrics/metric-query.ts';
import { isPlain } from './metrics/statistics.ts';
import { describeMetric } from './metrics-api.ts';
import { fieldsOf, optionalTimeMs, pageOf } from './request-fields.ts';

export const alarmOperations = (alarms: Alarms): Record<string, AwsOperation> => ({
  DescribeAlarms: (input) => {
    const isMetricAlarm =
      !('AlarmTypes' in input) || fieldsOf(input).list('AlarmTypes').includes('MetricAlarm');
    const found = alarms.list().filter((entry) => isMetricAlarm && isWanted(entry, input));
    const { page, NextToken } = pageOf(found, input, pageLimit(input, DESCRIBE_PAGE));
    return { MetricAlarms: page.map(describeAlarm), CompositeAlarms: [], NextToken };
  },
  DescribeAlarmsForMetric: (input) => {
    const key = metricKey(readMetric(fieldsOf(input), fieldsOf));
    const found = alarms.list().filter(({ alarm: { single } }) => single && metricKey(single.metric) === key);
    return { MetricAlarms: found.map(describeAlarm) };
  },
  DescribeAlarmHistory: (input) => {
    const found = alarms.history().filter((item) => isWantedItem(item, input));
    if (input.ScanBy === 'TimestampAscending') found.reverse();
    const { page, NextToken } = pageOf(found, input, pageLimit(input, LONGEST_PAGE));
    return { AlarmHistoryItems: page.map(describeItem), NextToken };
  },
  SetAlarmState: async (input) => {
    const fields = fieldsOf(input);
    const data = fields.optionalText('StateReasonData');
    assertJson(data);
    const state = fields.oneOf('StateValue', ALARM_STATES);
    await alarms.setState(fields.text('AlarmName'), state, fields.text('StateReason'), data);
    return {};
  },
});

const DESCRIBE_PAGE = 50;
const LONGEST_PAGE = 100;

const pageLimit = (input: AwsInput, standard: number): number =>
  fieldsOf(input).optionalInteger('MaxRecords', { min: 1, max: LONGEST_PAGE }) ?? standard;

const assertJson = (text: string | undefined): void => {
  try {
    if (text !== undefined) JSON.parse(text);
  } catch (error) {
    throw new AwsError('InvalidFormat', `StateReasonData is not JSON: ${reasonOf(error)}`);
  }
};

const isWanted = ({ alarm, state }: WatchedAlarm, input: AwsInput): boolean => {
  const fields = fieldsOf(input);
  const names = fields.list('AlarmNames');
  const actionPrefix = fields.optionalText('ActionPrefix');
  return (
    (names.length === 0 || names.includes(alarm.name)) &&
    alarm.name.startsWith(fields.optionalText('AlarmNamePrefix') ?? '') &&
    (fields.optionalText('StateValue') ?? state) === state &&
    (actionPrefix === undefined ||
      Object.values(alarm.actions).some((topics) => topics.some((topic) => topic.startsWith(actionPrefix))))
  );
};

const isWantedItem = ({ alarmName, type, atMs }: HistoryItem, input: AwsInput): boolean =>
  (input.AlarmName === undefined || input.AlarmName === alarmName) &&
  (input.HistoryItemType === undefined || input.HistoryItemType === type) &&
  atMs >= (optionalTimeMs(input, 'StartDate') ?? 0) &&
  atMs <= (optionalTimeMs(input, 'EndDate') ?? Number.POSITIVE_INFINITY);

const describeAlarm = ({ alarm, ...entry }: WatchedAlarm) => ({
  AlarmName: alarm.name,
  AlarmArn: alarm.arn,
  AlarmDescription: alarm.description,
  ActionsEnabled: alarm.actionsEnabled,
  OKActions: alarm.actions.OK,
  AlarmActions: alarm.actions.ALARM,
  InsufficientDataActions: alarm.actions.INSUFFICIENT_DATA,
  EvaluationPeriods: alarm.evaluationPeriods,
  DatapointsToAlarm: alarm.datapointsToAlarm,
  Threshold: alarm.threshold,
  ComparisonOperator: alarm.comparisonOperator,
  TreatMissingData: alarm.treatMissingData,
  ...describeWatched(alarm),
  AlarmConfigurationUpdatedTimestamp: entry.createdMs / 1000,
  StateValue: entry.state,
  StateReason: entry.reason,
  StateReasonData: entry.reasonData,
  StateUpdatedTimestamp: entry.updatedMs / 1000,
  StateTransitionedTimestamp: entry.transitionedMs / 1000,
});

const describeWatched = ({ single, queries }: Alarm) => {
  if (single === undefined) return { Dimensions: [], Metrics: queries.map(describeQuery) };
  const { metric, statistic, periodSeconds, unit } = single;
  return {
    ...describeMetric(metric),
    ...(isPlain(statistic) ? { Statistic: statistic } : { ExtendedStatistic: statistic }),
    Period: periodSeconds,
    Unit: unit,
  };
};

const describeQuery = (query: MetricQuery) => ({
  Id: query.id,
  Label: query.label,
  ReturnData: query.returnData,
  ...('stat' in query
    ? { MetricStat: describeStat(query.stat) }
    : { Expression: query.expression, Period: query.periodSeconds }),
});

const describeStat = ({ metric, periodSeconds, statistic, unit }: MetricStat) => ({
  Metric: describeMetric(metric),
  Period: periodSeconds,
  Stat: statistic,
  Unit: unit,
});

const describeItem = ({ alarmName, atMs, type, summary, data }: HistoryItem) => ({
  AlarmName: alarmName,
  AlarmType: 'MetricAlarm',
  Timestamp: atMs / 1000,
  HistoryItemType: type,
  HistorySummary: summary,
  HistoryData: data,
});

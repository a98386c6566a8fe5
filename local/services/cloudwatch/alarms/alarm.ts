import { type FieldReader, type Properties, textOf } from '../../../values/json.ts';
import { referencesOf } from '../math/evaluate.ts';
import {
  type MetricQuery,
  type MetricStat,
  periodOf,
  type ReadFields,
  readMetric,
  readMetricQueries,
} from '../metrics/metric-query.ts';
import { statisticOf } from '../metrics/statistics.ts';

export const ALARM_STATES = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;
export type AlarmState = (typeof ALARM_STATES)[number];

const OPERATORS = [
  'GreaterThanThreshold',
  'GreaterThanOrEqualToThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
] as const;
export type ComparisonOperator = (typeof OPERATORS)[number];

type Comparison = { readonly words: string; holds(value: number, threshold: number): boolean };

export const COMPARISONS: Readonly<Record<ComparisonOperator, Comparison>> = {
  GreaterThanThreshold: { words: 'greater than', holds: (value, threshold) => value > threshold },
  GreaterThanOrEqualToThreshold: {
    words: 'greater than or equal to',
    holds: (value, threshold) => value >= threshold,
  },
  LessThanThreshold: { words: 'less than', holds: (value, threshold) => value < threshold },
  LessThanOrEqualToThreshold: {
    words: 'less than or equal to',
    holds: (value, threshold) => value <= threshold,
  },
};

export const MISSING_DATA = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;
export type TreatMissingData = (typeof MISSING_DATA)[number];

/** When an alarm goes off. */
export type AlarmRule = {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparisonOperator: ComparisonOperator;
  readonly treatMissingData: TreatMissingData;
};

/** An AWS::CloudWatch::Alarm over one metric or over metric math. */
export type Alarm = AlarmRule & {
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  readonly actionsEnabled: boolean;
  /** ARNs of topics, by the state that notifies them. */
  readonly actions: Readonly<Record<AlarmState, readonly string[]>>;
  readonly queries: readonly MetricQuery[];
  /** The query that the alarm watches. */
  readonly watched: MetricQuery;
  /** What is watched by an alarm over one metric; undefined for metric math. */
  readonly single: MetricStat | undefined;
  readonly periodSeconds: number;
};

const PERIOD = { min: 10, max: 604_800 };
const PERIODS = { min: 1, max: 604_800 / PERIOD.min };

/**
 * Reads the properties of AWS::CloudWatch::Alarm.
 *
 * @throws the error of `fieldsOf` for a wrong field; AwsError for an unknown statistic or function
 */
export const readAlarm = (
  { name, arn, properties }: { name: string; arn: string; properties: Properties },
  fieldsOf: ReadFields,
): Alarm => {
  const fields = fieldsOf(properties);
  const single = fields.has('Metrics') ? undefined : singleStat(fields, fieldsOf);
  const queries = single
    ? [{ id: 'm1', label: undefined, returnData: true, stat: single }]
    : readMetricQueries(fields.list('Metrics'), fieldsOf);
  const watched = queries.find(({ returnData }) => returnData);
  if (watched === undefined) throw new Error('none of its Metrics has ReturnData, so it would watch nothing');
  for (const query of queries) {
    if ('stat' in query) statisticOf(query.stat.statistic);
    else referencesOf(query.expression);
  }
  const evaluationPeriods = fields.integer('EvaluationPeriods', PERIODS);
  return {
    ...{ name, arn, queries, watched, single, evaluationPeriods },
    description: fields.optionalText('AlarmDescription'),
    actionsEnabled: textOf(fields.value('ActionsEnabled') ?? true) === 'true',
    actions: {
      ALARM: fields.list('AlarmActions').map(String),
      OK: fields.list('OKActions').map(String),
      INSUFFICIENT_DATA: fields.list('InsufficientDataActions').map(String),
    },
    periodSeconds: periodOf(watched, queries),
    datapointsToAlarm: fields.optionalInteger('DatapointsToAlarm', PERIODS) ?? evaluationPeriods,
    threshold: fields.number('Threshold', { min: -Number.MAX_VALUE, max: Number.MAX_VALUE }),
    comparisonOperator: fields.oneOf('ComparisonOperator', OPERATORS),
    treatMissingData: readMissingData(fields, watched),
  };
};

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html: DynamoDB differs. */
const readMissingData = (fields: FieldReader, watched: MetricQuery): TreatMissingData => {
  if (fields.has('TreatMissingData')) return fields.oneOf('TreatMissingData', MISSING_DATA);
  return 'stat' in watched && watched.stat.metric.namespace === 'AWS/DynamoDB' ? 'ignore' : 'missing';
};

const singleStat = (fields: FieldReader, fieldsOf: ReadFields): MetricStat => ({
  metric: readMetric(fields, fieldsOf),
  statistic: fields.optionalText('ExtendedStatistic') ?? fields.text('Statistic'),
  periodSeconds: fields.integer('Period', PERIOD),
  unit: fields.optionalText('Unit'),
});

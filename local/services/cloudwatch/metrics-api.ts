import type { AwsInput, AwsOperation } from '../../endpoint/aws-json-protocol.ts';
import { type FieldReader, isObject, type Properties, textOf } from '../../values/json.ts';
import type { Metric } from './metrics/metric.ts';
import {
  evaluateQuery,
  type MetricQuery,
  periodOf,
  readDimensions,
  readMetric,
  readMetricQueries,
} from './metrics/metric-query.ts';
import type { MetricStore, Windows } from './metrics/metric-store.ts';
import { addValue, emptySet, isPlain, type StatisticSet, statisticOf } from './metrics/statistics.ts';
import { fieldsOf, invalid, optionalTimeMs, pageOf, timeMs } from './request-fields.ts';

export const metricOperations = (store: MetricStore, nowMs: () => number): Record<string, AwsOperation> => ({
  GetMetricData: (input) => getMetricData(store, input),
  GetMetricStatistics: (input) => getMetricStatistics(store, input),
  ListMetrics: (input) => listMetrics(store, input, nowMs()),
  PutMetricData: (input) => putMetricData(store, input),
});

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
const MAX_DATAPOINTS = 100_800;
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html
const LIST_PAGE = 500;
const RECENTLY_MS = 3 * 60 * 60 * 1000;
const LONGEST_PERIOD_SECONDS = 86_400;

/** Whole periods of the clock, from the one that contains the start. */
const windowsOf = (input: AwsInput, periodSeconds: number): Windows => {
  const periodMs = periodSeconds * 1000;
  const startMs = Math.floor(timeMs(input, 'StartTime') / periodMs) * periodMs;
  const count = Math.ceil((timeMs(input, 'EndTime') - startMs) / periodMs);
  if (count <= 0) throw invalid('The parameter StartTime must be less than the parameter EndTime.');
  if (count > MAX_DATAPOINTS)
    throw invalid(`You have requested ${count} datapoints, more than ${MAX_DATAPOINTS}.`);
  return { startMs, periodMs, count };
};

const getMetricData = (store: MetricStore, input: AwsInput) => {
  const queries = readMetricQueries(fieldsOf(input).list('MetricDataQueries'), fieldsOf);
  const isAscending = input.ScanBy === 'TimestampAscending';
  const results = queries
    .filter(({ returnData }) => returnData)
    .map((query) => {
      const windows = windowsOf(input, periodOf(query, queries));
      const points = pointsOf(evaluateQuery(query, queries, store, windows), windows);
      if (!isAscending) points.reverse();
      return {
        Id: query.id,
        Label: query.label ?? defaultLabel(query),
        Timestamps: points.map(({ at }) => at),
        Values: points.map(({ value }) => value),
        StatusCode: 'Complete',
      };
    });
  return { MetricDataResults: results, Messages: [] };
};

const defaultLabel = (query: MetricQuery): string => ('stat' in query ? query.stat.metric.name : query.id);

const pointsOf = <T>(values: readonly (T | undefined)[], { startMs, periodMs }: Windows) =>
  values.flatMap((value, index) =>
    value === undefined ? [] : [{ at: (startMs + index * periodMs) / 1000, value }],
  );

const getMetricStatistics = (store: MetricStore, input: AwsInput) => {
  const fields = fieldsOf(input);
  const metric = readMetric(fields, fieldsOf);
  const windows = windowsOf(input, fields.integer('Period', { min: 1, max: LONGEST_PERIOD_SECONDS }));
  const plain = fields.list('Statistics').map(String);
  const extended = fields.list('ExtendedStatistics').map(String);
  const unknown = plain.find((name) => !isPlain(name));
  if (unknown !== undefined) throw invalid(`Statistics cannot be ${unknown}.`);
  if (plain.length + extended.length === 0)
    throw invalid('Either Statistics or ExtendedStatistics is needed.');
  const values = (names: readonly string[], set: StatisticSet) =>
    Object.fromEntries(names.map((name) => [name, statisticOf(name)(set)]));
  const Unit = fields.optionalText('Unit');
  const points = pointsOf(store.read(metric, windows, Unit), windows);
  return {
    Label: metric.name,
    Datapoints: points.map(({ at, value }) => ({
      ...{ Timestamp: at, Unit: Unit ?? store.unitOf(metric) ?? 'None' },
      ...values(plain, value),
      ...(extended.length > 0 && { ExtendedStatistics: values(extended, value) }),
    })),
  };
};

const listMetrics = (store: MetricStore, input: AwsInput, nowMs: number) => {
  const { Namespace, MetricName, RecentlyActive } = input;
  const wanted = fieldsOf(input).list('Dimensions').filter(isObject);
  const found = store
    .list()
    .filter(({ namespace }) => Namespace === undefined || namespace === Namespace)
    .filter(({ name }) => MetricName === undefined || name === MetricName)
    .filter(({ lastMs }) => RecentlyActive === undefined || lastMs > nowMs - RECENTLY_MS)
    .filter(({ dimensions }) => wanted.every((filter) => hasDimension(dimensions, filter)));
  const { page, NextToken } = pageOf(found, input, LIST_PAGE);
  return { Metrics: page.map(describeMetric), NextToken };
};

const hasDimension = (dimensions: Metric['dimensions'], { Name, Value }: Properties): boolean => {
  const value = dimensions[textOf(Name)];
  return value !== undefined && (Value === undefined || value === Value);
};

export const describeMetric = ({ namespace, name, dimensions }: Metric) => ({
  Namespace: namespace,
  MetricName: name,
  Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
});

const putMetricData = (store: MetricStore, input: AwsInput) => {
  const namespace = fieldsOf(input).text('Namespace');
  if (namespace.startsWith('AWS/')) throw invalid('The value AWS/ for parameter Namespace is invalid.');
  for (const item of fieldsOf(input).list('MetricData')) {
    const datum = isObject(item) ? item : {};
    const fields = fieldsOf(datum);
    const metric = {
      ...{ namespace, name: fields.text('MetricName') },
      dimensions: readDimensions(fields.list('Dimensions'), fieldsOf),
    };
    store.putSet(metric, statisticSet(fields), {
      unit: fields.optionalText('Unit'),
      timestampMs: optionalTimeMs(datum, 'Timestamp'),
      isHighResolution: datum.StorageResolution === 1,
    });
  }
  return {};
};

/** One value, values with counts, or aggregated statistics: API_MetricDatum. */
const statisticSet = (fields: FieldReader): StatisticSet => {
  const range = { min: -Number.MAX_VALUE, max: Number.MAX_VALUE };
  if (fields.has('StatisticValues')) {
    const given = fieldsOf(fields.object('StatisticValues'));
    return {
      ...emptySet(),
      sampleCount: given.number('SampleCount', range),
      sum: given.number('Sum', range),
      minimum: given.number('Minimum', range),
      maximum: given.number('Maximum', range),
    };
  }
  const set = emptySet();
  const counts = fields.list('Counts').map(Number);
  const values = fields.has('Values') ? fields.list('Values').map(Number) : [fields.number('Value', range)];
  for (const [index, value] of values.entries()) addValue(set, value, counts[index] ?? 1);
  return set;
};

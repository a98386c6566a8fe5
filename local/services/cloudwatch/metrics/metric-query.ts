import { AwsError } from '../../../endpoint/aws-json-protocol.ts';
import { type FieldReader, isObject, type Properties, textOf } from '../../../values/json.ts';
import { evaluateExpression, referencesOf } from '../math/evaluate.ts';
import type { Series } from '../math/values.ts';
import type { Metric } from './metric.ts';
import type { MetricStore, Windows } from './metric-store.ts';
import { statisticOf } from './statistics.ts';

export type MetricStat = {
  readonly metric: Metric;
  readonly statistic: string;
  readonly periodSeconds: number;
  readonly unit: string | undefined;
};

/** One query of GetMetricData or of an alarm: a statistic of a metric, or math over the other queries. */
export type MetricQuery = {
  readonly id: string;
  readonly label: string | undefined;
  readonly returnData: boolean;
} & (
  | { readonly stat: MetricStat }
  | { readonly expression: string; readonly periodSeconds: number | undefined }
);

/** Reads fields of an object, with its own error messages. */
export type ReadFields = (properties: Properties) => FieldReader;

const LONGEST_PERIOD_SECONDS = 604_800;
const PERIOD = { min: 1, max: LONGEST_PERIOD_SECONDS };

/** Reads `MetricDataQueries` of the API or `Metrics` of the template, which have the same form. */
export const readMetricQueries = (list: readonly unknown[], fieldsOf: ReadFields): MetricQuery[] =>
  list.map((item) => {
    const fields = fieldsOf(isObject(item) ? item : {});
    const common = {
      id: fields.text('Id'),
      label: fields.optionalText('Label'),
      returnData: textOf(fields.value('ReturnData') ?? true) === 'true',
    };
    const expression = fields.optionalText('Expression');
    if (expression !== undefined) {
      return { ...common, expression, periodSeconds: fields.optionalInteger('Period', PERIOD) };
    }
    const stat = fieldsOf(fields.object('MetricStat'));
    return {
      ...common,
      stat: {
        metric: readMetric(fieldsOf(stat.object('Metric')), fieldsOf),
        statistic: stat.text('Stat'),
        periodSeconds: stat.integer('Period', PERIOD),
        unit: stat.optionalText('Unit'),
      },
    };
  });

/** Reads `Namespace`, `MetricName` and `Dimensions`. */
export const readMetric = (fields: FieldReader, fieldsOf: ReadFields): Metric => ({
  namespace: fields.text('Namespace'),
  name: fields.text('MetricName'),
  dimensions: readDimensions(fields.list('Dimensions'), fieldsOf),
});

export const readDimensions = (list: readonly unknown[], fieldsOf: ReadFields): Record<string, string> =>
  Object.fromEntries(
    list.map((item) => {
      const dimension = fieldsOf(isObject(item) ? item : {});
      return [dimension.text('Name'), dimension.text('Value')];
    }),
  );

/** The period of an expression is the longest of those it refers to. @throws AwsError on an unknown id or function */
export const periodOf = (query: MetricQuery, queries: readonly MetricQuery[]): number => {
  if ('stat' in query) return query.stat.periodSeconds;
  if (query.periodSeconds !== undefined) return query.periodSeconds;
  const used = referencesOf(query.expression).map((id) => queryOf(id, queries, query.expression));
  const all = used.length > 0 ? used : queries.filter((other) => 'stat' in other);
  return Math.max(60, ...all.filter((other) => other !== query).map((other) => periodOf(other, queries)));
};

/** The values of a query, window by window. @throws AwsError when its expression cannot be evaluated */
export const evaluateQuery = (
  query: MetricQuery,
  queries: readonly MetricQuery[],
  store: MetricStore,
  windows: Windows,
): Series => {
  if ('stat' in query) {
    const statistic = statisticOf(query.stat.statistic);
    return store
      .read(query.stat.metric, windows, query.stat.unit)
      .map((set) => (set === undefined ? undefined : statistic(set)));
  }
  // Each step leaves out the query that it evaluates, so an expression that refers to itself ends.
  const others = queries.filter((other) => other !== query);
  const valuesOf = (other: MetricQuery): Series => evaluateQuery(other, others, store, windows);
  return evaluateExpression(query.expression, {
    length: windows.count,
    periodSeconds: windows.periodMs / 1000,
    series: (id) => valuesOf(queryOf(id, others, query.expression)),
    metrics: () => others.filter((other) => 'stat' in other).map(valuesOf),
  });
};

const queryOf = (id: string, queries: readonly MetricQuery[], expression: string): MetricQuery => {
  const query = queries.find((candidate) => candidate.id === id);
  if (query) return query;
  throw new AwsError('ValidationError', `Error in expression '${expression}': there is no query "${id}".`);
};

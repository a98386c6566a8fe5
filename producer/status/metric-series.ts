import {
  type CloudWatchClient,
  type MetricDataQuery,
  paginateGetMetricData,
} from '@aws-sdk/client-cloudwatch';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A metric's sum or maximum, period by period. */
export interface SeriesQuery {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'Maximum';
}

/**
 * The values of a metric by the start of their period, in milliseconds since 1970. Periods without a value are left
 * out.
 */
export type Series = ReadonlyMap<number, number>;

/**
 * The length of a period: long enough that one request can hold them all, and that CloudWatch still keeps them.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention
 */
export const periodFor = (from: Date, to: Date): number => {
  const agoMs = to.getTime() - from.getTime();
  if (agoMs <= DAY_MS) return MINUTE_MS;
  return agoMs <= 5 * DAY_MS ? 5 * MINUTE_MS : HOUR_MS;
};

const dataQuery = (
  { id, namespace, name, dimensions, statistic }: SeriesQuery,
  periodMs: number,
): MetricDataQuery => ({
  Id: id,
  MetricStat: {
    Metric: {
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: periodMs / 1_000,
    Stat: statistic,
  },
});

/** Reads metrics by their ids. @throws {Error} for an answer that leaves one out */
export const readSeries = async (
  client: CloudWatchClient,
  queries: readonly SeriesQuery[],
  { fromMs, to, periodMs }: { readonly fromMs: number; readonly to: Date; readonly periodMs: number },
): Promise<ReadonlyMap<string, Series>> => {
  const all = new Map<string, Map<number, number>>();
  const asked = {
    MetricDataQueries: queries.map((query) => dataQuery(query, periodMs)),
    StartTime: new Date(fromMs),
    EndTime: to,
  };
  for await (const { MetricDataResults = [] } of paginateGetMetricData({ client }, asked)) {
    for (const { Id = '', Timestamps, Values } of MetricDataResults) {
      if (Timestamps === undefined || Values === undefined) continue;
      const series = all.get(Id) ?? new Map<number, number>();
      all.set(Id, series);
      for (const [index, timestamp] of Timestamps.entries())
        series.set(timestamp.getTime(), Values[index] ?? 0);
    }
  }
  const missing = queries.find(({ id }) => !all.has(id));
  if (missing !== undefined) throw new Error(`CloudWatch returned nothing for the query ${missing.id}`);
  return all;
};

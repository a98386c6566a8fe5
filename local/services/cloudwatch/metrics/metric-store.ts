import type { Clock } from '../../../values/clock.ts';
import { type Metric, type MetricData, metricKey } from './metric.ts';
import { addSet, addValue, emptySet, type StatisticSet } from './statistics.ts';

/** Time windows of equal length, oldest first. */
export type Windows = { readonly startMs: number; readonly periodMs: number; readonly count: number };

type SetOptions = Pick<MetricData, 'unit' | 'timestampMs' | 'isHighResolution'>;

type Series = {
  readonly metric: Metric;
  readonly stepMs: number;
  readonly retentionMs: number;
  readonly buckets: Map<number, Bucket>;
  lastMs: number;
};
type Bucket = StatisticSet & { readonly unit: string | undefined };

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention
const STANDARD = { stepMs: MINUTE_MS, retentionMs: 15 * DAY_MS };
const HIGH_RESOLUTION = { stepMs: 1_000, retentionMs: 3 * HOUR_MS };

/** More than this suggests a dimension such as an id. The rest is dropped, with one warning. */
const MAX_METRICS = 10_000;

export type MetricStore = ReturnType<typeof createMetricStore>;

/** Metrics in memory: by the minute for 15 days, those of high resolution by the second for three hours. */
export const createMetricStore = (clock: Clock) => {
  const allSeries = new Map<string, Series>();
  let isFull = false;

  const seriesOf = (metric: Metric, isHighResolution: boolean): Series | undefined => {
    const key = metricKey(metric);
    const known = allSeries.get(key);
    if (known) return known;
    if (allSeries.size >= MAX_METRICS) {
      if (!isFull)
        console.error(`local cloud: more than ${MAX_METRICS} metrics, new ones are dropped from now on`);
      isFull = true;
      return undefined;
    }
    const { namespace, name, dimensions } = metric;
    const resolution = isHighResolution ? HIGH_RESOLUTION : STANDARD;
    const series = { metric: { namespace, name, dimensions }, ...resolution, buckets: new Map(), lastMs: 0 };
    allSeries.set(key, series);
    return series;
  };

  const bucketAt = (
    metric: Metric,
    { unit, timestampMs = clock.nowMs(), isHighResolution = false }: SetOptions,
  ): Bucket | undefined => {
    const series = seriesOf(metric, isHighResolution);
    if (series === undefined) return undefined;
    series.lastMs = Math.max(series.lastMs, timestampMs);
    const startMs = timestampMs - (timestampMs % series.stepMs);
    const known = series.buckets.get(startMs);
    if (known) return known;
    dropExpired(series, clock.nowMs());
    const bucket = { ...emptySet(), unit };
    series.buckets.set(startMs, bucket);
    return bucket;
  };

  return {
    put: (data: MetricData): void => {
      const bucket = bucketAt(data, data);
      if (bucket) for (const value of data.values) addValue(bucket, value);
    },
    /** Adds values that are already aggregated. */
    putSet: (metric: Metric, set: StatisticSet, options: SetOptions): void => {
      const bucket = bucketAt(metric, options);
      if (bucket) addSet(bucket, set);
    },
    /** The values of a metric in each window; undefined if it has none, or none in the requested unit. */
    read: (metric: Metric, windows: Windows, unit?: string): (StatisticSet | undefined)[] => {
      const series = allSeries.get(metricKey(metric));
      return Array.from({ length: windows.count }, (_, index) => {
        const startMs = windows.startMs + index * windows.periodMs;
        return series && mergedSet(series, startMs, startMs + windows.periodMs, unit);
      });
    },
    /** The unit of a metric's last values. */
    unitOf: (metric: Metric): string | undefined =>
      [...(allSeries.get(metricKey(metric))?.buckets.values() ?? [])].at(-1)?.unit,
    /** With the time of the last value, epoch ms. */
    list: (): (Metric & { lastMs: number })[] =>
      [...allSeries.values()].map(({ metric, lastMs }) => ({ ...metric, lastMs })),
  };
};

/** Buckets are added nearly in order of time, so the oldest come first. */
const dropExpired = ({ buckets, retentionMs }: Series, nowMs: number): void => {
  for (const startMs of buckets.keys()) {
    if (startMs >= nowMs - retentionMs) return;
    buckets.delete(startMs);
  }
};

/** Goes through the steps of the window, or through all buckets of the series if those are fewer. */
const mergedSet = (
  { buckets, stepMs }: Series,
  startMs: number,
  endMs: number,
  unit: string | undefined,
): StatisticSet | undefined => {
  let merged: StatisticSet | undefined;
  const add = (bucket: Bucket | undefined): void => {
    if (bucket === undefined || (unit !== undefined && bucket.unit !== unit)) return;
    merged ??= emptySet();
    addSet(merged, bucket);
  };
  if (buckets.size * stepMs < endMs - startMs) {
    for (const [atMs, bucket] of buckets) if (atMs >= startMs && atMs < endMs) add(bucket);
    return merged;
  }
  const firstMs = Math.ceil(startMs / stepMs) * stepMs;
  for (let atMs = firstMs; atMs < endMs; atMs += stepMs) add(buckets.get(atMs));
  return merged;
};

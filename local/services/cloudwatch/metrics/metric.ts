/** The identity of a metric: metrics that differ in one dimension are unrelated. */
export type Metric = {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
};

const keys = new WeakMap<Metric, string>();

/** A key of the metric that does not depend on the order of its dimensions; alarms ask for theirs every minute. */
export const metricKey = (metric: Metric): string => {
  const known = keys.get(metric);
  if (known !== undefined) return known;
  const { namespace, name, dimensions } = metric;
  const sorted = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  const key = JSON.stringify([namespace, name, ...sorted]);
  keys.set(metric, key);
  return key;
};

/** Values of a metric, as a service or a function reports them. */
export type MetricData = Metric & {
  readonly values: readonly number[];
  /** One of https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
  readonly unit?: string | undefined;
  /** @default the time of the clock */
  readonly timestampMs?: number | undefined;
  /** Kept by the second for three hours, not by the minute. */
  readonly isHighResolution?: boolean | undefined;
};

/** Receives what services and functions report. */
export type ReportMetric = (data: MetricData) => void;

/** Reports single values of the metrics that share a namespace and dimensions. */
export const valueReporter =
  (report: ReportMetric, namespace: string, dimensions: Metric['dimensions']) =>
  (name: string, value: number, unit = 'Count'): void =>
    report({ namespace, name, dimensions, values: [value], unit });

/** The identity of a metric: metrics that differ in one dimension are unrelated. */
export type Metric = {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
};

/** A key of the metric that does not depend on the order of its dimensions. */
export const metricKey = ({ namespace, name, dimensions }: Metric): string =>
  JSON.stringify([namespace, name, ...Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);

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

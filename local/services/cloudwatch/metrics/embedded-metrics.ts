import { isObject, type Properties, parsedObject, textOf } from '../../../values/json.ts';
import type { MetricData } from './metric.ts';

/**
 * The metrics in a line of a function's log; empty for any other line.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 *
 * The document's `Timestamp` comes from the computer, not from the clock of the local cloud, so a line
 * counts when it arrives.
 */
export const embeddedMetrics = (line: string): MetricData[] => {
  // Most lines have none, and searching for the name is much cheaper than parsing.
  if (!line.includes('"CloudWatchMetrics"')) return [];
  const document = parsedObject(line);
  const metadata = document?._aws;
  if (document === undefined || !isObject(metadata) || !Array.isArray(metadata.CloudWatchMetrics)) return [];
  return metadata.CloudWatchMetrics.filter(isObject).flatMap((directive) => metricsOf(directive, document));
};

/** Every metric of the directive under each of its dimension sets. */
const metricsOf = ({ Namespace, Dimensions, Metrics }: Properties, document: Properties): MetricData[] => {
  if (typeof Namespace !== 'string' || !Array.isArray(Metrics)) return [];
  const sets = Array.isArray(Dimensions) && Dimensions.length > 0 ? Dimensions.filter(Array.isArray) : [[]];
  return Metrics.filter(isObject).flatMap(({ Name, Unit, StorageResolution }) => {
    const name = textOf(Name);
    const values = numbersOf(document[name]);
    if (values.length === 0) return [];
    return sets.map((dimensionNames) => ({
      namespace: Namespace,
      name,
      dimensions: Object.fromEntries(
        dimensionNames.map((dimension: unknown) => [textOf(dimension), textOf(document[textOf(dimension)])]),
      ),
      values,
      unit: typeof Unit === 'string' ? Unit : undefined,
      isHighResolution: StorageResolution === 1,
    }));
  });
};

const numbersOf = (value: unknown): number[] =>
  (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'number');

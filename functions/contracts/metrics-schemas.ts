import { METRICS, type Metric } from '../trip/metrics.ts';

/** JSON Schemas of metrics and of what they are summed from, made from the list of metrics. */

const TEXT = { type: 'string' } as const;
const TEXT_OR_NULL = { type: ['string', 'null'] } as const;
const INTEGER = { type: 'integer' } as const;

type Key = 'name' | 'carriedBy';
type Kinds = Readonly<Record<Metric['kind'], object>>;
type Always = Exclude<Metric, { readonly addedLater: true }>;

/** A schema with a property under `Key` for each metric. Those added later may be missing. */
interface PerMetric<K extends Key, Schemas extends Kinds> {
  readonly type: 'object';
  readonly properties: { readonly [M in Metric as M[K]]: Schemas[M['kind']] };
  readonly required: readonly Always[K][];
}

const metrics: readonly Metric[] = METRICS;
const isAlways = (metric: Metric): metric is Always => !('addedLater' in metric);

/** The type of the properties follows from the same list as they do. */
const propertiesOf = <Properties>(entries: readonly (readonly unknown[])[]): Properties =>
  Object.fromEntries(entries);

const perMetric = <K extends Key, Schemas extends Kinds>(
  key: K,
  schemas: Schemas,
): PerMetric<K, Schemas> => ({
  type: 'object',
  properties: propertiesOf(metrics.map((metric) => [metric[key], schemas[metric.kind]])),
  required: [...new Set(metrics.filter(isAlways).map((metric) => metric[key]))],
});

const amounts = { sum: TEXT, average: TEXT_OR_NULL, greatest: TEXT_OR_NULL, least: TEXT_OR_NULL };

/** Metrics as the states of a run pass them on: amounts are decimal text. */
export const metricsSchema = perMetric('name', { ...amounts, count: INTEGER });

/** Metrics as a file is read back: every number is the text of its digits. */
export const storedMetricsSchema = perMetric('name', { ...amounts, count: TEXT });

export const aggregateSchema = {
  ...perMetric('carriedBy', { ...amounts, average: TEXT, count: INTEGER }),
  additionalProperties: false,
} as const;

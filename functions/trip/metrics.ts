import { difference, greatest, least, quotient, rounded, sum } from './decimal.ts';
import { type DecimalField, TRIP_END_REQUIRED } from './trip-event.ts';

/** How a metric is computed from the trips of a day, and its type in Athena. */
export const METRIC_KINDS = {
  count: { athenaType: 'bigint', isAdditive: true },
  sum: { athenaType: 'decimal(38,2)', isAdditive: true },
  /** The average per completed trip. */
  average: { athenaType: 'decimal(38,2)', isAdditive: false },
  greatest: { athenaType: 'decimal(38,2)', isAdditive: false },
  least: { athenaType: 'decimal(38,2)', isAdditive: false },
} as const;

interface MetricDefinition {
  readonly name: string;
  readonly kind: keyof typeof METRIC_KINDS;
  /** The attribute of a completed trip that the metric is computed from. */
  readonly attribute?: DecimalField;
  /** The member of a {@link TripAggregate} that carries it from one state of a run to the next. */
  readonly carriedBy: string;
  /** Its label in tables for people. */
  readonly label: string;
  /** Set for a metric that files and partial results of earlier versions lack: there it is unknown. */
  readonly addedLater?: true;
}

/**
 * The metrics of a day, in the order of the metrics file. Types, schemas, sums, comparisons, Athena's columns and the
 * terminal's tables follow from this list. The index of completed trips has to project each `attribute`.
 */
export const METRICS = [
  { name: 'total_fare', kind: 'sum', attribute: 'fare_amount', carriedBy: 'sum', label: 'fare' },
  { name: 'count_trips', kind: 'count', carriedBy: 'count', label: 'trips' },
  {
    name: 'average_fare',
    kind: 'average',
    attribute: 'fare_amount',
    carriedBy: 'sum',
    label: 'average fare',
  },
  { name: 'max_fare', kind: 'greatest', attribute: 'fare_amount', carriedBy: 'max', label: 'highest fare' },
  { name: 'min_fare', kind: 'least', attribute: 'fare_amount', carriedBy: 'min', label: 'lowest fare' },
] as const satisfies readonly MetricDefinition[];

export type Metric = (typeof METRICS)[number];
type AddedLater = Extract<Metric, { readonly addedLater: true }>;
type Additive = Extract<Metric, { readonly kind: 'count' | 'sum' }>;
type Measured = Extract<Metric, { readonly attribute: string }>;
type MetricAttribute = Measured['attribute'];

/** For each metric, under `Key`, the value that `Values` has for its kind. */
type PerMetric<Key extends 'name' | 'carriedBy', Values extends Record<Metric['kind'], unknown>> = {
  readonly [M in Exclude<Metric, AddedLater> as M[Key]]: Values[M['kind']];
} & { readonly [M in AddedLater as M[Key]]?: Values[M['kind']] };

/**
 * A day's metrics: decimal text of at most two places, rounded half away from zero; null if no trip was completed. A
 * metric added later is absent where it is unknown.
 */
export type Metrics = PerMetric<
  'name',
  { count: number; sum: string; average: string | null; greatest: string | null; least: string | null }
>;

/**
 * The sums of a set of trips. They can be merged in any grouping and order, because averages are taken only at the end.
 * JSON-safe, because they pass between the states of a run; decimals are canonical text.
 */
export type TripAggregate = PerMetric<
  'carriedBy',
  { count: number; sum: string; average: string; greatest: string | null; least: string | null }
>;

/** The difference between two sets of metrics: exact decimal text, negative where the later one is smaller. */
export type MetricsChange = Pick<Metrics, Additive['name']>;

/** The amounts of a completed trip, as decimal text. An optional amount that the trip lacks is absent. */
export type TripAmounts = Readonly<Partial<Record<MetricAttribute, string>>>;

const definitions: readonly Metric[] = METRICS;
const isMeasured = (metric: Metric): metric is Measured => 'attribute' in metric;

/** The attributes of a trip that its metrics are computed from, each once. */
export const METRIC_ATTRIBUTES: readonly MetricAttribute[] = [
  ...new Set(definitions.filter(isMeasured).map(({ attribute }) => attribute)),
];

/** The amounts in a completed trip's item. Throws if it lacks one that every end writes. */
export const amountsOf = (item: Readonly<Record<string, { readonly N?: string | undefined }>>): TripAmounts =>
  Object.fromEntries(
    METRIC_ATTRIBUTES.flatMap((attribute) => {
      const amount = item[attribute]?.N;
      if (amount !== undefined) return [[attribute, amount]];
      if (!TRIP_END_REQUIRED.includes(attribute)) return [];
      throw new Error(`A completed trip has no ${attribute}, which every end writes.`);
    }),
  );

/** The metrics that can be added and subtracted. */
export const ADDITIVE_METRICS: readonly Additive[] = definitions.filter(
  (metric): metric is Additive => METRIC_KINDS[metric.kind].isAdditive,
);

const MERGED = { sum, average: sum, greatest, least };

/** The members of an aggregate besides its count, each once, and how they merge. */
const MEMBERS = [
  ...new Map(
    definitions
      .filter(isMeasured)
      .map(({ carriedBy, attribute, kind }) => [carriedBy, { carriedBy, attribute, merged: MERGED[kind] }]),
  ).values(),
];

/** An object of members that follow from {@link METRICS}, as its type does; unknown ones are left out. */
const membersOf = <Shape>(members: readonly (readonly unknown[])[]): Shape =>
  Object.fromEntries(members.filter(([, value]) => value !== undefined));

/** The aggregate of some completed trips. */
export const aggregateTrips = (trips: readonly TripAmounts[]): TripAggregate =>
  membersOf([
    ['count', trips.length],
    ...MEMBERS.map(({ carriedBy, attribute, merged }) => [
      carriedBy,
      merged(trips.map((trip) => trip[attribute]).filter((amount) => amount !== undefined)),
    ]),
  ]);

/** The aggregate of zero trips: merging it changes nothing. */
export const NO_TRIPS: TripAggregate = aggregateTrips([]);

type Member = string | null | undefined;

/** If a member is unknown on one side, it is unknown in the result. */
const mergedMember = (one: Member, other: Member, merged: (values: string[]) => Member): Member =>
  one === undefined || other === undefined
    ? undefined
    : merged([one, other].filter((value) => value !== null));

/** The aggregate of both sets of trips together; associative and commutative, to the last digit. */
export const mergeAggregates = (one: TripAggregate, other: TripAggregate): TripAggregate =>
  membersOf([
    ['count', one.count + other.count],
    ...MEMBERS.map(({ carriedBy, merged }) => [
      carriedBy,
      mergedMember(one[carriedBy], other[carriedBy], merged),
    ]),
  ]);

const DECIMAL_PLACES = 2;

const metricOf = (metric: Metric, aggregate: TripAggregate): number | Member => {
  if (metric.kind === 'count') return aggregate.count;
  const exact: Member = aggregate[metric.carriedBy];
  if (exact === undefined || exact === null) return exact;
  if (metric.kind !== 'average') return rounded(exact, DECIMAL_PLACES);
  return aggregate.count === 0 ? null : quotient(exact, String(aggregate.count), DECIMAL_PLACES);
};

/** The only place that rounds: each metric once, from its exact value. */
export const metricsOf = (aggregate: TripAggregate): Metrics =>
  membersOf(definitions.map((metric) => [metric.name, metricOf(metric, aggregate)]));

/** Metrics from a file as read back, in which even the counts are text. */
export const metricsFromText = (texts: Readonly<Record<string, unknown>>): Metrics =>
  membersOf(
    definitions.map(({ name, kind }) => [name, kind === 'count' ? Number(texts[name]) : texts[name]]),
  );

/** The names of the metrics that differ, if only in the last digit. One that is unknown on either side does not. */
export const differingMetrics = (one: Metrics, other: Metrics): Metric['name'][] =>
  definitions
    .map(({ name }) => name)
    .filter((name) => {
      const [mine, theirs]: readonly unknown[] = [one[name], other[name]];
      return mine !== undefined && theirs !== undefined && mine !== theirs;
    });

/** Whether no metric differs. */
export const areEqual = (one: Metrics, other: Metrics): boolean => differingMetrics(one, other).length === 0;

const minus = (value: number | string, before: number | string): number | string =>
  typeof value === 'number' ? value - Number(before) : difference(value, String(before));

/** The difference `metrics` minus `before`, for every metric that can be subtracted and is known on both sides. */
export const changeFrom = (before: Metrics, metrics: Metrics): MetricsChange =>
  membersOf(
    ADDITIVE_METRICS.map(({ name }) => {
      const [value, valueBefore]: readonly (number | string | undefined)[] = [metrics[name], before[name]];
      return [name, value === undefined || valueBefore === undefined ? undefined : minus(value, valueBefore)];
    }),
  );

/** Whether every additive metric is at least as large as the one in `least`. */
export const areAtLeast = (metrics: Metrics, least: Metrics): boolean =>
  Object.values(changeFrom(least, metrics)).every((change) => !String(change).startsWith('-'));

// JSON Schemas of metrics and of the sums that they are computed from.

const TEXT = { type: 'string' } as const;
const TEXT_OR_NULL = { type: ['string', 'null'] } as const;
const INTEGER = { type: 'integer' } as const;

type Key = 'name' | 'carriedBy';
type Kinds = Readonly<Record<Metric['kind'], object>>;
type Always = Exclude<Metric, AddedLater>;

/** A schema with a property under `Key` for each metric. Those added later may be missing. */
interface MetricSchemas<K extends Key, Schemas extends Kinds> {
  readonly type: 'object';
  readonly properties: { readonly [M in Metric as M[K]]: Schemas[M['kind']] };
  readonly required: readonly Always[K][];
}

const isAlways = (metric: Metric): metric is Always => !('addedLater' in metric);

const perMetric = <K extends Key, Schemas extends Kinds>(
  key: K,
  schemas: Schemas,
): MetricSchemas<K, Schemas> => ({
  type: 'object',
  properties: membersOf(definitions.map((metric) => [metric[key], schemas[metric.kind]])),
  required: [...new Set(definitions.filter(isAlways).map((metric) => metric[key]))],
});

const amounts = { sum: TEXT, average: TEXT_OR_NULL, greatest: TEXT_OR_NULL, least: TEXT_OR_NULL };

/** Metrics as the states of a run pass them on: amounts are decimal text. */
export const metricsSchema = perMetric('name', { ...amounts, count: INTEGER });

/** Metrics in a file as read back: every number is the text of its digits. */
export const storedMetricsSchema = perMetric('name', { ...amounts, count: TEXT });

export const aggregateSchema = {
  ...perMetric('carriedBy', { ...amounts, average: TEXT, count: INTEGER }),
  additionalProperties: false,
} as const;

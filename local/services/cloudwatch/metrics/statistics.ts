import { AwsError } from '../../../endpoint/aws-json-protocol.ts';

/** The statistics of a time window. Those of neighbouring windows can be merged. */
export type StatisticSet = {
  sampleCount: number;
  sum: number;
  minimum: number;
  maximum: number;
  /** Rounded values and how often each occurred, for percentiles. */
  readonly counts: Map<number, number>;
};

/** CloudWatch's percentiles are estimates, too. Three digits keep a minute of any metric small. */
const PERCENTILE_DIGITS = 3;

export const emptySet = (): StatisticSet => ({
  sampleCount: 0,
  sum: 0,
  minimum: Number.POSITIVE_INFINITY,
  maximum: Number.NEGATIVE_INFINITY,
  counts: new Map(),
});

export const addValue = (set: StatisticSet, value: number, count = 1): void => {
  set.sampleCount += count;
  set.sum += value * count;
  set.minimum = Math.min(set.minimum, value);
  set.maximum = Math.max(set.maximum, value);
  const rounded = Number(value.toPrecision(PERCENTILE_DIGITS));
  set.counts.set(rounded, (set.counts.get(rounded) ?? 0) + count);
};

/** Adds `other` to `set`. */
export const addSet = (set: StatisticSet, other: Readonly<StatisticSet>): void => {
  set.sampleCount += other.sampleCount;
  set.sum += other.sum;
  set.minimum = Math.min(set.minimum, other.minimum);
  set.maximum = Math.max(set.maximum, other.maximum);
  for (const [value, count] of other.counts) set.counts.set(value, (set.counts.get(value) ?? 0) + count);
};

type Statistic = (set: StatisticSet) => number;

const PLAIN = new Map<string, Statistic>([
  ['SampleCount', ({ sampleCount }) => sampleCount],
  ['Average', ({ sum, sampleCount }) => sum / sampleCount],
  ['Sum', ({ sum }) => sum],
  ['Minimum', ({ minimum }) => minimum],
  ['Maximum', ({ maximum }) => maximum],
]);

const PERCENTILE = /^p(100|\d{1,2}(?:\.\d+)?)$/;

/** Whether a statistic is not a percentile. */
export const isPlain = (name: string): boolean => PLAIN.has(name);

/** @throws AwsError for a statistic that is not supported here, such as a trimmed mean */
export const statisticOf = (name: string): Statistic => {
  const plain = PLAIN.get(name);
  if (plain !== undefined) return plain;
  const [, percent] = PERCENTILE.exec(name) ?? [];
  if (percent !== undefined) return (set) => percentile(set, Number(percent));
  const known = [...PLAIN.keys(), 'p0 to p100'].join(', ');
  throw new AwsError('InvalidParameterValue', `The statistic ${name} is not kept locally: use ${known}.`);
};

const percentile = ({ counts, sampleCount, minimum, maximum }: StatisticSet, percent: number): number => {
  const rank = (percent / 100) * sampleCount;
  let seen = 0;
  for (const [value, count] of [...counts].sort(([a], [b]) => a - b)) {
    seen += count;
    if (seen >= rank) return Math.min(Math.max(value, minimum), maximum);
  }
  return maximum;
};

import { combine, type MathValue, mapValue, type Series, scalar, series, toSeries } from './values.ts';

/** What an expression is evaluated over. */
export type MathContext = {
  /** How many windows there are. */
  readonly length: number;
  readonly periodSeconds: number;
  /** @throws AwsError when no query has that id */
  series(id: string): Series;
  /** Every metric of the request, for METRICS(). */
  metrics(): readonly Series[];
};

/** Undefined for parameters that the function does not take. */
type MathFunction = (parameters: readonly MathValue[], context: MathContext) => MathValue | undefined;

const noValues = (length: number): MathValue => series(Array.from({ length }, () => undefined));

const present = (values: Series): number[] => values.filter((value) => value !== undefined);

/** For a list: window by window over its series. For one series: over its points, giving a number. */
const aggregate =
  (reduce: (values: readonly number[]) => number): MathFunction =>
  ([value], { length }) => {
    if (value === undefined) return undefined;
    if (value.kind !== 'list') {
      const values = present(toSeries(value, length) ?? []);
      return values.length === 0 ? noValues(length) : scalar(reduce(values));
    }
    const all = value.items.map((item) => toSeries(item, length) ?? []);
    return series(
      Array.from({ length }, (_, index) => {
        const values = present(all.map((values) => values[index]));
        return values.length === 0 ? undefined : reduce(values);
      }),
    );
  };

const each =
  (change: (value: number) => number): MathFunction =>
  ([value]) =>
    value && mapValue(value, change);

/** The difference between each point and the one before it. */
const difference: MathFunction = ([value], { length }) => {
  const values = value && toSeries(value, length);
  return (
    values && combine(series(values), series([undefined, ...values]), (current, before) => current - before)
  );
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html#metric-math-syntax-functions-list
 */
export const functions: Readonly<Record<string, MathFunction>> = {
  ABS: each(Math.abs),
  CEIL: each(Math.ceil),
  FLOOR: each(Math.floor),
  AVG: aggregate((values) => sum(values) / values.length),
  MAX: aggregate((values) => Math.max(...values)),
  MIN: aggregate((values) => Math.min(...values)),
  SUM: aggregate(sum),
  DIFF: difference,
  RATE: (parameters, context) => {
    const change = difference(parameters, context);
    return change && mapValue(change, (value) => value / context.periodSeconds);
  },
  METRICS: (_, context) => ({ kind: 'list', items: context.metrics().map(series) }),
  PERIOD: (_, { periodSeconds }) => scalar(periodSeconds),
  TIME_SERIES: ([value], { length }) => {
    const values = value && toSeries(value, length);
    return values && series(values);
  },
};

/** A window has no value if its condition is missing, or is 0 without an `otherwise`. */
export const ifValue = (
  condition: MathValue,
  then: MathValue,
  otherwise: MathValue | undefined,
  length: number,
): MathValue => {
  const instead = otherwise ?? noValues(length);
  if (condition.kind === 'scalar') return condition.value === 0 ? instead : then;
  const chosen = (value: MathValue, wanted: boolean): Series =>
    toSeries(
      combine(condition, value, (test, number) => ((test !== 0) === wanted ? number : undefined)),
      length,
    ) ?? [];
  const [whenTrue, whenFalse] = [chosen(then, true), chosen(instead, false)];
  return series(whenTrue.map((value, index) => value ?? whenFalse[index]));
};

/** Fills missing values with a number, another series, or their neighbours. */
export const fillValue = (
  value: MathValue,
  filler: MathValue | string,
  length: number,
  refuse: (reason: string) => Error,
): MathValue => {
  if (value.kind === 'list') {
    return { kind: 'list', items: value.items.map((item) => fillValue(item, filler, length, refuse)) };
  }
  const values = toSeries(value, length) ?? [];
  if (filler === 'REPEAT')
    return series(values.map((_, index) => present(values.slice(0, index + 1)).at(-1)));
  if (filler === 'LINEAR') return series(values.map((_, index) => interpolated(values, index)));
  if (typeof filler === 'string') throw refuse(`FILL takes a number, REPEAT or LINEAR, not ${filler}`);
  const fillers = toSeries(filler, length) ?? [];
  return series(values.map((number, index) => number ?? fillers[index]));
};

const interpolated = (values: Series, index: number): number | undefined => {
  const before = values.findLastIndex((value, at) => at <= index && value !== undefined);
  const after = values.findIndex((value, at) => at >= index && value !== undefined);
  const [low, high] = [values[before], values[after]];
  if (low === undefined || high === undefined) return low ?? high;
  return after === before ? low : low + ((high - low) * (index - before)) / (after - before);
};

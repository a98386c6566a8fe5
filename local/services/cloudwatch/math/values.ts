/** One value per window, oldest first; undefined where there is none. */
export type Series = readonly (number | undefined)[];

/** The result of an expression: a number, a time series, or a list of them. */
export type MathValue =
  | { kind: 'scalar'; value: number }
  | { kind: 'series'; values: Series }
  | { kind: 'list'; items: readonly MathValue[] };

export const scalar = (value: number): MathValue => ({ kind: 'scalar', value });
export const series = (values: Series): MathValue => ({ kind: 'series', values });

/** Applies a function to every number of a value; missing numbers stay missing. */
export const mapValue = (value: MathValue, change: (number: number) => number | undefined): MathValue => {
  switch (value.kind) {
    case 'scalar':
      return scalar(change(value.value) ?? Number.NaN);
    case 'series':
      return series(value.values.map((number) => (number === undefined ? undefined : change(number))));
    case 'list':
      return { kind: 'list', items: value.items.map((item) => mapValue(item, change)) };
  }
};

/** Applies a function to two values: a window has a result where both have a number. */
export const combine = (
  left: MathValue,
  right: MathValue,
  join: (left: number, right: number) => number | undefined,
): MathValue => {
  if (left.kind === 'list') {
    return { kind: 'list', items: left.items.map((item) => combine(item, right, join)) };
  }
  if (right.kind === 'list') {
    return { kind: 'list', items: right.items.map((item) => combine(left, item, join)) };
  }
  if (left.kind === 'scalar') return mapValue(right, (number) => join(left.value, number));
  if (right.kind === 'scalar') return mapValue(left, (number) => join(number, right.value));
  return series(
    left.values.map((number, index) => {
      const other = right.values[index];
      return number === undefined || other === undefined ? undefined : join(number, other);
    }),
  );
};

/** A value as one time series: a number fills every window. */
export const toSeries = (value: MathValue, length: number): Series | undefined => {
  if (value.kind === 'series') return value.values;
  return value.kind === 'scalar' ? Array.from({ length }, () => value.value) : undefined;
};

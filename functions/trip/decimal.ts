import Big from 'big.js';

/**
 * Exact decimal arithmetic. Sums, minima and maxima keep every digit; only {@link quotient} and {@link rounded} round,
 * half away from zero. Values travel as canonical decimal text, so equal values are equal strings.
 */
const Decimal = Big();
/** A `number` handed to this constructor throws: the wall between money and binary floating point. */
Decimal.strict = true;
/** Plain digits, never exponent notation, for every value that DynamoDB can hold. */
Decimal.PE = 200;
Decimal.NE = -200;
Decimal.RM = Decimal.roundHalfUp;

/**
 * The limits of a DynamoDB number:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number
 */
const MAX_SIGNIFICANT_DIGITS = 38;
const MIN_EXPONENT = -130;
/** The total of a day of 10^12 such trips still fits Athena's column type decimal(38,2). */
const MAX_INTEGER_DIGITS = 24;
/** Longer text cannot be a plain decimal within those bounds. Refusing it first limits the parsing time. */
const MAX_TEXT_LENGTH = 300;

/** Text that is known to be canonical without any arithmetic. */
const SURELY_CANONICAL = /^(0|[1-9][0-9]{0,14})(\.[0-9]{0,14}[1-9])?$/;

/** Whether decimal text is not negative, fits a DynamoDB number exactly, and leaves room for a day's total in Athena. */
export const isStorableAmount = (text: string): boolean => {
  if (text.length > MAX_TEXT_LENGTH) return false;
  const exponentText = /e([+-]?\d+)$/i.exec(text)?.[1] ?? '0';
  if (exponentText.length > 4) return false;
  const value = new Decimal(text);
  if (value.lt('0') || value.c.length > MAX_SIGNIFICANT_DIGITS) return false;
  return value.eq('0') || (value.e < MAX_INTEGER_DIGITS && value.e >= MIN_EXPONENT);
};

/** The one way to write a value: plain digits without leading or trailing zeros, `40.10` → `40.1`, `1e2` → `100`. */
export const canonical = (decimal: string): string => {
  // `RegExp.test` would turn a number into text; the constructor throws on it.
  const isCanonical = typeof decimal === 'string' && SURELY_CANONICAL.test(decimal);
  return isCanonical ? decimal : new Decimal(decimal).toString();
};

/** The exact sum of decimal texts; `'0'` for none. */
export const sum = (decimals: Iterable<string>): string => {
  let total: Big | undefined;
  for (const decimal of decimals) total = total?.plus(decimal) ?? new Decimal(decimal);
  return total?.toString() ?? '0';
};

/** `minuend - subtrahend`, exact; negative with a leading `-`. */
export const difference = (minuend: string, subtrahend: string): string =>
  new Decimal(minuend).minus(subtrahend).toString();

const wholeDigits = (text: string): number => {
  const point = text.indexOf('.');
  return point < 0 ? text.length : point;
};

/** Whether one canonical decimal is less than another. Usual ones are compared as text, without arithmetic. */
const isLess = (one: string, other: string): boolean => {
  if (!SURELY_CANONICAL.test(one) || !SURELY_CANONICAL.test(other)) return new Decimal(one).lt(other);
  return wholeDigits(one) === wholeDigits(other) ? one < other : wholeDigits(one) < wholeDigits(other);
};

const extreme = (
  decimals: Iterable<string>,
  wins: (one: string, other: string) => boolean,
): string | null => {
  let found: string | null = null;
  for (const decimal of decimals) {
    const value = canonical(decimal);
    if (found === null || wins(value, found)) found = value;
  }
  return found;
};

/** The smallest of some decimals, canonical; null for none. */
export const least = (decimals: Iterable<string>): string | null => extreme(decimals, isLess);

/** The largest of some decimals, canonical; null for none. */
export const greatest = (decimals: Iterable<string>): string | null =>
  extreme(decimals, (one, other) => isLess(other, one));

/** `decimal` with at most `places` decimal places, rounded half away from zero. */
export const rounded = (decimal: string, places: number): string =>
  new Decimal(decimal).round(places).toString();

/** `dividend / divisor` rounded once, from the exact quotient, to at most `places` decimal places, half away from zero. */
export const quotient = (dividend: string, divisor: string, places: number): string => {
  const Rounding = Big();
  Rounding.strict = true;
  Rounding.DP = places;
  Rounding.RM = Rounding.roundHalfUp;
  return new Rounding(dividend).div(divisor).toFixed();
};

/**
 * Parses JSON and returns every number as a string of its source digits: `{"fare_amount":40.10}` gives `{fare_amount:
 * '40.10'}`.
 * @throws {SyntaxError} if `text` is not JSON
 * @throws {RangeError} if it is nested deeper than the stack allows
 */
export const parseExact = (text: string): unknown =>
  JSON.parse(text, (_key, value, { source }) => (typeof value === 'number' ? source : value));

/** A decimal in a form that makes `JSON.stringify` write its own digits, not those of a `number`. */
export const rawNumber = (decimal: string): RawJson => JSON.rawJSON(decimal);

/** The unchecked fields of a JSON object. */
export type Properties = Record<string, unknown>;

/** A JSON object: not null, not an array. */
export const isObject = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Any JSON value as text. `String` fails for an object with its own `toString`. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));

/** The object that a JSON text holds; undefined for any other text. */
export const parsedObject = (text: string | Buffer): Properties | undefined => {
  try {
    const value: unknown = JSON.parse(String(text));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** What is wrong with one field. Each caller makes its own error message from it. */
export interface FieldProblem {
  /** Dotted, relative to the object that is read; empty for the object itself. */
  readonly path: string;
  readonly value: unknown;
  readonly kind: 'missing' | 'type' | 'range';
  /** Completes "it should be …". */
  readonly expected: string;
  /** The only values that the field takes, if they can be listed. */
  readonly allowed?: readonly string[];
}

type Range = { readonly min: number; readonly max: number };

export type FieldReader = ReturnType<typeof fieldReader>;

/**
 * Reads an object's fields by dotted path. A field that is null counts as missing. `numbersAsText` also accepts `"7"`
 * for 7, as CloudFormation does.
 *
 * @throws the error of `refuse`, for a field that is missing or of another type
 */
export const fieldReader = (
  properties: Properties,
  refuse: (problem: FieldProblem) => Error,
  { numbersAsText = false } = {},
) => {
  const at = (path: string): unknown => {
    let value: unknown = properties;
    for (const name of path.split('.')) value = isObject(value) ? value[name] : undefined;
    return value ?? undefined;
  };
  /** The value if it `fits`, undefined if it is missing. */
  const optional = <T>(
    path: string,
    expected: string,
    fits: (value: unknown) => value is T,
  ): T | undefined => {
    const value = at(path);
    if (value === undefined || fits(value)) return value;
    throw refuse({ path, value, kind: 'type', expected });
  };
  const required = <T>(path: string, expected: string, value: T | undefined): T => {
    if (value !== undefined) return value;
    throw refuse({ path, value, kind: 'missing', expected });
  };
  const optionalText = (path: string) => optional(path, 'a string', isText);
  const optionalNumber = (path: string, what: NumberForm, range?: Range): number | undefined => {
    const value = at(path);
    if (value === undefined) return undefined;
    const isNumeric = numbersAsText && typeof value === 'string' && value.trim() !== '';
    const number = isNumeric ? Number(value) : value;
    const expected = within(what, range);
    const fits = what === 'a whole number' ? Number.isInteger(number) : Number.isFinite(number);
    if (typeof number !== 'number' || !fits) throw refuse({ path, value, kind: 'type', expected });
    if (range === undefined || (number >= range.min && number <= range.max)) return number;
    throw refuse({ path, value, kind: 'range', expected });
  };
  const number = (path: string, what: NumberForm, range: Range): number =>
    required(path, within(what, range), optionalNumber(path, what, range));
  return {
    value: at,
    has: (path: string) => at(path) !== undefined,
    optionalText,
    text: (path: string) => required(path, 'a string', optionalText(path)),
    number: (path: string, range: Range) => number(path, 'a number', range),
    optionalNumber: (path: string, range?: Range) => optionalNumber(path, 'a number', range),
    integer: (path: string, range: Range) => number(path, 'a whole number', range),
    optionalInteger: (path: string, range: Range) => optionalNumber(path, 'a whole number', range),
    /** The object at the path, empty when it is missing. */
    object: (path: string): Properties => optional(path, 'an object', isObject) ?? {},
    /** The list at the path, empty when it is missing. */
    list: (path: string): unknown[] => optional(path, 'a list', Array.isArray) ?? [],
    oneOf: <const T extends string>(path: string, allowed: readonly T[]): T => {
      const value = allowed.find((candidate) => candidate === at(path));
      if (value !== undefined) return value;
      const expected = `one of ${allowed.join(', ')}`;
      throw refuse({ path, value: at(path), kind: 'type', expected, allowed });
    },
    matching: (path: string, pattern: RegExp, expected: string): RegExpExecArray => {
      const value = at(path);
      const match = pattern.exec(typeof value === 'string' ? value : '');
      if (match) return match;
      throw refuse({ path, value, kind: 'type', expected });
    },
  };
};

type NumberForm = 'a number' | 'a whole number';

const isText = (value: unknown): value is string => typeof value === 'string';

const within = (what: NumberForm, range?: Range): string =>
  range === undefined ? what : `${what} from ${range.min} to ${range.max}`;

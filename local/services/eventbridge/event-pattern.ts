import { isObject, type Properties } from '../../values/json.ts';

type Scalar = string | number | boolean | null;

/** What an event must have: for each field the values that it may take, or the fields inside it. */
export type EventPattern = { readonly [field: string]: readonly Scalar[] | EventPattern };

/**
 * Reads an event pattern of exact values.
 *
 * @throws {Error} that completes "EventPattern …", for a pattern that AWS refuses and for filters such as `prefix`
 */
export const readEventPattern = (value: unknown, path = ''): EventPattern => {
  if (!isObject(value) || Object.keys(value).length === 0) {
    throw new Error(`should be an object with fields${path === '' ? '' : ` at ${path}`}`);
  }
  return Object.fromEntries(
    Object.entries(value).map(([field, wanted]) => [
      field,
      readField(wanted, path === '' ? field : `${path}.${field}`),
    ]),
  );
};

const readField = (wanted: unknown, path: string): EventPattern[string] => {
  if (isObject(wanted)) return readEventPattern(wanted, path);
  if (!Array.isArray(wanted) || wanted.length === 0)
    throw new Error(`should have a list of values at ${path}`);
  return wanted.map((value: unknown) => {
    if (isScalar(value)) return value;
    throw new Error(`has ${JSON.stringify(value)} at ${path}: the local cloud matches exact values only`);
  });
};

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** If the event has a list, one of its values has to match. */
export const matchesPattern = (pattern: EventPattern, event: Readonly<Properties>): boolean =>
  Object.entries(pattern).every(([field, wanted]) => {
    const value = event[field];
    if (!isValues(wanted)) return isObject(value) && matchesPattern(wanted, value);
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return wanted.some((one) => values.includes(one));
  });

const isValues = (wanted: EventPattern[string]): wanted is readonly Scalar[] => Array.isArray(wanted);

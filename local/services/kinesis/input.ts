import { AwsError, type AwsInput, isObject } from '../../endpoint/aws-json-protocol.ts';

/** A `ValidationException` in the wording of the service: which field, which value, which constraint. */
export const invalid = (field: string, value: unknown, constraint: string): AwsError =>
  new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${String(value)}' at '${field}' failed to satisfy constraint: ${constraint}`,
  );

/** An optional string field; undefined when it is missing or null. @throws AwsError SerializationException */
export const optionalText = (input: AwsInput, field: string): string | undefined => {
  const value = input[field] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw new AwsError('SerializationException', `"${field}" is not a string.`);
};

/** A string field that has to be there. @throws AwsError ValidationException */
export const requiredText = (input: AwsInput, field: string): string => {
  const value = optionalText(input, field);
  if (value === undefined) throw invalid(field, null, 'Member must not be null');
  return value;
};

/** An optional whole number within bounds. @throws AwsError ValidationException */
export const optionalInteger = (
  input: AwsInput,
  field: string,
  { min, max }: { min: number; max: number },
): number | undefined => {
  const value = input[field] ?? undefined;
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    throw new AwsError('SerializationException', `"${field}" is not a whole number.`);
  }
  if (value < min || value > max) throw invalid(field, value, `Member must be between ${min} and ${max}`);
  return value;
};

/** An optional object field; undefined when it is missing or null. @throws AwsError SerializationException */
export const optionalObject = (input: AwsInput, field: string): AwsInput | undefined => {
  const value = input[field] ?? undefined;
  if (value === undefined || isObject(value)) return value;
  throw new AwsError('SerializationException', `"${field}" is not an object.`);
};

/** A map of strings, empty when missing: tags. @throws AwsError SerializationException */
export const textMap = (input: AwsInput, field: string): Record<string, string> => {
  const map = optionalObject(input, field) ?? {};
  return Object.fromEntries(Object.keys(map).map((key) => [key, requiredText(map, key)]));
};

/** Refuses parameters that would have to be ignored here though they change what the service does. */
export const refuseOtherFields = (input: AwsInput, operation: string, known: readonly string[]): void => {
  const unknown = Object.keys(input).filter((field) => !known.includes(field));
  if (unknown.length === 0) return;
  const message = `The local cloud's ${operation} does not support: ${unknown.join(', ')}.`;
  throw new AwsError('InvalidArgumentException', message);
};

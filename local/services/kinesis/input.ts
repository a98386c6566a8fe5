import { AwsError, type AwsInput } from '../../endpoint/aws-json-protocol.ts';
import { type FieldReader, fieldReader, textOf } from '../../values/json.ts';

/** A `ValidationException` in the wording of the service: which field, which value, which constraint. */
export const invalid = (field: string, value: unknown, constraint: string): AwsError =>
  new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${textOf(value)}' at '${field}' failed to satisfy constraint: ${constraint}`,
  );

/** The fields of a request. @throws AwsError ValidationException, or SerializationException for a wrong type */
export const fieldsOf = (input: AwsInput): FieldReader =>
  fieldReader(input, ({ path, value, kind, expected }) => {
    if (kind === 'missing') return invalid(path, null, 'Member must not be null');
    if (kind === 'range') return invalid(path, value, `Member must be ${expected}`);
    return new AwsError('SerializationException', `"${path}" is not ${expected}.`);
  });

/** Refuses parameters that change what the service does and would be ignored here. */
export const refuseOtherFields = (input: AwsInput, operation: string, known: readonly string[]): void => {
  const unknown = Object.keys(input).filter((field) => !known.includes(field));
  if (unknown.length === 0) return;
  const message = `The local cloud's ${operation} does not support: ${unknown.join(', ')}.`;
  throw new AwsError('InvalidArgumentException', message);
};

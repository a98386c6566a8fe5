import { AwsError, type AwsInput } from '../../endpoint/aws-json-protocol.ts';
import { type FieldReader, fieldReader, type Properties } from '../../values/json.ts';

/** The fields of a request. @throws AwsError MissingParameter or InvalidParameterValue */
export const fieldsOf = (input: Properties): FieldReader =>
  fieldReader(input, ({ path, value, kind, expected }) =>
    kind === 'missing'
      ? new AwsError('MissingParameter', `The parameter ${path} is required.`)
      : invalid(`${path} should be ${expected}, not ${JSON.stringify(value)}`),
  );

export const invalid = (reason: string): AwsError => new AwsError('InvalidParameterValue', reason);

/** A time in epoch ms; the wire has seconds. @throws AwsError InvalidParameterValue */
export const optionalTimeMs = (input: AwsInput, field: string): number | undefined => {
  const given = input[field];
  if (given === undefined || given === null) return undefined;
  if (typeof given === 'number') return given * 1000;
  throw invalid(`${field} should be a time in seconds, not ${JSON.stringify(given)}`);
};

/** @throws AwsError MissingParameter or InvalidParameterValue */
export const timeMs = (input: AwsInput, field: string): number => {
  const given = optionalTimeMs(input, field);
  if (given !== undefined) return given;
  throw new AwsError('MissingParameter', `The parameter ${field} is required.`);
};

/** One page of a list by `NextToken`, which is a position. @throws AwsError InvalidNextToken */
export const pageOf = <T>(all: readonly T[], input: AwsInput, limit: number) => {
  const token = fieldsOf(input).optionalText('NextToken') ?? '0';
  if (!/^\d+$/.test(token)) throw new AwsError('InvalidNextToken', `The token ${token} is not from a page.`);
  const end = Number(token) + limit;
  return { page: all.slice(Number(token), end), NextToken: end < all.length ? String(end) : undefined };
};

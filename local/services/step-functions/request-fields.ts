import { AwsError, type AwsInput } from '../../endpoint/aws-json-protocol.ts';
import { type FieldReader, fieldReader } from '../../values/json.ts';
import type { Page } from './execution-store.ts';

/** The fields of a request. @throws {AwsError} ValidationException */
export const fieldsOf = (input: AwsInput): FieldReader =>
  fieldReader(input, ({ path, value, kind, expected }) => {
    const problem = kind === 'missing' ? 'is missing.' : `must be ${expected}, not ${JSON.stringify(value)}.`;
    return new AwsError('ValidationException', `${path} ${problem}`);
  });

// The same for every list: https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
const MOST_RESULTS = 1000;
const DEFAULT_RESULTS = 100;

/**
 * The page that a list request asks for; a `nextToken` here is the page's position.
 * @throws {AwsError} ValidationException or InvalidToken.
 */
export const requestedPage = (input: AwsInput): Page => {
  const limit = fieldsOf(input).optionalInteger('maxResults', { min: 0, max: MOST_RESULTS });
  const { nextToken } = input;
  if (nextToken !== undefined && !(typeof nextToken === 'string' && /^\d{1,15}$/.test(nextToken))) {
    throw new AwsError('InvalidToken', `Invalid Token: '${String(nextToken)}'`);
  }
  return { limit: limit || DEFAULT_RESULTS, position: Number(nextToken ?? 0) };
};

/** Reads one entry more than the page holds, so as to give a token only if there is a next page. */
export const pageOf = <Entry>(
  { position, limit }: Page,
  read: (page: Page) => readonly Entry[],
): { entries: readonly Entry[]; nextToken?: string } => {
  const entries = read({ position, limit: limit + 1 });
  if (entries.length <= limit) return { entries };
  return { entries: entries.slice(0, limit), nextToken: String(position + limit) };
};

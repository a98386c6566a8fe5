import { AwsError, type AwsInput } from '../../endpoint/aws-json-protocol.ts';
import type { Page } from './execution-store.ts';

/** @throws {AwsError} ValidationException if a field is there and not a text. */
export const optionalText = (input: AwsInput, field: string): string | undefined => {
  const value = input[field];
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  throw new AwsError('ValidationException', `${field} must be a text, not ${JSON.stringify(value)}.`);
};

/** @throws {AwsError} ValidationException if a field is missing or not a text. */
export const requiredText = (input: AwsInput, field: string): string => {
  const value = optionalText(input, field);
  if (value === undefined) throw new AwsError('ValidationException', `${field} is missing.`);
  return value;
};

// The same for every list: https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
const MOST_RESULTS = 1000;
const DEFAULT_RESULTS = 100;

/**
 * The page that a list request asks for; a `nextToken` here is the page's position.
 * @throws {AwsError} ValidationException or InvalidToken.
 */
export const requestedPage = ({ maxResults, nextToken }: AwsInput): Page => {
  const limit = maxResults ?? 0;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit < 0 || limit > MOST_RESULTS) {
    throw new AwsError(
      'ValidationException',
      `maxResults must be 0 to ${MOST_RESULTS}, not ${String(limit)}.`,
    );
  }
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

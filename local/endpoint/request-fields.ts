import { type FieldReader, fieldReader, textOf } from '../values/json.ts';
import { AwsError, type AwsInput } from './aws-json-protocol.ts';

/** One page of a list; `position` is how many entries come before it. */
export interface Page {
  readonly position: number;
  readonly limit: number;
}

/** The fields of a request; `numbersAsText` for those of a query string. @throws {AwsError} `code` */
export const fieldsOf = (
  input: AwsInput,
  { code = 'ValidationException', numbersAsText = false } = {},
): FieldReader =>
  fieldReader(
    input,
    ({ path, value, kind, expected }) => {
      const problem =
        kind === 'missing' ? 'is missing.' : `must be ${expected}, not ${JSON.stringify(value)}.`;
      return new AwsError(code, `${path} ${problem}`);
    },
    { numbersAsText },
  );

/** How the list requests of a service ask for a page. */
export interface PageRequest {
  readonly limitField: string;
  /** @default NextToken */
  readonly tokenField?: string;
  /** @default 100 */
  readonly mostResults?: number;
  /** @default the most */
  readonly defaultResults?: number;
  /** The service's error for an unknown token. @default ValidationException */
  readonly invalidToken?: string;
}

/**
 * The page that a list request asks for; a token here is the page's position.
 * @throws {AwsError} ValidationException or what the service calls an invalid token.
 */
export const requestedPage = (input: AwsInput, request: PageRequest): Page => {
  const { limitField, tokenField = 'NextToken', mostResults = 100, defaultResults = mostResults } = request;
  const fields = fieldsOf(input, { numbersAsText: true });
  const limit = fields.optionalInteger(limitField, { min: 0, max: mostResults });
  const token = input[tokenField];
  if (token !== undefined && !(typeof token === 'string' && /^\d{1,15}$/.test(token))) {
    throw new AwsError(request.invalidToken ?? 'ValidationException', `Invalid Token: '${textOf(token)}'`);
  }
  return { limit: limit || defaultResults, position: Number(token ?? 0) };
};

/** Reads one entry more than the page holds, so that there is a token only if there is a next page. */
export const pageOf = <Entry>(
  { position, limit }: Page,
  read: (page: Page) => readonly Entry[],
): { entries: readonly Entry[]; nextToken?: string } => {
  const entries = read({ position, limit: limit + 1 });
  if (entries.length <= limit) return { entries };
  return { entries: entries.slice(0, limit), nextToken: String(position + limit) };
};

/** The page of `all` that a list request asks for. @throws as {@link requestedPage} */
export const pageOfAll = <Entry>(all: readonly Entry[], input: AwsInput, request: PageRequest) =>
  pageOf(requestedPage(input, request), ({ position, limit }) => all.slice(position, position + limit));

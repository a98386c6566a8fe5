import type { IncomingMessage, ServerResponse } from 'node:http';
import { CHANGE_HEADER, CONFIRMED_HEADER, FIELDS_TYPE, FILE_TYPE } from '../../api/endpoint.ts';
import type { StackAccess } from '../aws/stack-access.ts';
import type { Session } from './session.ts';

/** Why a request is refused, for the user. */
export interface Refusal {
  readonly status: number;
  readonly error: string;
}

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost'];

/**
 * Another site can point its own name at 127.0.0.1 (DNS rebinding) and would then have the same origin. The browser
 * still sends that name as the host.
 */
const strangeHost = ({ headers }: IncomingMessage, port: number): Refusal | undefined =>
  LOOPBACK_NAMES.some((name) => headers.host === `${name}:${port}`)
    ? undefined
    : { status: 421, error: `This console answers only at http://127.0.0.1:${port}.` };

/** Changes are made only for our own page: no form or script on another origin can send all of these headers. */
const strangeChange = ({ method, headers }: IncomingMessage): Refusal | undefined => {
  if (method !== 'POST') return undefined;
  const isOurs =
    headers.origin === `http://${headers.host}` &&
    headers[CHANGE_HEADER] === '1' &&
    (headers['content-type'] === FIELDS_TYPE || headers['content-type'] === FILE_TYPE);
  return isOurs ? undefined : { status: 403, error: 'A change has to come from a page of this console.' };
};

/** Browsers say where a request comes from; our pages' requests never come from another site. */
const strangeSite = ({ headers }: IncomingMessage): Refusal | undefined =>
  headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate'
    ? { status: 403, error: 'Another site may not ask this console.' }
    : undefined;

const NOT_OPEN: Refusal = {
  status: 401,
  error:
    'This console was restarted or belongs to someone else: open the address that it printed when it started.',
};

/** Why a request is refused, whatever it asks for; undefined if it may proceed. */
export const refusalOf = (request: IncomingMessage, session: Session, port: number): Refusal | undefined =>
  strangeHost(request, port) ??
  strangeSite(request) ??
  strangeChange(request) ??
  (session.isOpenTo(request) ? undefined : NOT_OPEN);

/** Why a change is refused even though it comes from our own page. */
export const refusedChange = (
  { headers }: IncomingMessage,
  { mayChange, nameToType }: StackAccess,
): Refusal | undefined => {
  if (!mayChange)
    return {
      status: 403,
      error: 'This console is read-only: start it with --allow-writes to change something.',
    };
  if (nameToType !== undefined && headers[CONFIRMED_HEADER] !== nameToType)
    return { status: 409, error: `Nothing was changed: type ${nameToType} to confirm.` };
  return undefined;
};

/**
 * Exchanges the token in the printed address for the cookie, and redirects to the address without the token. Returns
 * whether the address had the token.
 */
export const exchangeToken = (url: URL, session: Session, response: ServerResponse): boolean => {
  const token = url.searchParams.get('token');
  if (token === null || !session.isToken(token)) return false;
  response.writeHead(303, { location: url.pathname, 'set-cookie': session.cookie() });
  response.end();
  return true;
};

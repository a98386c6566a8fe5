import type { IncomingMessage, ServerResponse } from 'node:http';
import { CONFIRMED_HEADER } from '../../api/endpoint.ts';
import type { StackAccess } from '../aws/stack-access.ts';
import { type Refusal, strangeChange, strangeHost, strangeSite } from './refusal.ts';
import type { Session } from './session.ts';

const NOT_OPEN: Refusal = {
  status: 401,
  error:
    'This console was restarted or belongs to someone else: open the address that it printed when it started.',
};

/** Why a request gets no answer from anybody's page; undefined when it may go on. */
export const refusalOf = (request: IncomingMessage, session: Session, port: number): Refusal | undefined =>
  strangeHost(request, port) ??
  strangeSite(request) ??
  strangeChange(request) ??
  (session.isOpenTo(request) ? undefined : NOT_OPEN);

/** Why a change is not made, although it comes from our own page. */
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
 * Exchanges the token of the printed address for the cookie, and leaves an address without it. Says whether there was one.
 */
export const exchangeToken = (url: URL, session: Session, response: ServerResponse): boolean => {
  const token = url.searchParams.get('token');
  if (token === null || !session.isToken(token)) return false;
  response.writeHead(303, { location: url.pathname, 'set-cookie': session.cookie() });
  response.end();
  return true;
};

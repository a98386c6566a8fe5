import type { IncomingMessage } from 'node:http';
import { CHANGE_HEADER, FIELDS_TYPE, FILE_TYPE } from '../../api/endpoint.ts';

/** Why a request is not answered, for the person who sees it. */
export interface Refusal {
  readonly status: number;
  readonly error: string;
}

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost'];

/**
 * A page elsewhere can make its own name point to 127.0.0.1 (DNS rebinding) and would then be of the same origin; but the
 * browser still sends that name as the host.
 */
export const strangeHost = ({ headers }: IncomingMessage, port: number): Refusal | undefined =>
  LOOPBACK_NAMES.some((name) => headers.host === `${name}:${port}`)
    ? undefined
    : { status: 421, error: `This console answers to http://127.0.0.1:${port} alone.` };

/** A change is made only for our own page: no form and no script of another origin can send all of this. */
export const strangeChange = ({ method, headers }: IncomingMessage): Refusal | undefined => {
  if (method !== 'POST') return undefined;
  const isOurs =
    headers.origin === `http://${headers.host}` &&
    headers[CHANGE_HEADER] === '1' &&
    (headers['content-type'] === FIELDS_TYPE || headers['content-type'] === FILE_TYPE);
  return isOurs ? undefined : { status: 403, error: 'A change has to come from a page of this console.' };
};

/** Browsers say where a request comes from; ours never come from another site. */
export const strangeSite = ({ headers }: IncomingMessage): Refusal | undefined =>
  headers['sec-fetch-site'] === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate'
    ? { status: 403, error: 'Another site may not ask this console.' }
    : undefined;

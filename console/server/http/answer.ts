import type { IncomingMessage, ServerResponse } from 'node:http';
import { InputError } from '../../../producer/terminal/command-error.ts';
import type { Failure } from '../../api/endpoint.ts';
import { BadRequest } from '../../api/fields.ts';
import { sentenceOf } from '../aws/error-sentence.ts';
import type { StackAccess } from '../aws/stack-access.ts';
import type { Refusal } from './access.ts';
import type { Route } from './route.ts';

const MEBIBYTE = 1024 * 1024;

const send = (response: ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
};

export const refuse = (response: ServerResponse, { status, error }: Refusal): void => {
  const failure: Failure = { error };
  send(response, status, failure);
};

const bodyOf = async (request: IncomingMessage, mostBytes = MEBIBYTE): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > mostBytes)
      throw new BadRequest(`The request body is larger than ${mostBytes / MEBIBYTE} MiB.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new BadRequest('The request body is not JSON.');
  }
};

/** Answers a request with its route's result, or with a sentence that says what went wrong. */
export const answer = async (
  route: Route,
  request: IncomingMessage,
  response: ServerResponse,
  { stack, query }: { readonly stack: StackAccess; readonly query: URLSearchParams },
): Promise<void> => {
  try {
    const isInQuery = route.method === 'GET' || route.takesFile === true;
    const given = isInQuery ? Object.fromEntries(query) : await bodyOf(request, route.mostBodyBytes);
    send(response, 200, await route.answer(given, stack, request));
  } catch (error) {
    if (error instanceof BadRequest) refuse(response, { status: 400, error: error.message });
    else {
      const status = error instanceof InputError ? 400 : 502;
      refuse(response, { status, error: sentenceOf(error, stack.target) });
    }
  }
};

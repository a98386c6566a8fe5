import type { IncomingMessage } from 'node:http';
import type { Endpoint } from '../../api/endpoint.ts';
import type { StackAccess } from '../aws/stack-access.ts';

/** Answers one endpoint. */
export interface Route
  extends Pick<Endpoint<unknown, unknown>, 'method' | 'path' | 'changes' | 'mostBodyBytes' | 'takesFile'> {
  /** @throws {BadRequest} if `given` is not valid; the page shows any other error as a sentence */
  readonly answer: (given: unknown, stack: StackAccess, request: IncomingMessage) => Promise<unknown>;
}

/** Answers an endpoint with the result of `work`, which may read an uploaded file from the request. */
export const on = <Input, Answer>(
  endpoint: Endpoint<Input, Answer>,
  work: (input: Input, stack: StackAccess, request: IncomingMessage) => Promise<Answer>,
): Route => ({
  ...endpoint,
  answer: (given, stack, request) => work(endpoint.parse(given), stack, request),
});

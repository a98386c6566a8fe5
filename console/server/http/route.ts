import type { IncomingMessage } from 'node:http';
import type { Endpoint } from '../../api/endpoint.ts';
import type { StackAccess } from '../aws/stack-access.ts';

/** What answers one endpoint. */
export interface Route
  extends Pick<Endpoint<unknown, unknown>, 'method' | 'path' | 'changes' | 'mostBodyBytes' | 'takesFile'> {
  /** @throws {BadRequest} what `given` lacks; the page shows any other error as a sentence */
  readonly answer: (given: unknown, stack: StackAccess, request: IncomingMessage) => Promise<unknown>;
}

/** Answers an endpoint with what `work` finds. The request is read for a file alone, if the endpoint takes one. */
export const on = <Input, Answer>(
  endpoint: Endpoint<Input, Answer>,
  work: (input: Input, stack: StackAccess, request: IncomingMessage) => Promise<Answer>,
): Route => ({
  ...endpoint,
  answer: (given, stack, request) => work(endpoint.parse(given), stack, request),
});

import type { IncomingMessage } from 'node:http';
import type { Endpoint } from '../../api/endpoint.ts';
import type { StackAccess } from '../aws/stack-access.ts';

/** What answers one endpoint. */
export interface Route
  extends Pick<Endpoint<unknown, unknown>, 'method' | 'path' | 'changes' | 'mostBodyBytes' | 'takesFile'> {
  /** @throws {BadRequest} what `given` lacks; the page shows any other error as a sentence */
  readonly answer: (given: unknown, stack: StackAccess, request: IncomingMessage) => Promise<unknown>;
}

/** Answers an endpoint with what `work` finds. */
export const on = <Input, Answer>(
  { method, path, parse, changes, mostBodyBytes }: Endpoint<Input, Answer>,
  work: (input: Input, stack: StackAccess) => Promise<Answer>,
): Route => ({ method, path, changes, mostBodyBytes, answer: (given, stack) => work(parse(given), stack) });

/** Answers an endpoint that takes a file. */
export const onFile = <Input, Answer>(
  endpoint: Endpoint<Input, Answer>,
  work: (input: Input, stack: StackAccess, file: IncomingMessage) => Promise<Answer>,
): Route => ({
  ...endpoint,
  answer: (given, stack, request) => work(endpoint.parse(given), stack, request),
});

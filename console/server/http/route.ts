import type { Endpoint } from '../../api/endpoint.ts';
import type { StackAccess } from '../aws/stack-access.ts';

/** What answers one endpoint. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** @throws {BadRequest} what `given` lacks; any other error is told to the page as a sentence */
  readonly answer: (given: unknown, stack: StackAccess) => Promise<unknown>;
}

/** Answers an endpoint with what `work` finds. */
export const on = <Input, Answer>(
  { method, path, parse }: Endpoint<Input, Answer>,
  work: (input: Input, stack: StackAccess) => Promise<Answer>,
): Route => ({ method, path, answer: (given, stack) => work(parse(given), stack) });

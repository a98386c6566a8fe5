import type { Topic } from '../../api/endpoint.ts';
import type { StackAccess } from '../aws/stack-access.ts';

/** What is read again and again while a page watches a topic. */
export interface Watch {
  readonly topic: string;
  /** Between two readings: of the local cloud, and of AWS, which counts and limits them. */
  readonly everyMs: { readonly local: number; readonly aws: number };
  /** @throws {BadRequest} what `given` lacks; any other error is told to the page as a sentence */
  readonly open: (given: unknown) => (stack: StackAccess) => Promise<unknown>;
}

export const USUAL_INTERVALS = { local: 400, aws: 5_000 };

/** For what takes many requests, and changes on AWS by the minute because CloudWatch counts it. */
export const MINUTELY = { local: 1_000, aws: 30_000 };

/** Sends a page what `work` finds, whenever that has changed. */
export const watching = <Params, Message>(
  { name, parse }: Topic<Params, Message>,
  work: (params: Params, stack: StackAccess) => Promise<Message>,
  everyMs: Watch['everyMs'] = USUAL_INTERVALS,
): Watch => ({
  topic: name,
  everyMs,
  open: (given) => {
    const params = parse(given);
    return (stack) => work(params, stack);
  },
});

import type { Topic } from '../../api/endpoint.ts';
import type { StackAccess } from '../aws/stack-access.ts';

/** What was read of a topic. */
export interface Reading {
  readonly message: unknown;
  /** Whether it is all there is; what is left is read at once. */
  readonly isWhole: boolean;
}

/** What is read again and again while a page watches a topic. */
export interface Watch {
  readonly topic: string;
  /** Between two readings: of the local cloud, and of AWS, which counts and limits them. */
  readonly everyMs: { readonly local: number; readonly aws: number };
  /** @throws {BadRequest} what `given` lacks; the page shows any other error as a sentence */
  readonly open: (given: unknown) => (stack: StackAccess) => Promise<Reading>;
}

export const USUAL_INTERVALS = { local: 400, aws: 5_000 };

/** For what takes many requests, and changes on AWS by the minute because CloudWatch counts it. */
export const MINUTELY = { local: 1_000, aws: 30_000 };

/** Sends a page what `work` finds, whenever that has changed. `isWhole` says whether a message leaves nothing to be read. */
export const watching = <Params, Message>(
  { name, parse }: Topic<Params, Message>,
  work: (params: Params, stack: StackAccess) => Promise<Message>,
  everyMs: Watch['everyMs'] = USUAL_INTERVALS,
  isWhole: (message: Message) => boolean = () => true,
): Watch => ({
  topic: name,
  everyMs,
  open: (given) => {
    const params = parse(given);
    return async (stack) => {
      const message = await work(params, stack);
      return { message, isWhole: isWhole(message) };
    };
  },
});

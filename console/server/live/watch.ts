import type { Topic } from '../../api/endpoint.ts';
import type { StackAccess } from '../aws/stack-access.ts';

/** One reading of a topic. */
export interface Reading {
  readonly message: unknown;
  /** Whether the message is complete; if not, the rest is read right away. */
  readonly isWhole: boolean;
}

/** How a topic is read, again and again, while a page watches it. */
export interface Watch {
  readonly topic: string;
  /** The time between two readings: from the local cloud, and from AWS, which charges for requests and limits them. */
  readonly everyMs: { readonly local: number; readonly aws: number };
  /** @throws {BadRequest} if `given` is not valid; the page shows any other error as a sentence */
  readonly open: (given: unknown) => (stack: StackAccess) => Promise<Reading>;
}

export const USUAL_INTERVALS = { local: 400, aws: 5_000 };

/** For topics that take many requests, and that on AWS change once a minute because CloudWatch counts per minute. */
export const MINUTELY = { local: 1_000, aws: 30_000 };

/** Sends a page the result of `work` whenever it has changed. `isWhole` says whether a message is complete. */
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

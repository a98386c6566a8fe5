import type { ServerResponse } from 'node:http';
import { isJsonObject, jsonOf, textOf } from '../../../producer/stack/json-field.ts';
import { BadRequest } from '../../api/fields.ts';
import type { LiveEvent } from '../../api/live.ts';
import type { StackAccess } from '../aws/stack-access.ts';
import { LiveTopic } from './live-topic.ts';
import type { Watch } from './watch.ts';

/** Lets each side notice when the other is gone. */
const HEARTBEAT_MS = 15_000;
const MOST_WATCHES = 20;

/** Server-sent event streams to the open pages: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export class LiveUpdates {
  readonly #watches: readonly Watch[];
  readonly #stack: StackAccess;
  readonly #topics = new Map<string, LiveTopic>();
  readonly #open = new Set<ServerResponse>();

  constructor(watches: readonly Watch[], stack: StackAccess) {
    this.#watches = watches;
    this.#stack = stack;
  }

  /**
   * Streams the topics that the page asked for until the page goes away.
   *
   * @throws {BadRequest} if one of `asked` names an unknown topic or has invalid parameters
   */
  stream(asked: readonly string[], response: ServerResponse): void {
    if (asked.length > MOST_WATCHES) throw new BadRequest(`A page watches at most ${MOST_WATCHES} things.`);
    const topics = [...new Set(asked)].map((watch) => this.#topic(watch));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const send = (event: LiveEvent): void => void response.write(`data: ${JSON.stringify(event)}\n\n`);
    const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
    this.#open.add(response);
    response.on('close', () => {
      clearInterval(heartbeat);
      this.#open.delete(response);
      for (const topic of topics) topic.remove(send);
      this.#forgetEnded();
    });
    response.flushHeaders();
    for (const topic of topics) topic.add(send);
  }

  close(): void {
    for (const response of this.#open) response.end();
  }

  #topic(watch: string): LiveTopic {
    const known = this.#topics.get(watch);
    if (known !== undefined) return known;
    const asked = jsonOf(watch);
    const name = textOf(asked, 'topic');
    const found = this.#watches.find(({ topic }) => topic === name);
    if (found === undefined || !isJsonObject(asked))
      throw new BadRequest(`There is nothing to watch named "${name ?? watch}".`);
    const read = found.open('params' in asked ? asked.params : {});
    const everyMs = this.#stack.isLocal ? found.everyMs.local : found.everyMs.aws;
    const topic = new LiveTopic(watch, { read: () => read(this.#stack), everyMs, stack: this.#stack });
    this.#topics.set(watch, topic);
    return topic;
  }

  #forgetEnded(): void {
    for (const [watch, topic] of this.#topics) if (!topic.isRunning) this.#topics.delete(watch);
  }
}

import {
  GetExecutionHistoryCommand,
  type HistoryEvent,
  paginateGetExecutionHistory,
  type SFNClient,
} from '@aws-sdk/client-sfn';

const PAGE_EVENTS = 1_000;

/** Reads the history of one execution; later reads fetch only what is new. */
export class HistoryReader {
  readonly #states: SFNClient;
  readonly #executionArn: string;
  readonly #events: HistoryEvent[] = [];
  #reading: Promise<void> = Promise.resolve();

  constructor(states: SFNClient, executionArn: string) {
    this.#states = states;
    this.#executionArn = executionArn;
  }

  /** What has been read so far, oldest first; only its beginning while a long history is still being read. */
  get events(): readonly HistoryEvent[] {
    return this.#events;
  }

  /** Reads what is new. Concurrent calls never read the same events twice: each waits for the one before. */
  async readNew(): Promise<readonly HistoryEvent[]> {
    const read = () => (this.#events.length === 0 ? this.#readFromStart() : this.#readFromEnd());
    this.#reading = this.#reading.catch(() => undefined).then(read);
    await this.#reading;
    return this.#events;
  }

  async #readFromStart(): Promise<void> {
    const pages = paginateGetExecutionHistory(
      { client: this.#states },
      { executionArn: this.#executionArn, maxResults: PAGE_EVENTS },
    );
    for await (const { events = [] } of pages) this.#events.push(...events);
  }

  /** Reads newest first, until it meets a known event: a page token does not lead to events added after that page. */
  async #readFromEnd(): Promise<void> {
    const lastId = this.#events.at(-1)?.id ?? 0;
    const fresh: HistoryEvent[] = [];
    let nextToken: string | undefined;
    do {
      const page = await this.#states.send(
        new GetExecutionHistoryCommand({
          executionArn: this.#executionArn,
          reverseOrder: true,
          maxResults: nextToken === undefined ? 100 : PAGE_EVENTS,
          nextToken,
        }),
      );
      const events = page.events ?? [];
      fresh.push(...events.filter(({ id = 0 }) => id > lastId));
      nextToken = events.some(({ id = 0 }) => id <= lastId) ? undefined : page.nextToken;
    } while (nextToken !== undefined);
    this.#events.push(...fresh.reverse());
  }
}

/** What a page asks to watch: a topic's name and parameters. As JSON, it is one `?watch=` value of the query. */
export interface Watched {
  readonly topic: string;
  readonly params: Readonly<Record<string, string | number | undefined>>;
}

/** One event of the stream `/api/live`. */
export type LiveEvent = {
  /** The `?watch=` value that asked for it. */
  readonly watch: string;
} & (
  | {
      /** The topic's current message. */
      readonly message: unknown;
      /** When it was read, ISO 8601 UTC. */
      readonly asOf: string;
    }
  | {
      /** Why the topic cannot be read, as a sentence. The server keeps trying. */
      readonly error: string;
    }
);

export const LIVE_PATH = '/api/live';

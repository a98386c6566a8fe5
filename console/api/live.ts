/** What a page asks to watch: a topic's name and parameters, as one text of the query `?watch=`. */
export interface Watched {
  readonly topic: string;
  readonly params: Readonly<Record<string, string | number | undefined>>;
}

/** One event of the stream `/api/live`. */
export type LiveEvent = {
  /** The text of the query that asked for it. */
  readonly watch: string;
} & (
  | {
      /** What the topic says now. */
      readonly message: unknown;
      /** When it was read, ISO 8601 UTC. */
      readonly asOf: string;
    }
  | {
      /** Why it cannot be read, as a sentence; the server goes on trying. */
      readonly error: string;
    }
);

export const LIVE_PATH = '/api/live';

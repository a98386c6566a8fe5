/** What a page knows about something it asked for. */
export interface Loaded<Value> {
  /** The last value; it stays while an error is shown. */
  readonly value?: Value | undefined;
  /** When it was read, ISO 8601 UTC. */
  readonly asOf?: string | undefined;
  /** Why there is nothing newer, as a sentence. */
  readonly error?: string | undefined;
}

/**
 * The local cloud will not start: the message is one line (or a few) for a person, naming the input, what is
 * wrong with it and what to do. Anything else that is thrown is a bug.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** An error's message. It works for errors from another realm (a test's context) too, where instanceof fails. */
export const reasonOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'message' in cause ? String(cause.message) : String(cause);

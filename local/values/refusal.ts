/**
 * The local cloud will not start: the message is one line (or a few) for a person, naming the input, what is
 * wrong with it and what to do. Anything else that is thrown is a bug.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** What an error says, also when it comes from another realm (a test's context), where instanceof fails. */
export const reasonOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'message' in cause ? String(cause.message) : String(cause);

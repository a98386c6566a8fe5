/**
 * The local cloud will not start: the message is one line (or a few) for a person, naming the input, what is
 * wrong with it and what to do. Anything else that is thrown is a bug.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Makes the error for a wrong property of a resource. */
export type RefuseProperty = (property: string, problem: string) => Error;

/** Calls `read`; its errors then name the property. */
export const readable = <Value>(property: string, refuse: RefuseProperty, read: () => Value): Value => {
  try {
    return read();
  } catch (error) {
    throw refuse(property, reasonOf(error));
  }
};

/** An error's message. It works for errors from another realm (a test's context) too, where instanceof fails. */
export const reasonOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'message' in cause ? String(cause.message) : String(cause);

/**
 * The local cloud will not start: the message is one line (or a few) for a person, naming the input, what is
 * wrong with it and what to do. Anything else that is thrown is a bug.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

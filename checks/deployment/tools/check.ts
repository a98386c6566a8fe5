import { isDeepStrictEqual } from 'node:util';

/** A check that failed. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed';
}

/** @throws {CheckFailed} that shows both values, unless they are deeply equal */
export const checkEqual = (what: string, found: unknown, expected: unknown): void => {
  if (isDeepStrictEqual(found, expected)) return;
  throw new CheckFailed(`${what}: found ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
};

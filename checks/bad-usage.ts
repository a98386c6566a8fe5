/** A program cannot do what its command line asks for. */
export class UsageError extends Error {}

/**
 * The value of an option that takes a whole number.
 * @throws {UsageError} if it is none, or out of bounds
 */
export const wholeNumber = (option: string, text: string, least: number, most: number): number => {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
  throw new UsageError(`--${option} takes a whole number ${range}, got "${text}"`);
};

/** Whether an error is about the command line: a {@link UsageError}, or one of parseArgs. */
export const isBadUsage = (error: unknown): error is Error =>
  error instanceof UsageError ||
  (Error.isError(error) && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

/** Says in one line what is wrong with the command line, and sets the exit code to 2. Throws any other error. */
export const reportBadUsage = (program: string, error: unknown): void => {
  if (!isBadUsage(error)) throw error;
  process.stderr.write(`${program}: ${error.message.replaceAll('\n', ' ')}; --help shows the options\n`);
  process.exitCode = 2;
};

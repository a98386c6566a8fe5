/** The command line asks for something that the program cannot do. */
export class UsageError extends Error {}

/**
 * The value of an option that takes a whole number.
 * @throws {UsageError} if it is not a whole number or is out of range
 */
export const wholeNumber = (option: string, text: string, least: number, most: number): number => {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
  throw new UsageError(`--${option} takes a whole number ${range}, got "${text}"`);
};

/** Whether an error is about the command line: a {@link UsageError}, or an error from parseArgs. */
export const isBadUsage = (error: unknown): error is Error =>
  error instanceof UsageError ||
  (Error.isError(error) && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));

/** Prints on one line what is wrong with the command line, and sets the exit code to 2. Rethrows any other error. */
export const reportBadUsage = (program: string, error: unknown): void => {
  if (!isBadUsage(error)) throw error;
  process.stderr.write(`${program}: ${error.message.replaceAll('\n', ' ')}; --help shows the options\n`);
  process.exitCode = 2;
};

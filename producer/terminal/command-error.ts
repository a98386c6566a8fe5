import { signalExitCode } from './interrupt.ts';
import { outputFailure, writeError } from './output.ts';

/** Why a command failed: one line for a person, and the exit code of the process. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
  readonly exitCode: number;

  constructor(message: string, options: { exitCode?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.exitCode = options.exitCode ?? 1;
  }
}

/** The command line, or a file that it names, has a mistake: exit code 2. */
export class InputError extends CommandError {
  override readonly name = 'InputError';

  constructor(message: string, cause?: unknown) {
    super(message, { exitCode: 2, cause });
  }
}

/** The user pressed Ctrl-C, or another signal came. The exit code is the signal's, such as 130 for SIGINT. */
export class InterruptedError extends CommandError {
  override readonly name = 'InterruptedError';

  constructor(message: string) {
    super(message, { exitCode: signalExitCode() });
  }
}

const NETWORK_CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EPIPE',
  'ETIMEDOUT',
];

/** Whether `error` comes from the connection to a service rather than from the service. */
export const isNetworkError = (error: unknown): boolean =>
  Error.isError(error) && 'code' in error && NETWORK_CODES.includes(String(error.code));

/** What the SDK adds for programmers. */
const SDK_HINT = /\s*Deserialization error: to see the raw response.*$/s;

/** What `error` says, on one line; a service's error keeps its code in front. */
export const oneLine = (error: unknown): string => {
  if (!Error.isError(error)) return String(error);
  const text = error.message === '' ? error.name : error.message;
  const line = text
    .replace(SDK_HINT, '')
    .replace(/\s*[\n\r]\s*/g, ' ')
    .trim();
  if (isNetworkError(error)) return `the endpoint cannot be reached (${line})`;
  const isOurs = error instanceof CommandError || error.name === 'Error';
  return isOurs || line.startsWith(error.name) ? line : `${error.name}: ${line}`;
};

/** Prints the one line that ends a failed command and returns its exit code. */
export const reportError = (error: unknown): number => {
  const output = outputFailure();
  if (output !== undefined && error instanceof InterruptedError) {
    const what = oneLine(error).replace(/^interrupted: /, '');
    writeError(`tripstream: the output cannot be written, ${output.reason}: ${what}\n`);
    return output.exitCode;
  }
  writeError(`tripstream: ${oneLine(error)}\n`);
  return error instanceof CommandError ? error.exitCode : 1;
};

/** The exit code of a command that has done its work; says so on stderr if its output is lost. */
export const reportOutput = (): number => {
  const output = outputFailure();
  if (output === undefined) return 0;
  if (!output.isReaderGone)
    writeError(`tripstream: everything was done, but the output cannot be written: ${output.reason}\n`);
  return output.exitCode;
};

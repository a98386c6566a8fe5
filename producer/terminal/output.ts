import type { Readable } from 'node:stream';
import { visible, visibleJson } from './text.ts';

/** 128 + SIGPIPE: what a shell reports for a program whose reader has gone. */
const READER_GONE_EXIT_CODE = 141;

interface OutputFailure {
  /** For a person, such as `no space left on device`. */
  readonly reason: string;
  readonly exitCode: number;
  /** The reader of a pipe has closed it, and so wants nothing more. */
  readonly isReaderGone: boolean;
}

const failed = new AbortController();
let failure: OutputFailure | undefined;

const failureOf = ({ code, message }: NodeJS.ErrnoException): OutputFailure => {
  if (code === 'EPIPE') {
    return { reason: 'its reader has gone', exitCode: READER_GONE_EXIT_CODE, isReaderGone: true };
  }
  // Node's text is `ENOSPC: no space left on device, write`.
  const reason = message.replace(/^[A-Z0-9]+: |, write$/g, '');
  return { reason, exitCode: 1, isReaderGone: false };
};

/** Aborted when stdout can no longer be written: the command then ends cleanly, as after Ctrl-C. */
export const outputFailed: AbortSignal = failed.signal;

/** Why stdout can no longer be written; undefined while it can. */
export const outputFailure = (): OutputFailure | undefined => failure;

/**
 * Lets a command outlive its output. What cannot be written to stderr is dropped: a lost message is no reason
 * to stop. When stdout cannot be written, {@link outputFailed} is aborted.
 */
export const guardOutput = (): void => {
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error) => {
    failure ??= failureOf(error);
    failed.abort();
  });
};

/** Waits until stdout has taken, or refused, everything that was written. */
export const outputSettled = (): Promise<void> =>
  new Promise((resolve) => {
    if (failure === undefined) process.stdout.write('', () => resolve());
    else resolve();
  });

/** Writes whole lines to stdout, without anything that a terminal would obey. */
export const writeOut = (text: string): void => {
  if (failure === undefined && text !== '') process.stdout.write(visible(text));
};

/** Writes a JSON text to stdout: the same value, without anything that a terminal would obey. */
export const writeJson = (text: string): void => {
  if (failure === undefined) process.stdout.write(visibleJson(text));
};

/** Whether a person reads stderr as it is written. */
export const isErrorSeen = (): boolean => process.stderr.isTTY === true;

/** Writes whole lines to stderr, without anything that a terminal would obey. */
export const writeError = (text: string): void => {
  if (text !== '') process.stderr.write(visible(text));
};

/** Writes what a child process prints; resolves when it prints nothing more. */
export const passOn = async (output: Readable | null, write: (text: string) => void): Promise<void> => {
  for await (const text of output?.setEncoding('utf8') ?? []) write(String(text));
};

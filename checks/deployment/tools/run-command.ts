import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

const STOP_TIMEOUT_MS = 10_000;
/** How much of a program's output is kept, to show it if the program fails. */
const KEPT_OUTPUT_CHARACTERS = 12_000;

export interface CommandOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Ends the program and its child processes. */
  readonly signal: AbortSignal;
}

/** A program that failed, with the end of its output. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly output: string;

  constructor(message: string, output: string) {
    super(message);
    this.output = output;
  }
}

/** A program that runs alongside the steps. */
export interface RunningProgram {
  /** The end of what it has written so far. */
  output(): string;
  /** Rejects if it ends unexpectedly. */
  readonly failure: Promise<never>;
  /** Ends it and its child processes. */
  stop(): Promise<void>;
}

/** Spawns a program in its own process group: Ctrl-C reaches only this process, which then ends the whole group. */
const spawnGroup = (file: string, args: readonly string[], options: SpawnOptions): ChildProcess =>
  spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: true });

/** Signals a whole process group, which `child` leads. */
export const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    // The group is empty.
    if (!(Error.isError(error) && 'code' in error && error.code === 'ESRCH')) throw error;
  }
};

const endOf = (text: string): string => text.slice(-KEPT_OUTPUT_CHARACTERS);

/** Runs a program to its end and returns its stdout. @throws {CommandFailed} if it cannot be started or fails */
export const runCommand = async (
  file: string,
  args: readonly string[],
  { env, cwd, signal }: CommandOptions,
): Promise<string> => {
  signal.throwIfAborted();
  const child = spawnGroup(file, args, { env, ...(cwd === undefined ? {} : { cwd }) });
  const end = (): void => signalGroup(child, 'SIGTERM');
  signal.addEventListener('abort', end);
  let stdout = '';
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    output = endOf(output + chunk);
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    output = endOf(output + chunk);
  });
  try {
    const [code, killedBy]: unknown[] = await once(child, 'close');
    signal.throwIfAborted();
    if (code === 0) return stdout;
    throw new CommandFailed(
      `${[file, ...args].join(' ')} ended with ${killedBy ?? `exit code ${code}`}`,
      output,
    );
  } catch (error) {
    if (Error.isError(error) && 'code' in error && error.code === 'ENOENT')
      throw new CommandFailed(`${file} is not installed`, '');
    throw error;
  } finally {
    signal.removeEventListener('abort', end);
  }
};

/** How to start a program. */
export interface ProgramStart {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
}

/** Starts a program that runs until it is stopped. */
export const startProgram = ({ file, args, env, cwd }: ProgramStart): RunningProgram => {
  const child = spawnGroup(file, args, { env, ...(cwd === undefined ? {} : { cwd }) });
  let output = '';
  const keep = (chunk: string): void => {
    output = endOf(output + chunk);
  };
  child.stdout?.setEncoding('utf8').on('data', keep);
  child.stderr?.setEncoding('utf8').on('data', keep);
  const closed = once(child, 'close');
  let isStopping = false;
  const failure = closed.then(([code, killedBy]): Promise<never> => {
    if (isStopping) return new Promise(() => undefined);
    throw new CommandFailed(
      `${[file, ...args].join(' ')} ended by itself with ${killedBy ?? `exit code ${code}`}`,
      output,
    );
  });
  failure.catch(() => undefined); // no unhandled rejection if nobody awaits it
  const stop = async (): Promise<void> => {
    isStopping = true;
    signalGroup(child, 'SIGTERM');
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), STOP_TIMEOUT_MS);
    await closed.catch(() => undefined); // if it could not even be started, `failure` says so
    clearTimeout(timer);
  };
  return { output: () => output, failure, stop };
};

import { type ChildProcess, execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const TRIPSTREAM = fileURLToPath(new URL('../../producer/tripstream.ts', import.meta.url));

/** What a command line ended with, and printed. */
interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real CLI to its end; `onStart` gets the process, for a test that wants to disturb it. */
export const tripstream = (
  args: readonly string[],
  {
    onStart,
    temporaryDir,
    environment = {},
  }: {
    onStart?: (child: ChildProcess) => void;
    temporaryDir?: string;
    environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<Ended> =>
  new Promise((resolve) => {
    const env = {
      ...process.env,
      ...environment,
      ...(temporaryDir === undefined ? {} : { TMPDIR: temporaryDir }),
    };
    const child = execFile(process.execPath, [TRIPSTREAM, ...args], { env }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
    onStart?.(child);
  });

/** Resolves when the process has written `text` to stderr. */
export const stderrOf = (child: ChildProcess, text: string): Promise<void> =>
  new Promise((resolve) => {
    let output = '';
    child.stderr?.on('data', (chunk) => {
      output += chunk;
      if (output.includes(text)) resolve();
    });
  });

/** Makes the output keep what is written to it, without a terminal, until the returned function is called. */
const capture = (stream: NodeJS.WriteStream) => {
  const { write, isTTY } = stream;
  const chunks: string[] = [];
  const keep = (chunk: string, taken?: () => void): boolean => {
    chunks.push(chunk);
    if (taken !== undefined) process.nextTick(taken);
    return true;
  };
  Object.assign(stream, { write: keep, isTTY: false });
  return (): string => {
    Object.assign(stream, { write, isTTY });
    return chunks.join('');
  };
};

const captured = async (
  run: () => unknown,
  environment: Readonly<Record<string, string>>,
): Promise<Ended> => {
  const { exitCode } = process;
  const { isTTY } = process.stdin;
  const variables = { ...process.env };
  Object.assign(process.env, environment);
  process.exitCode = undefined;
  process.stdin.isTTY = false;
  const output = { stdout: capture(process.stdout), stderr: capture(process.stderr) };
  const failed = await run();
  const code = typeof failed === 'number' ? failed : Number(process.exitCode ?? 0);
  for (const name of Object.keys(environment)) delete process.env[name];
  Object.assign(process.env, variables);
  process.exitCode = exitCode;
  process.stdin.isTTY = isTTY;
  return { code, stdout: output.stdout(), stderr: output.stderr() };
};

let lastRun: Promise<unknown> = Promise.resolve();

/**
 * Runs a program in this process, at a tenth of the cost: for what it decides and prints. Signals, closed outputs and
 * the end of a process need a process of their own. The exit code is what it returns, if that is a number, or sets. A
 * run waits for the one before it, because a process has only one stdout.
 */
export const runHere = (
  program: () => unknown,
  { environment = {} }: { readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<Ended> => {
  const run = lastRun.then(() => captured(program, environment));
  lastRun = run.catch(() => undefined);
  return run;
};

/** {@link tripstream} by {@link runHere}. */
export const tripstreamHere = (
  args: readonly string[],
  options?: { readonly environment?: Readonly<Record<string, string>> },
): Promise<Ended> =>
  runHere(async () => {
    const { runCommandLine } = await import('../../producer/tripstream.ts');
    return runCommandLine(args);
  }, options);

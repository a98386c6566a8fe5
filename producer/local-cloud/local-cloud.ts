import { type ChildProcess, fork, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fieldOf, textOf } from '../stack/json-field.ts';
import { CommandError } from '../terminal/command-error.ts';
import { outputFailed, passOn, writeError, writeOut } from '../terminal/output.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const LOCAL_MAIN = join(PROJECT, 'local', 'main.ts');

/** Long enough to finish what is in flight and close the stores. */
const STOP_TIMEOUT_MS = 15_000;
/** How much of its last output to show if it fails. */
const KEPT_OUTPUT_CHARACTERS = 8_000;

export interface LocalCloudOptions {
  /** The folder with the cloud assembly, as `cdk synth` writes it. */
  readonly assemblyDir: string;
  /** Resolves once the assembly is written. The process loads its code meanwhile. */
  readonly assembled?: Promise<void>;
  /** 0 picks a free port. */
  readonly port: number;
  /** Where to keep its data; left out, nothing is kept. */
  readonly dataDir?: string | undefined;
  /** Says which requests, invocations and deliveries fail; left out, none do. */
  readonly faultsFile?: string | undefined;
}

/** A local cloud that runs as a child process for as long as this process does. */
export interface LocalCloud {
  readonly url: string;
  /** The outputs of its stack. */
  readonly outputs: unknown;
  /** Rejects if it ends on its own. */
  readonly failure: Promise<never>;
  stop(): Promise<void>;
  /** Ends it at once, without finishing or closing anything. */
  kill(): Promise<void>;
}

const argumentsOf = ({ assemblyDir, assembled, port, dataDir, faultsFile }: LocalCloudOptions): string[] => [
  ...['--assembly', assemblyDir, '--port', String(port)],
  ...(assembled === undefined ? [] : ['--when-told']),
  ...(dataDir === undefined ? [] : ['--data', resolve(dataDir)]),
  ...(faultsFile === undefined ? [] : ['--faults', resolve(faultsFile)]),
];

/** Tells the process to start once the assembly is there, or ends it if that fails. */
const startWhenAssembled = async (
  child: ChildProcess,
  assembled: LocalCloudOptions['assembled'],
): Promise<void> => {
  if (assembled === undefined) return;
  try {
    await assembled;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  // A process that has already ended says why on its own.
  if (child.connected) child.send('start', () => undefined);
};

/**
 * Runs a local cloud in the foreground, in this terminal, and returns its exit code as a shell reports it. `onReady`
 * gets its URL once it is ready. The cloud stops on a signal, or when stdout takes no more output.
 */
export const runLocalCloud = async (
  options: LocalCloudOptions,
  onReady?: (url: string) => void,
): Promise<number> => {
  const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', 'ipc'];
  const child = fork(LOCAL_MAIN, argumentsOf(options), { stdio, execArgv: [] });
  const exited: Promise<[number | null, NodeJS.Signals | null]> = new Promise((resolve) =>
    child.once('exit', (...ending) => resolve(ending)),
  );
  // Attached before the assembly is there: Node drops unread output of a process that has ended.
  const printed = Promise.all([passOn(child.stdout, writeOut), passOn(child.stderr, writeError)]);
  await startWhenAssembled(child, options.assembled);
  child.once('message', (message) => onReady?.(textOf(message, 'url') ?? ''));
  // A terminal sends Ctrl-C to both processes; other senders reach only this one. A second signal does no harm.
  const stop = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
  outputFailed.addEventListener('abort', () => stop('SIGTERM'));
  const [code, signal] = await exited;
  await printed;
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
};

/** When a run drives the cloud itself, the cloud's own clock must not interfere. */
const UNDISTURBED = '--no-schedules';

/** Starts the process. `lastOutput` is the end of what it printed, unless that goes to `logFile`. */
const startProcess = (options: LocalCloudOptions, logFile: string | undefined) => {
  const log = logFile === undefined ? 'pipe' : openSync(logFile, 'a');
  // In its own process group: Ctrl-C reaches only this process, which stops the cloud when it no longer needs it.
  const child = fork(LOCAL_MAIN, [...argumentsOf(options), UNDISTURBED], {
    cwd: PROJECT,
    stdio: ['ignore', log, log, 'ipc'],
    execArgv: [],
    detached: true,
  });
  if (typeof log === 'number') closeSync(log);
  let output = '';
  const keep = (chunk: string): void => {
    output = (output + chunk).slice(-KEPT_OUTPUT_CHARACTERS);
  };
  child.stdout?.setEncoding('utf8').on('data', keep);
  child.stderr?.setEncoding('utf8').on('data', keep);
  return { child, lastOutput: () => output };
};

/** Starts a local cloud and waits until it is ready. Its output goes to `logFile`, or to stderr if it fails. */
export const startLocalCloud = async (options: LocalCloudOptions, logFile?: string): Promise<LocalCloud> => {
  const { child, lastOutput } = startProcess(options, logFile);
  const exited = once(child, 'exit');
  let isEnding = false;
  const failure = exited.then(async ([code, signal]): Promise<never> => {
    if (isEnding) return new Promise(() => undefined);
    writeError(lastOutput());
    const where = logFile === undefined ? 'above' : `in ${logFile}`;
    throw new CommandError(
      `the local cloud ended (${signal ?? `exit code ${code}`}): its last output is ${where}`,
    );
  });
  failure.catch(() => undefined); // not every caller waits for it
  const kill = async (): Promise<void> => {
    isEnding = true;
    child.kill('SIGKILL');
    await exited;
  };
  const stop = async (): Promise<void> => {
    isEnding = true;
    if (child.connected) child.disconnect();
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(timer);
  };
  await startWhenAssembled(child, options.assembled);
  const [message]: unknown[] = await Promise.race([once(child, 'message'), failure]);
  const url = textOf(message, 'url');
  if (url === undefined)
    throw new Error(`the local cloud said ${JSON.stringify(message)} instead of its URL`);
  return { url, outputs: fieldOf(message, 'outputs'), failure, stop, kill };
};

import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DEFAULT_STAGE } from '../stack/stack-outputs.ts';
import { CommandError, InterruptedError } from '../terminal/command-error.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const BINARIES = join(PROJECT, 'node_modules', '.bin');
const LOCAL_MAIN = join(PROJECT, 'local', 'main.ts');

/** Long enough to finish what is in flight and to close its stores. */
const STOP_TIMEOUT_MS = 15_000;
/** How much of its output is kept to be shown when it fails. */
const KEPT_OUTPUT_CHARACTERS = 8_000;

/** The folder that `npm run synth` writes and `tripstream local` runs. */
export const PROJECT_ASSEMBLY = join(PROJECT, 'cdk.out');

/** A local cloud that runs as a child process for as long as this process does. */
export interface LocalCloud {
  readonly url: string;
  /** Rejects when it ends without having been told to. */
  readonly failure: Promise<never>;
  stop(): Promise<void>;
}

/**
 * Writes the CloudFormation template of the `dev` stage and its assets to `assemblyDir`.
 *
 * @throws {CommandError} when `cdk synth` fails
 */
export const synthesize = async (assemblyDir: string, signal: AbortSignal): Promise<void> => {
  // The CDK CLI starts the app with the `node` of the PATH, which has to be the project's.
  const env = { ...process.env, PATH: `${BINARIES}${delimiter}${process.env.PATH ?? ''}` };
  try {
    // Whatever the context in cdk.json says: the local stack has to be the one that commands look for by default.
    const stage = ['--context', `stage=${DEFAULT_STAGE}`];
    const args = [join(BINARIES, 'cdk'), 'synth', '--quiet', '--output', assemblyDir, ...stage];
    await promisify(execFile)(process.execPath, args, { cwd: PROJECT, env, signal });
  } catch (error) {
    if (signal.aborted) throw new InterruptedError('interrupted while the stack was synthesized');
    if (Error.isError(error) && 'stderr' in error) process.stderr.write(String(error.stderr));
    throw new CommandError('"cdk synth" failed: its output is above', { cause: error });
  }
};

/** Runs the local cloud in the foreground, with this process's terminal, and gives its exit code as shells count. */
export const runLocalCloud = async (args: readonly string[]): Promise<number> => {
  const child = fork(LOCAL_MAIN, args, { stdio: 'inherit', execArgv: [] });
  // A terminal sends Ctrl-C to both processes, and others to this one alone: the child does not mind hearing it twice.
  const stop = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const [code, signal]: [number | null, NodeJS.Signals | null] = await new Promise((resolve) =>
    child.once('exit', (...ending) => resolve(ending)),
  );
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
};

const isReady = (message: unknown): message is { readonly url: string } =>
  typeof message === 'object' && message !== null && 'url' in message && typeof message.url === 'string';

export interface LocalCloudFiles {
  readonly assemblyDir: string;
  readonly dataDir: string;
  /** Says what is to go wrong; nothing is without it. */
  readonly faultsFile?: string | undefined;
}

/** Starts a local cloud on a free port with the stack in `assemblyDir`, keeping its data in `dataDir`. */
export const startLocalCloud = async (files: LocalCloudFiles): Promise<LocalCloud> => {
  const { assemblyDir, dataDir, faultsFile } = files;
  const faultsArgs = faultsFile === undefined ? [] : ['--faults', resolve(faultsFile)];
  const args = ['--assembly', assemblyDir, '--port', '0', '--data', dataDir, ...faultsArgs];
  // A process group of its own: Ctrl-C reaches this process alone, which then stops the cloud when it is done with it.
  const child = fork(LOCAL_MAIN, args, {
    cwd: PROJECT,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
    detached: true,
  });
  let output = '';
  const keep = (chunk: string): void => {
    output = (output + chunk).slice(-KEPT_OUTPUT_CHARACTERS);
  };
  child.stdout?.setEncoding('utf8').on('data', keep);
  child.stderr?.setEncoding('utf8').on('data', keep);
  const exited = once(child, 'exit');
  let isStopping = false;
  const failure = exited.then(async ([code, signal]): Promise<never> => {
    if (isStopping) return new Promise(() => undefined);
    process.stderr.write(output);
    throw new CommandError(
      `the local cloud ended (${signal ?? `exit code ${code}`}): its last output is above`,
    );
  });
  failure.catch(() => undefined); // whoever awaits it hears of it; nobody has to
  const stop = async (): Promise<void> => {
    isStopping = true;
    if (child.connected) child.disconnect();
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(timer);
  };
  const [message]: unknown[] = await Promise.race([once(child, 'message'), failure]);
  if (!isReady(message))
    throw new Error(`the local cloud said ${JSON.stringify(message)} instead of its URL`);
  return { url: message.url, failure, stop };
};

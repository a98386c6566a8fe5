import { type ChildProcess, execFile } from 'node:child_process';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { runTripstream } from '../../producer/tripstream.ts';

const TRIPSTREAM = fileURLToPath(new URL('../../producer/tripstream.ts', import.meta.url));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Puts a stream that is no terminal in the place of stdout or stderr until `restore`. */
const captured = (name: 'stdout' | 'stderr') => {
  const original = Object.getOwnPropertyDescriptor(process, name);
  if (original === undefined) throw new Error(`This process has no ${name}.`);
  let text = '';
  const value = new Writable({
    decodeStrings: false,
    write: (chunk, _encoding, done) => {
      text += chunk;
      done();
    },
  });
  Object.defineProperty(process, name, { value, configurable: true });
  return { text: () => text, restore: () => Object.defineProperty(process, name, original) };
};

/**
 * Runs a command line in this process, which spares the start of another one: one at a time. For what a command prints,
 * decides and changes; what concerns its process, such as signals and outputs that are closed, needs {@link tripstream}.
 */
export const tripstreamHere = async (
  args: readonly string[],
  { environment = {} }: { readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<Ended> => {
  const before = { ...process.env };
  const [stdout, stderr] = [captured('stdout'), captured('stderr')];
  try {
    Object.assign(process.env, environment);
    const { exitCode } = await runTripstream(args);
    return { code: exitCode, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.exitCode = undefined;
    for (const name of Object.keys(environment)) delete process.env[name];
    Object.assign(process.env, before);
    stdout.restore();
    stderr.restore();
  }
};

/** Runs the real CLI in a process of its own to its end; `onStart` gets the process, for a test that wants to disturb it. */
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

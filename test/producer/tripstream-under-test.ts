import { type ChildProcess, execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const TRIPSTREAM = fileURLToPath(new URL('../../producer/tripstream.ts', import.meta.url));

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
): Promise<{ code: number; stdout: string; stderr: string }> =>
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

import { type ChildProcess, execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const TRIPSTREAM = fileURLToPath(new URL('../../producer/tripstream.ts', import.meta.url));

/** Runs the real CLI to its end; `onStart` gets the process, for a test that wants to disturb it. */
export const tripstream = (
  args: readonly string[],
  onStart?: (child: ChildProcess) => void,
): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const child = execFile(process.execPath, [TRIPSTREAM, ...args], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
    onStart?.(child);
  });

import { rmSync } from 'node:fs';

/**
 * Has a temporary file or folder removed even when a second Ctrl-C ends the process at once. Returns what ends that care
 * when the caller has removed it. SIGKILL alone leaves it behind.
 */
export const removeAtExit = (path: string): (() => void) => {
  const remove = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  process.on('exit', remove);
  return () => void process.off('exit', remove);
};

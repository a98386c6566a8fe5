import { rmSync } from 'node:fs';

/**
 * Removes a temporary file or folder when the process exits, even if a second Ctrl-C ends it at once. Call the returned
 * function once you have removed it yourself. Only SIGKILL leaves it behind.
 */
export const removeAtExit = (path: string): (() => void) => {
  const remove = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  process.on('exit', remove);
  return () => void process.off('exit', remove);
};

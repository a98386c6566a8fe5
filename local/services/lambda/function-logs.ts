import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { reportFailure } from '../../values/storage-failure.ts';

/** Appends what functions write to `<dir>/<function>.log`. */
export const openFunctionLogs = (dir: string) => {
  mkdirSync(dir, { recursive: true });
  const files = new Map<string, WriteStream>();
  const open = (functionName: string): WriteStream => {
    const file = createWriteStream(path.join(dir, `${functionName}.log`), { flags: 'a' });
    file.on('error', (error) => reportFailure(`writing ${file.path}`, error));
    files.set(functionName, file);
    return file;
  };
  return {
    append: (functionName: string, line: string): void => {
      (files.get(functionName) ?? open(functionName)).write(`${line}\n`);
    },
    close: async (): Promise<void> => {
      await Promise.all(
        [...files.values()].map((file) => {
          file.end();
          return finished(file).catch(() => undefined); // reported when it happened
        }),
      );
    },
  };
};

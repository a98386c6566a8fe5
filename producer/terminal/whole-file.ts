import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { InputError, oneLine } from './command-error.ts';
import { removeAtExit } from './temporary.ts';

const problemOf = (error: Error): string =>
  'code' in error && error.code === 'ENOENT' ? 'its folder does not exist: create it first' : oneLine(error);

/** Writes to a temporary file, which becomes `path` only when it is complete. */
export const writeWhole = async <Result>(
  path: string,
  write: (file: FileHandle) => Promise<Result>,
): Promise<Result> => {
  const temporary = `${path}.${process.pid}.tmp`;
  const release = removeAtExit(temporary);
  try {
    const file = await open(temporary, 'wx');
    let result: Result;
    try {
      result = await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return result;
  } catch (error) {
    await rm(temporary, { force: true });
    if (Error.isError(error) && 'syscall' in error)
      throw new InputError(`${path}: ${problemOf(error)}`, error);
    throw error;
  } finally {
    release();
  }
};

/** Refuses to overwrite a file; `content` says what may be in it. @throws {InputError} if there is one */
export const checkFree = async (path: string, content?: string): Promise<void> => {
  const existing = await stat(path).catch(() => undefined);
  if (existing === undefined) return;
  const what = content === undefined ? '' : `, ${content}`;
  throw new InputError(`${path} already exists${what}: name another file`);
};

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** True for the one process that creates the folder. */
const isFirst = (directory: string): boolean => {
  try {
    mkdirSync(directory);
    return true;
  } catch (error) {
    if (Error.isError(error) && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
};

/**
 * The path of something that the test files of one run share and only read. The first file that asks has it made, at
 * the path that `make` gets.
 */
export const madeOnce = async (name: string, make: (path: string) => Promise<unknown>): Promise<string> => {
  const directory = process.env.TRIPSTREAM_TEST_RUN_DIR;
  if (directory === undefined) throw new Error('test/jest/global-setup.mjs has not run.');
  const made = join(directory, name);
  const work = join(directory, `making-${name}`);
  const failure = join(directory, `${name}-failure.txt`);
  if (isFirst(work)) {
    try {
      await make(join(work, name));
      renameSync(join(work, name), made);
    } catch (error) {
      writeFileSync(failure, String(error));
    }
  }
  while (!existsSync(made)) {
    if (existsSync(failure)) throw new Error(readFileSync(failure, 'utf8'));
    await sleep(100);
  }
  return made;
};

import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Refusal, reasonOf } from './values/refusal.ts';

/** Where the local cloud keeps everything; `close` lets another cloud use it, or removes it if temporary. */
export type DataDirectory = { file(name: string): string; close(): void };

/**
 * Opens a directory for one cloud at a time, or a temporary one that is removed when the cloud stops.
 *
 * @throws Refusal when another cloud uses the directory or it cannot be written.
 */
export const openDataDirectory = (dataDir: string | undefined): DataDirectory => {
  if (dataDir === undefined) {
    const temporary = mkdtempSync(path.join(tmpdir(), 'tripstream-local-'));
    // Functions that are being killed may still write there.
    const remove = () => rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
    // Also when the process ends without closing.
    process.once('exit', remove);
    return directory(temporary, () => {
      process.off('exit', remove);
      remove();
    });
  }
  const lock = lockDirectory(dataDir);
  return directory(path.resolve(dataDir), () => lock.close());
};

const directory = (dir: string, close: () => void): DataDirectory => ({
  file: (name) => path.join(dir, name),
  close,
});

/** Node's own recursive mkdir never ends on a file system that takes no folders, such as /proc. */
const makeDirectory = (dir: string): void => {
  if (existsSync(dir)) return;
  makeDirectory(path.dirname(dir));
  mkdirSync(dir);
};

/** SQLite uses the operating system's lock, which ends with the process, even if it is killed. */
const lockDirectory = (dataDir: string): DatabaseSync => {
  try {
    makeDirectory(path.resolve(dataDir));
    const lock = new DatabaseSync(path.join(dataDir, 'lock.sqlite'));
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    const message = reasonOf(cause);
    throw new Refusal(
      message === 'database is locked'
        ? `the data directory ${dataDir} is in use by another local cloud: stop that one or choose another --data`
        : `cannot use the data directory ${dataDir}: ${message}: choose another --data`,
      { cause },
    );
  }
};

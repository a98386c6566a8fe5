import { isObject } from './json.ts';

/** Of the operating system, and of LevelDB, which says more only in its words. */
const CODES = new Set<unknown>(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'LEVEL_IO_ERROR']);
/** SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN: https://www.sqlite.org/rescode.html */
const SQLITE_CODES = new Set([8, 10, 13, 14]);
const PRIMARY_CODE = 0xff;
/** SQLite ends a transaction by itself when the disk is full; fauxqs ends it once more, and so hides why. */
const ROLLED_BACK = 'cannot rollback - no transaction is active';

/** The error in `error`, or in what led to it, by which a disk or a file system refused to keep data. */
export const storageFailureIn = (error: unknown): { readonly message: string } | undefined => {
  if (!isObject(error)) return undefined;
  const { code, errcode, message } = error;
  const isOfSqlite = typeof errcode === 'number' && SQLITE_CODES.has(errcode & PRIMARY_CODE);
  const said = String(message);
  if (said === ROLLED_BACK) return { message: 'it is full' };
  if (CODES.has(code) || isOfSqlite || said.startsWith('IO error: ')) return { message: said };
  // `error` and `suppressed` are those of a SuppressedError.
  return storageFailureIn(error.cause) ?? storageFailureIn(error.error) ?? storageFailureIn(error.suppressed);
};

/**
 * Says on stderr that something failed that cannot be answered for better. A storage failure is thrown where nobody
 * catches it instead, and so ends the process: what comes next could not be kept either.
 */
export const reportFailure = (what: string, error: unknown): void => {
  if (storageFailureIn(error) === undefined) {
    console.error(`local cloud: ${what} failed:`, error);
    return;
  }
  setImmediate(() => {
    throw error;
  });
};

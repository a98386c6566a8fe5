import { isObject } from './json.ts';

/** Error codes of the operating system, and that of LevelDB, which says more only in its messages. */
const CODES = new Set<unknown>(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'LEVEL_IO_ERROR']);
/** SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN: https://www.sqlite.org/rescode.html */
const SQLITE_CODES = new Set([8, 10, 13, 14]);
const PRIMARY_CODE = 0xff;
/** When the disk is full, SQLite ends the transaction. fauxqs then ends it again, which hides the cause. */
const ROLLED_BACK = 'cannot rollback - no transaction is active';

/** The storage failure in `error` or in its causes, if there is one. */
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
 * Reports on stderr a failure that no client can be told about. A storage failure is thrown where nobody catches it,
 * and so ends the process: nothing after it could be stored either.
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

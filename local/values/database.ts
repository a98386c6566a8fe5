import { DatabaseSync } from 'node:sqlite';

/** Opens or creates a file (`:memory:` for none); what is committed survives a crash of the process. */
export const openDatabase = (databasePath: string, schema: string): DatabaseSync => {
  const database = new DatabaseSync(databasePath, { enableForeignKeyConstraints: true });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  database.exec(schema);
  return database;
};

/** Runs `work` in one transaction: everything is stored, or nothing if it throws. */
export const inTransaction = <Result>(database: DatabaseSync, work: () => Result): Result => {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk has already ended the transaction.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};

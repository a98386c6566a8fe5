declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** A DynamoDB server over LevelDB; closing it closes the database, but only once it has listened. */
  export default function dynalite(options: { path: string; createTableMs: number }): Server;
}

declare module 'dynalite/db/index.js' {
  type Done = (error?: Error | null) => void;
  type Item = Readonly<Record<string, unknown>>;

  interface IndexDb {
    put(key: string, item: Item, done: Done): void;
    del(key: string, done: Done): void;
  }

  interface Store {
    getIndexDb(indexType: string, tableName: string, indexName: string): IndexDb;
  }

  /** dynalite's internals, as far as they are changed here: its actions call them through this object. */
  const db: {
    createKey(item: Item, table: object): string;
    createIndexKey(item: Item, table: object, keySchema: object): string;
    updateIndexes(
      store: Store,
      table: object,
      existingItem: Item | null | undefined,
      item: Item | null | undefined,
      done: Done,
    ): void;
  };
  export default db;
}

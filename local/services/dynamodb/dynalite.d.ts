declare module 'dynalite/db/index.js' {
  type Done = (error?: Error | null) => void;
  type Item = Readonly<Record<string, unknown>>;

  interface IndexDb {
    put(key: string, item: Item, done: Done): void;
    del(key: string, done: Done): void;
  }

  /** https://github.com/Level/abstract-level#keyiterator */
  interface KeyIterator {
    nextv(size: number): Promise<readonly string[]>;
    close(): Promise<void>;
  }

  type Answered = (error: unknown, value?: unknown) => void;

  /** LevelDB with the callbacks that dynalite has put around it; without one, a method returns a promise. */
  interface Level {
    open(): Promise<void>;
    keys(range: { gte: string; lt: string }): KeyIterator;
    /** Undefined if there is no such key. */
    getSync(key: string): unknown;
    batch(
      operations: ({ type: 'put'; key: string; value: unknown } | { type: 'del'; key: string })[],
    ): Promise<void>;
    get(key: string, answered: Answered): void;
    put(key: string, value: unknown, answered: Answered): void;
    del(key: string, answered: Answered): void;
  }

  /** The database and how it is used; it is open once `db.open()` has resolved. */
  interface Store {
    readonly db: Level;
    readonly lifecycleManager: {
      gracefulClose(): Promise<void>;
      trackOperation<Done>(work: Promise<Done>): Promise<Done>;
    };
    getIndexDb(indexType: string, tableName: string, indexName: string): IndexDb;
    /** With a second argument of false, also a table that is still being created. */
    getTable(name: string, ...rest: readonly [Answered] | readonly [false, Answered]): void;
  }

  /** The internals of dynalite that are used or changed here. Its actions call them through this object. */
  const db: {
    create(options: {
      path: string;
      createTableMs: number;
      deleteTableMs: number;
      updateTableMs: number;
    }): Store;
    createKey(item: Item, table: object): string;
    createIndexKey(item: Item, table: object, keySchema: object): string;
    updateIndexes(
      store: Pick<Store, 'getIndexDb'>,
      table: object,
      existingItem: Item | null | undefined,
      item: Item | null | undefined,
      done: Done,
    ): void;
  };

  export type { Level, Store };
  export default db;
}

declare module 'dynalite/validations/index.js' {
  import type { Store } from 'dynalite/db/index.js';

  const validations: {
    /** Both throw dynalite's error, with a status code and a body. */
    checkTypes(input: object, types: object): Record<string, unknown>;
    checkValidations(input: object, types: object, custom: unknown, store: Store): void;
  };
  export default validations;
}

/** The other parsers have the same form. */
declare module 'dynalite/db/updateParser.js' {
  /**
   * Throws a SyntaxError, or returns any other problem as text. Deletes names and values that it finds used from the
   * unused ones.
   */
  interface ExpressionParser {
    parse(text: string, options: { readonly context: ExpressionContext }): unknown;
  }

  interface ExpressionContext {
    readonly attrNames?: Readonly<Record<string, string>>;
    readonly attrVals?: Readonly<Record<string, object>>;
    readonly unusedAttrNames: Record<string, true>;
    readonly unusedAttrVals: Record<string, true>;
  }

  const parser: ExpressionParser;

  export type { ExpressionParser };
  export default parser;
}

declare module 'dynalite/db/conditionParser.js' {
  import type { ExpressionParser } from 'dynalite/db/updateParser.js';

  const parser: ExpressionParser;
  export default parser;
}

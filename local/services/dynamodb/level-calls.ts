import type { Level, Store } from 'dynalite/db/index.js';

type Operation = Parameters<Level['batch']>[0][number];
type Written = (error?: unknown) => void;

/**
 * A LevelDB call that returns from another thread costs more than the work it does, and dynalite makes four or five for
 * an UpdateItem. So a read is done at once, in this thread, and all writes of one turn of the event loop become one
 * `batch`. Each write is still answered when it is done, and dynalite still holds its lock on the item until then.
 */
export const makeFewCalls = (level: Level, track: <Done>(work: Promise<Done>) => Promise<Done>): void => {
  level.get = (key, answered) => {
    try {
      process.nextTick(answered, null, level.getSync(key));
    } catch (error) {
      process.nextTick(answered, error);
    }
  };
  let waiting: { readonly operation: Operation; readonly written: Written }[] = [];
  const flush = (): void => {
    const writes = waiting;
    waiting = [];
    track(level.batch(writes.map(({ operation }) => operation))).then(
      () => {
        for (const { written } of writes) setImmediate(written);
      },
      (error: unknown) => {
        for (const { written } of writes) setImmediate(written, error);
      },
    );
  };
  const write = (operation: Operation, written: Written): void => {
    if (waiting.push({ operation, written }) === 1) setImmediate(flush);
  };
  level.put = (key, value, written) => write({ type: 'put', key, value }, written);
  level.del = (key, written) => write({ type: 'del', key }, written);
};

/**
 * dynalite reads the definition of its table for each request. Here it is read once: no operation changes or deletes a
 * table.
 */
export const keepTables = (store: Pick<Store, 'getTable'>): void => {
  const getTable = store.getTable.bind(store);
  const kept = new Map<string, unknown>();
  store.getTable = (name, ...rest) => {
    const [answered] = rest;
    if (answered === false) return getTable(name, ...rest);
    if (kept.has(name)) return process.nextTick(answered, null, kept.get(name));
    getTable(name, (error, table) => {
      if (!error) kept.set(name, table);
      answered(error, table);
    });
  };
};

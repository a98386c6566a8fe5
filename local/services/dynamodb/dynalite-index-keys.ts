import db from 'dynalite/db/index.js';

/**
 * dynalite 4.0.0 distinguishes items with equal index keys by only six hex digits of an MD5: of 9,000 trips with the
 * same partition and pickup time it silently dropped 7 from the index. Importing this module appends the item's whole
 * table key to every index key, in the two functions that make them.
 */
const { createIndexKey, updateIndexes } = db;

db.createIndexKey = (item, table, keySchema) =>
  createIndexKey(item, table, keySchema) + db.createKey(item, table);

db.updateIndexes = (store, table, existingItem, item, done) => {
  const present = item ?? existingItem;
  if (present === null || present === undefined) return done();
  // An item never changes its table key, so its old and new index entries have the same end.
  const tableKey = db.createKey(present, table);
  const getIndexDb: typeof store.getIndexDb = (...index) => {
    const entries = store.getIndexDb(...index);
    return {
      put: (key, value, written) => entries.put(key + tableKey, value, written),
      del: (key, deleted) => entries.del(key + tableKey, deleted),
    };
  };
  updateIndexes({ getIndexDb }, table, existingItem, item, done);
};

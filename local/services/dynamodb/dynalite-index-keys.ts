import db from 'dynalite/db/index.js';

/**
 * dynalite 4.0.0 tells the items of one index key apart by the first six hex digits of an MD5 alone: of 9,000 trips with
 * the same partition and pickup time it was seen to lose 7 from the index, without a word. Importing this module puts
 * the item's whole table key behind every index key, in the two functions through which dynalite's actions make them.
 */
const { createIndexKey, updateIndexes } = db;

db.createIndexKey = (item, table, keySchema) =>
  createIndexKey(item, table, keySchema) + db.createKey(item, table);

db.updateIndexes = (store, table, existingItem, item, done) => {
  const present = item ?? existingItem;
  if (present === null || present === undefined) return done();
  // An item never changes its table key, so its old and its new index entries end alike.
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

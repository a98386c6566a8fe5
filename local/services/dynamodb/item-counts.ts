import type { Store } from 'dynalite/db/index.js';
import { isObject, type Properties, textOf } from '../../values/json.ts';

const KEYS_AT_A_TIME = 5_000;
/** After a count, the next one waits this many times as long as the count took. */
const REST_PER_COUNT = 20;
/** Sorts after every key with the same prefix. */
const END = '\xFF';

/** Counts keys, and gives the last count again for a while if counting took long. */
const keyCounter = ({ db }: Store) => {
  const known = new Map<string, { readonly count: number; readonly goodUntilMs: number }>();
  const count = async (prefix: string): Promise<number> => {
    const keys = db.keys({ gte: prefix, lt: `${prefix}${END}` });
    let found = 0;
    try {
      for (;;) {
        const { length } = await keys.nextv(KEYS_AT_A_TIME);
        if (length === 0) return found;
        found += length;
      }
    } finally {
      await keys.close();
    }
  };
  return async (prefix: string): Promise<number> => {
    const startedMs = performance.now();
    const last = known.get(prefix);
    if (last !== undefined && startedMs < last.goodUntilMs) return last.count;
    const counted = await count(prefix);
    const endedMs = performance.now();
    const goodUntilMs = endedMs + (endedMs - startedMs) * REST_PER_COUNT;
    known.set(prefix, { count: counted, goodUntilMs });
    return counted;
  };
};

/**
 * Puts the item counts of a table and its indexes into the answer of DescribeTable: dynalite always says 0. AWS counts
 * about every six hours: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
 */
export const itemCounts = (store: Store) => {
  const countOf = keyCounter(store);
  return async (described: object): Promise<object> => {
    const table: Properties = 'Table' in described && isObject(described.Table) ? described.Table : {};
    const name = textOf(table.TableName);
    const { GlobalSecondaryIndexes } = table;
    const indexes = Array.isArray(GlobalSecondaryIndexes) ? GlobalSecondaryIndexes.filter(isObject) : [];
    const counted = await Promise.all(
      indexes.map(async (index) => ({
        ...index,
        ItemCount: await countOf(`index-global~${name}~${textOf(index.IndexName)}~`),
      })),
    );
    return {
      Table: {
        ...table,
        ItemCount: await countOf(`item-${name}~`),
        ...(counted.length === 0 ? {} : { GlobalSecondaryIndexes: counted }),
      },
    };
  };
};

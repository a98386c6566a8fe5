import type { SeededRandom } from '../data/seeded-random.ts';

/** Picks one of the items. @throws {RangeError} if there are none */
export const pick = <Item>(random: SeededRandom, items: readonly Item[]): Item => {
  const item = items[random.below(items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
};

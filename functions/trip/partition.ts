/**
 * A day's completed trips are spread over a fixed number of index partitions, so that no one of them meets DynamoDB's
 * limit of 1,000 writes a second for a partition.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-sharding.html
 */

/** Two digits name a partition. */
export const MAX_PARTITION_COUNT = 100;

/** FNV-1a, 32 bit, over the ASCII codes of a trip id: http://www.isthe.com/chongo/tech/comp/fnv/ */
const fnv1a = (ascii: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < ascii.length; index += 1) {
    hash = Math.imul(hash ^ ascii.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
};

const partitionKey = (date: string, index: number): string => `${date}#${String(index).padStart(2, '0')}`;

/** The partition, `<date>#<nn>`, of one trip: the same for the same id, date and count, always and everywhere. */
export const partitionOf = (tripId: string, date: string, partitionCount: number): string =>
  partitionKey(date, fnv1a(tripId) % partitionCount);

/** Every partition of a date, `<date>#00` first. */
export const partitionsOf = (date: string, partitionCount: number): string[] =>
  Array.from({ length: partitionCount }, (_, index) => partitionKey(date, index));

import { createHash } from 'node:crypto';

/**
 * The lane, from 0 to `lanes` - 1, that takes the records of a partition key. It is always the same one, so lanes can
 * run concurrently while records of one key stay in order.
 */
export const laneOf = (partitionKey: string, lanes: number): number =>
  lanes === 1 ? 0 : createHash('sha1').update(partitionKey).digest().readUInt32BE(0) % lanes;

import { createHash } from 'node:crypto';

/**
 * The lane, from 0 to `lanes` - 1, that takes the records of a partition key: always the same one, so that
 * lanes run concurrently and records of one key still go in order.
 */
export const laneOf = (partitionKey: string, lanes: number): number =>
  lanes === 1 ? 0 : createHash('sha1').update(partitionKey).digest().readUInt32BE(0) % lanes;

import type { PipeRecord } from '../../../local/pipes/delivery/pipe-record.ts';

const JSON_BYTES = 400;

/** Records of one shard in order, one for each of the partition keys. */
export const recordsOf = (partitionKeys: readonly string[], jsonBytes = JSON_BYTES): PipeRecord[] =>
  partitionKeys.map((partitionKey, index) => {
    const sequenceNumber = String(49_000_000 + index);
    const eventId = `shardId-000000000000:${sequenceNumber}`;
    return { sequenceNumber, partitionKey, arrivalMs: index, eventId, json: '{}', jsonBytes };
  });

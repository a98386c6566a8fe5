import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { PipeDefinition } from '../definition/pipe-definition.ts';
import { PAYLOAD_LIMIT_BYTES } from '../delivery/batch-buffer.ts';
import { createLane, type LaneParts } from '../delivery/lane.ts';
import type { PipeRecord } from '../delivery/pipe-record.ts';
import type { CheckpointStore } from './checkpoint-store.ts';
import { createCheckpointTracker } from './checkpoint-tracker.ts';
import { laneOf } from './lane-of.ts';
import { createShardReader } from './shard-reader.ts';

interface ShardDeliveryParts extends Omit<LaneParts, 'onFinished'> {
  readonly kinesis: KinesisClient;
  readonly checkpoints: CheckpointStore;
}

export type ShardDelivery = ReturnType<typeof createShardDelivery>;

/** The delivery of one shard: its reader, its lanes, and its checkpoint. */
export const createShardDelivery = (parts: ShardDeliveryParts) => {
  const { definition, shardId, checkpoints } = parts;
  const { name: pipeName, streamArn, parallelizationFactor } = definition;
  const place = { pipeName, streamArn, shardId };
  const progress = checkpoints.open(place);
  const tracker = createCheckpointTracker(progress.checkpoint);
  const readAhead = readAheadLimit(definition);
  let unfinishedBytes = 0;

  const onFinished = (records: readonly PipeRecord[]) => {
    if (records.length === 0) return;
    for (const { sequenceNumber, jsonBytes } of records) {
      tracker.finish(sequenceNumber);
      unfinishedBytes -= jsonBytes;
    }
    const checkpoint = tracker.checkpoint();
    if (checkpoint !== undefined) checkpoints.save(place, checkpoint);
    reader.resume();
  };
  const lanes = Array.from({ length: parallelizationFactor }, () => createLane({ ...parts, onFinished }));

  const reader = createShardReader({
    ...parts,
    progress,
    room: () =>
      tracker.unfinished() < readAhead.records && unfinishedBytes < readAhead.bytes ? readAhead.page : 0,
    onRecords: (records) => {
      for (const record of records) {
        tracker.track(record.sequenceNumber);
        unfinishedBytes += record.jsonBytes;
        lanes[laneOf(record.partitionKey, lanes.length)]?.buffer.add(record, Date.now());
      }
      for (const lane of lanes) lane.wake();
    },
  });

  return {
    run: async (): Promise<void> => {
      await Promise.all([reader, ...lanes].map((part) => part.run()));
    },
    /** Records read but not finished, plus one while there may be unread ones. */
    recordsBehind: (): number => tracker.unfinished() + (reader.isCaughtUp() ? 0 : 1),
    freshPoll: reader.freshPoll,
  };
};

const BATCHES_PER_LANE = 2;
const FEWEST_RECORDS = 1_000;
// https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html
const LARGEST_PAGE = 10_000;

/**
 * When to stop reading. With two batches for each lane, at least one lane has a full batch to deliver, so what is
 * read always leads to a delivery that makes room. One more page may be read past the limit.
 */
const readAheadLimit = ({ batchSize, parallelizationFactor: lanes }: PipeDefinition) => {
  const records = Math.max(FEWEST_RECORDS, BATCHES_PER_LANE * batchSize * lanes);
  return {
    records,
    page: Math.min(LARGEST_PAGE, records),
    bytes: BATCHES_PER_LANE * PAYLOAD_LIMIT_BYTES * lanes,
  };
};

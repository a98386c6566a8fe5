import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createBatchBuffer } from '../../../local/pipes/delivery/batch-buffer.ts';
import {
  afterDelivery,
  type DeliveryPlan,
  planDelivery,
} from '../../../local/pipes/delivery/delivery-plan.ts';
import type { PipeRecord } from '../../../local/pipes/delivery/pipe-record.ts';
import { createCheckpointTracker } from '../../../local/pipes/shards/checkpoint-tracker.ts';
import { laneOf } from '../../../local/pipes/shards/lane-of.ts';
import { recordsOf } from './records-under-test.ts';

interface Lane {
  buffer: ReturnType<typeof createBatchBuffer>;
  plan: DeliveryPlan;
}

const scenario = fc.record({
  keys: fc.array(fc.constantFrom(...'abcdefg'), { minLength: 1, maxLength: 60 }),
  lanes: fc.integer({ min: 1, max: 4 }),
  batchSize: fc.integer({ min: 1, max: 16 }),
  bisect: fc.boolean(),
  maximumRetryAttempts: fc.integer({ min: 0, max: 3 }),
  /** One number per turn: which lane goes next, and which of its records fail. */
  turns: fc.infiniteStream(fc.nat()),
});

test('whatever fails, no record is lost, order per key holds and the checkpoint never passes an unfinished record', () => {
  fc.assert(
    fc.property(scenario, ({ keys, turns, ...rules }) => {
      const records = recordsOf(keys);
      const tracker = createCheckpointTracker(undefined);
      const lanes: Lane[] = Array.from({ length: rules.lanes }, () => ({
        buffer: createBatchBuffer(rules.batchSize, 0),
        plan: [],
      }));
      for (const record of records) {
        tracker.track(record.sequenceNumber);
        lanes[laneOf(record.partitionKey, rules.lanes)]?.buffer.add(record, 0);
      }

      const delivered = new Set<PipeRecord>();
      const finished = new Set<PipeRecord>();
      while (finished.size < records.length) {
        const turn = turns.next().value;
        const lane = lanes[turn % lanes.length];
        if (!lane) throw new Error('there is no such lane');
        if (lane.plan.length === 0) lane.plan = planDelivery(lane.buffer.take(0) ?? []);
        const batch = lane.plan[0]?.records ?? [];
        expectOrderPerKey(batch, records, finished);
        for (const record of batch) delivered.add(record);
        const failed = new Set(batch.filter((_, index) => (turn >> (index % 20)) & 4));
        const step = afterDelivery(lane.plan, failed, rules);
        for (const record of [...step.succeeded, ...step.exhausted]) {
          tracker.finish(record.sequenceNumber);
          finished.add(record);
        }
        lane.plan = step.plan;
        expect(tracker.unfinished()).toBe(records.length - finished.size);
        expect(tracker.checkpoint()).toBe(lastFinishedInARow(records, finished));
      }
      expect(delivered.size).toBe(records.length);
    }),
    { numRuns: 300 },
  );
});

/** A record may only be delivered when the earlier ones of its key are finished or come before it in the batch. */
const expectOrderPerKey = (
  batch: readonly PipeRecord[],
  records: readonly PipeRecord[],
  finished: ReadonlySet<PipeRecord>,
) => {
  const settledBefore = new Set(finished);
  for (const record of batch) {
    const earlier = records
      .slice(0, records.indexOf(record))
      .filter(({ partitionKey }) => partitionKey === record.partitionKey);
    expect(earlier.filter((one) => !settledBefore.has(one))).toEqual([]);
    settledBefore.add(record);
  }
};

const lastFinishedInARow = (records: readonly PipeRecord[], finished: ReadonlySet<PipeRecord>) => {
  const firstUnfinished = records.findIndex((record) => !finished.has(record));
  return (firstUnfinished === -1 ? records.at(-1) : records[firstUnfinished - 1])?.sequenceNumber;
};

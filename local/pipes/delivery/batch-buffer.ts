import type { PipeRecord } from './pipe-record.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html */
export const PAYLOAD_LIMIT_BYTES = 6 * 1024 * 1024;
const BRACKETS_BYTES = 2;
const COMMA_BYTES = 1;

/**
 * Records of one lane that wait to become a batch, in order. A batch is full at `batchSize` records, or when one more
 * would exceed Lambda's payload limit. A record that exceeds the limit alone becomes its own batch, which Lambda
 * refuses.
 */
export const createBatchBuffer = (batchSize: number, windowMs: number) => {
  const waiting: { record: PipeRecord; addedMs: number }[] = [];
  /** When the window of the oldest waiting record is over; undefined if none are waiting. */
  const dueAtMs = (): number | undefined => waiting[0] && waiting[0].addedMs + windowMs;

  const fittingCount = (): number => {
    let payloadBytes = BRACKETS_BYTES;
    let count = 0;
    for (const { record } of waiting) {
      payloadBytes += record.jsonBytes + (count > 0 ? COMMA_BYTES : 0);
      if (count === batchSize || (count > 0 && payloadBytes > PAYLOAD_LIMIT_BYTES)) return count;
      count += 1;
    }
    return count;
  };

  return {
    add: (record: PipeRecord, addedMs: number): void => void waiting.push({ record, addedMs }),
    dueAtMs,
    /** Removes and returns the next batch if it is full or its window is over. */
    take: (nowMs: number): PipeRecord[] | undefined => {
      const count = fittingCount();
      const isFull = count === batchSize || count < waiting.length;
      if (count === 0 || !(isFull || nowMs >= (dueAtMs() ?? Infinity))) return undefined;
      return waiting.splice(0, count).map(({ record }) => record);
    },
  };
};

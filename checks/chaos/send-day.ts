import { setTimeout as sleep } from 'node:timers/promises';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { MAX_RECORDS_PER_REQUEST } from '../../producer/produce/event-batches.ts';
import { ORDERS } from '../../producer/produce/event-source.ts';
import { produceToStack } from '../../producer/produce/produce-events.ts';
import { putRecords } from '../../producer/produce/put-records.ts';
import { clientConfiguration } from '../../producer/stack/aws-access.ts';
import type { StackOutputs } from '../../producer/stack/stack-outputs.ts';
import { CommandError } from '../../producer/terminal/command-error.ts';
import { type ChaosDay, KINDS } from './chaos-day.ts';

/**
 * The producer gives up on a stream after ten refusals, about 10 s. A user would then resume it; this does so up to 30
 * times.
 */
const MOST_RESUMES = 30;
const PAUSE_MS = 500;

export interface Target {
  readonly url: string;
  readonly outputs: StackOutputs;
  readonly seed: number;
  /** @default as fast as the streams accept them */
  readonly eventsPerSecond?: number | undefined;
}

/** @throws the error, unless it says that a stream refused events for too long */
const beforeResuming = async (error: unknown, resumes: number): Promise<void> => {
  if (!(error instanceof CommandError) || resumes === MOST_RESUMES) throw error;
  await sleep(PAUSE_MS);
};

/** Sends the day's CSV files with the producer, and resumes it when it gives up. */
export const sendFiles = async ({ files }: ChaosDay, target: Target): Promise<void> => {
  const { url, outputs, seed, eventsPerSecond } = target;
  const order = ORDERS[seed % ORDERS.length] ?? 'interleaved';
  const stop = new AbortController().signal;
  let skip = 0;
  for (let resumes = 0; ; resumes += 1) {
    const { failure, acknowledgedPrefix } = await produceToStack(
      { files, order, seed, skip, eventsPerSecond },
      { target: { endpoint: url }, outputs, stop, silent: true },
    );
    if (failure === undefined) return;
    await beforeResuming(failure.error, resumes);
    skip += acknowledgedPrefix;
  }
};

/** Sends the payloads that no CSV can express. */
export const sendPayloads = async ({ payloads }: ChaosDay, { url, outputs }: Target): Promise<void> => {
  const kinesis = new KinesisClient({ ...clientConfiguration({ endpoint: url }), maxAttempts: 1 });
  const streamNames = { start: outputs.startStreamName, end: outputs.endStreamName };
  for (const kind of KINDS) {
    const records = payloads[kind].map((Data, n) => ({ Data, PartitionKey: `poison-${n}` }));
    for (let from = 0; from < records.length; from += MAX_RECORDS_PER_REQUEST) {
      await putAll(kinesis, streamNames[kind], records.slice(from, from + MAX_RECORDS_PER_REQUEST));
    }
  }
  kinesis.destroy();
};

const putAll = async (
  kinesis: KinesisClient,
  streamName: string,
  records: Parameters<typeof putRecords>[2],
): Promise<void> => {
  const uncounted = { onAcknowledged: () => undefined, onRetry: () => undefined };
  for (let resumes = 0; ; resumes += 1) {
    try {
      return await putRecords(kinesis, streamName, records, uncounted);
    } catch (error) {
      await beforeResuming(error, resumes);
    }
  }
};

import { setTimeout as sleep } from 'node:timers/promises';
import { type KinesisClient, PutRecordsCommand, type PutRecordsResultEntry } from '@aws-sdk/client-kinesis';
import { isTransient } from './aws-access.ts';
import { CommandError, oneLine } from './command-error.ts';
import type { StreamRecord } from './event-batches.ts';

/** Tries per record, the first included: about 10 s on average until a stream is given up. */
const MAX_ATTEMPTS = 10;
const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5_000;

/** Exponential backoff with full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
const backoffMs = (attempt: number): number =>
  Math.random() * Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));

interface Attempt {
  readonly refused: readonly StreamRecord[];
  /** Why the service, or the way to it, refused the first of them. */
  readonly reason: string;
}

const refusedOf = (records: readonly StreamRecord[], results: readonly PutRecordsResultEntry[]): Attempt => {
  if (results.length !== records.length) {
    throw new Error(`PutRecords answered for ${results.length} of ${records.length} records`);
  }
  const refused = records.filter((_record, index) => results[index]?.ErrorCode !== undefined);
  const first = results.find(({ ErrorCode }) => ErrorCode !== undefined);
  return { refused, reason: `${first?.ErrorCode}: ${first?.ErrorMessage}` };
};

const attemptOnce = async (
  kinesis: KinesisClient,
  streamName: string,
  records: readonly StreamRecord[],
): Promise<Attempt> => {
  try {
    const { Records = [] } = await kinesis.send(
      new PutRecordsCommand({ StreamName: streamName, Records: [...records] }),
    );
    return refusedOf(records, Records);
  } catch (error) {
    if (!isTransient(error)) throw error;
    return { refused: records, reason: oneLine(error) };
  }
};

export interface PutRecordsEvents {
  /** `count` records more are in the stream. */
  readonly onAcknowledged: (count: number) => void;
  /** `count` records are about to be sent again. */
  readonly onRetry: (count: number) => void;
}

/**
 * Puts at most 500 records into a stream, sending again only those that the service refused. The client itself must not
 * retry (`maxAttempts: 1`).
 *
 * @throws {CommandError} when some are still refused after 10 attempts
 */
export const putRecords = async (
  kinesis: KinesisClient,
  streamName: string,
  records: readonly StreamRecord[],
  { onAcknowledged, onRetry }: PutRecordsEvents,
): Promise<void> => {
  let waiting = records;
  for (let attempt = 1; ; attempt += 1) {
    const { refused, reason } = await attemptOnce(kinesis, streamName, waiting);
    onAcknowledged(waiting.length - refused.length);
    if (refused.length === 0) return;
    if (attempt === MAX_ATTEMPTS) {
      throw new CommandError(
        `the stream ${streamName} refused ${refused.length} events ${MAX_ATTEMPTS} times (${reason})`,
      );
    }
    onRetry(refused.length);
    waiting = refused;
    await sleep(backoffMs(attempt));
  }
};

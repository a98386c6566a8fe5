import { setTimeout as sleep } from 'node:timers/promises';
import { KinesisClient, PutRecordsCommand, type PutRecordsResultEntry } from '@aws-sdk/client-kinesis';
import { type AwsTarget, clientConfiguration, isTransient } from '../stack/aws-access.ts';
import { CommandError, isNetworkError, oneLine } from '../terminal/command-error.ts';
import { counted } from '../terminal/text.ts';
import type { StreamRecord } from './event-batches.ts';

/** Attempts per record, including the first: a stream that refuses everything is given up on after about 10 s. */
const MAX_ATTEMPTS = 10;
const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5_000;

/** Exponential backoff with full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
const backoffMs = (attempt: number): number =>
  Math.random() * Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));

/** Connects to the streams with a client that does not retry: {@link putRecords} sends only refused records again. */
export const connectStreams = (target: AwsTarget): KinesisClient =>
  new KinesisClient({ ...clientConfiguration(target), maxAttempts: 1 });

export interface StreamPlace {
  readonly shardId: string;
  readonly sequenceNumber: string;
}

interface Attempt<Item> {
  readonly taken: readonly Item[];
  /** The place of each record in `taken`. */
  readonly places: readonly StreamPlace[];
  readonly refused: readonly Item[];
  /** Why the first refused record is not in the stream. */
  readonly reason: string;
  readonly isUnreachable?: boolean;
}

/** Some of the records are not in the stream after all attempts; the others are. */
export class RecordsRefused extends CommandError {
  override readonly name = 'RecordsRefused';
  readonly refused: readonly StreamRecord[];

  constructor(
    streamName: string,
    { refused, reason, isUnreachable }: Attempt<StreamRecord>,
    attempts: number,
  ) {
    const times = counted(attempts, 'time');
    super(
      isUnreachable === true
        ? `the stream ${streamName}: ${reason}, tried ${times}`
        : `the stream ${streamName} refused ${counted(refused.length, 'event')} ${times} (${reason})`,
    );
    this.refused = refused;
  }
}

const attemptOf = <Item>(
  records: readonly Item[],
  results: readonly PutRecordsResultEntry[],
): Attempt<Item> => {
  if (results.length !== records.length) {
    throw new Error(`PutRecords returned ${results.length} results for ${records.length} records`);
  }
  const isTaken = (_record: Item, index: number): boolean => results[index]?.ErrorCode === undefined;
  const taken = records.filter(isTaken);
  const refused = records.filter((record, index) => !isTaken(record, index));
  const places = results
    .filter(({ ErrorCode }) => ErrorCode === undefined)
    .map(({ ShardId = '', SequenceNumber = '' }) => ({ shardId: ShardId, sequenceNumber: SequenceNumber }));
  const first = results.find(({ ErrorCode }) => ErrorCode !== undefined);
  return { taken, places, refused, reason: `${first?.ErrorCode}: ${first?.ErrorMessage}` };
};

const attemptOnce = async <Item extends StreamRecord>(
  kinesis: KinesisClient,
  streamName: string,
  records: readonly Item[],
): Promise<Attempt<Item>> => {
  try {
    // A caller's records may have more fields.
    const Records = records.map(({ Data, PartitionKey }) => ({ Data, PartitionKey }));
    const answer = await kinesis.send(new PutRecordsCommand({ StreamName: streamName, Records }));
    return attemptOf(records, answer.Records ?? []);
  } catch (error) {
    if (!isTransient(error)) throw error;
    const none = { taken: [], places: [], refused: records };
    return { ...none, reason: oneLine(error), isUnreachable: isNetworkError(error) };
  }
};

export interface PutRecordsEvents<Item> {
  /** These records are in the stream, each at the place of the same index. */
  readonly onAcknowledged?: (records: readonly Item[], places: readonly StreamPlace[]) => void;
  /** `count` records are about to be sent again. */
  readonly onRetry?: (count: number, reason: string) => void;
  /** When aborted, records that are not in the stream yet are tried at most once more. */
  readonly giveUp?: AbortSignal | undefined;
}

/**
 * Puts at most 500 records into a stream, sending again only those that the service refused. The client must not retry
 * on its own: use {@link connectStreams}.
 *
 * @throws {RecordsRefused} if some are not in the stream after 10 attempts, or fewer once `giveUp` is aborted
 */
export const putRecords = async <Item extends StreamRecord>(
  kinesis: KinesisClient,
  streamName: string,
  records: readonly Item[],
  { onAcknowledged, onRetry, giveUp }: PutRecordsEvents<Item> = {},
): Promise<void> => {
  let waiting = records;
  for (let attempt = 1; ; attempt += 1) {
    const attempted = await attemptOnce(kinesis, streamName, waiting);
    const { taken, places, refused, reason } = attempted;
    onAcknowledged?.(taken, places);
    if (refused.length === 0) return;
    if (attempt === MAX_ATTEMPTS || giveUp?.aborted === true)
      throw new RecordsRefused(streamName, attempted, attempt);
    onRetry?.(refused.length, reason);
    waiting = refused;
    // An aborted sleep ends like an elapsed one.
    await sleep(backoffMs(attempt), undefined, { signal: giveUp }).catch(() => undefined);
  }
};

import { GetRecordsCommand, GetShardIteratorCommand, type KinesisClient } from '@aws-sdk/client-kinesis';
import type { PipeDefinition } from '../definition/pipe-definition.ts';
import { backoffMs } from '../delivery/backoff.ts';
import { createBell } from '../delivery/bell.ts';
import { describeError } from '../delivery/invoke-function.ts';
import { type PipeRecord, toPipeRecord } from '../delivery/pipe-record.ts';
import type { PipeTally } from '../delivery/pipe-status.ts';
import type { ShardProgress } from './checkpoint-store.ts';

// AWS polls each shard once a second. That is too long a wait on a laptop.
const IDLE_POLL_MS = 200;
const TIP_POLL_MS = 50;

export interface ShardReaderParts {
  readonly kinesis: KinesisClient;
  readonly definition: PipeDefinition;
  readonly shardId: string;
  readonly progress: ShardProgress;
  readonly tally: PipeTally;
  readonly stopped: AbortSignal;
  /** How many records may be read now; 0 waits until `resume`. */
  readonly room: () => number;
  readonly onRecords: (records: readonly PipeRecord[]) => void;
}

/** Reads one shard from where the pipe left it, as fast as its records are taken. */
export interface ShardReader {
  /** Ends when the pipe is stopped or the shard is closed and read to its end. */
  run(): Promise<void>;
  /** Call it when there may be room again. */
  resume(): void;
  /** The last poll found the shard read to its tip. */
  isCaughtUp(): boolean;
  /** Until a poll that starts now or later is answered, or a poll shows that the shard is not read to its tip. */
  freshPoll(): Promise<void>;
}

export const createShardReader = (parts: ShardReaderParts): ShardReader => {
  const { tally, stopped, room } = parts;
  const roomCame = createBell(stopped);
  const pause = createBell(stopped);
  const polls = createPollWatch();
  const readPage = pageReader(parts);

  const run = async () => {
    let failuresInARow = 0;
    let isOpen = true;
    while (isOpen && !stopped.aborted) {
      const limit = room();
      if (limit === 0) {
        await roomCame.wait();
        continue;
      }
      const poll = polls.start();
      try {
        const { recordCount, millisBehind, isLast } = await readPage(limit);
        failuresInARow = 0;
        isOpen = !isLast;
        poll.end(recordCount === 0 && millisBehind === 0);
        if (isOpen && millisBehind === 0) await pause.wait(recordCount === 0 ? IDLE_POLL_MS : TIP_POLL_MS);
      } catch (error) {
        poll.end(false);
        if (stopped.aborted) break;
        failuresInARow += 1;
        const { name, message } = describeError(error);
        if (name !== 'ExpiredIteratorException') tally.report(`reading ${parts.shardId}: ${message}`);
        await pause.wait(backoffMs(failuresInARow));
      }
    }
    polls.close();
  };

  return {
    run,
    resume: roomCame.ring,
    isCaughtUp: polls.isCaughtUp,
    freshPoll: () => {
      const polled = polls.next();
      pause.ring();
      return polled;
    },
  };
};

/** Reads page after page; after an error, the next one begins with a new iterator. */
const pageReader = ({ kinesis, definition, shardId, progress, stopped, onRecords }: ShardReaderParts) => {
  let lastRead = progress.checkpoint;
  let isFirstIterator = progress.isFirstStart;
  let iterator: string | undefined;

  const freshIterator = async (): Promise<string | undefined> => {
    const input = {
      StreamName: definition.streamName,
      ShardId: shardId,
      ...iteratorPlace(definition, lastRead, isFirstIterator ? undefined : progress.firstStartedMs),
    };
    const { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(input), {
      abortSignal: stopped,
    });
    isFirstIterator = false;
    return ShardIterator;
  };

  return async (limit: number) => {
    const ShardIterator = iterator ?? (await freshIterator());
    iterator = undefined;
    const command = new GetRecordsCommand({ ShardIterator, Limit: limit });
    const page = await kinesis.send(command, { abortSignal: stopped });
    const records = (page.Records ?? []).map((record) => toPipeRecord(record, shardId, definition));
    iterator = page.NextShardIterator;
    lastRead = records.at(-1)?.sequenceNumber ?? lastRead;
    onRecords(records);
    return {
      recordCount: records.length,
      millisBehind: page.MillisBehindLatest ?? 0,
      isLast: iterator === undefined,
    };
  };
};

/**
 * Where reading begins. LATEST means the pipe's first start: a pipe that was restarted before it finished a record
 * resumes from that time, so that no record in between is skipped.
 */
const iteratorPlace = (
  { startingPosition }: PipeDefinition,
  lastRead: string | undefined,
  firstStartedMs: number | undefined,
) => {
  if (lastRead !== undefined) {
    return { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber: lastRead } as const;
  }
  const { type } = startingPosition;
  if (type === 'AT_TIMESTAMP') {
    return { ShardIteratorType: type, Timestamp: new Date(startingPosition.timestampMs) } as const;
  }
  if (type === 'LATEST' && firstStartedMs !== undefined) {
    return { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(firstStartedMs) } as const;
  }
  return { ShardIteratorType: type } as const;
};

/** Keeps the result of the last poll, and wakes those who wait for a newer one. */
const createPollWatch = () => {
  let started = 0;
  let caughtUp = false;
  let closed = false;
  let waiting: { after: number; resolve: () => void }[] = [];
  const wake = (isDone: (after: number) => boolean) => {
    for (const { resolve } of waiting.filter(({ after }) => isDone(after))) resolve();
    waiting = waiting.filter(({ after }) => !isDone(after));
  };
  return {
    isCaughtUp: () => caughtUp,
    start: () => {
      started += 1;
      const poll = started;
      const end = (isCaughtUp: boolean) => {
        caughtUp = isCaughtUp;
        wake((after) => poll > after || !isCaughtUp);
      };
      return { end };
    },
    next: () =>
      new Promise<void>((resolve) => {
        if (closed || !caughtUp) return resolve();
        waiting.push({ after: started, resolve });
      }),
    close: () => {
      closed = true;
      wake(() => true);
    },
  };
};

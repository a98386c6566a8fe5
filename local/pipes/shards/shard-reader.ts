import { EventEmitter, once } from 'node:events';
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

interface ShardReaderParts {
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

/** Reads one shard from where the pipe left off, as fast as its records are taken. */
export const createShardReader = (parts: ShardReaderParts) => {
  const { tally, stopped, room } = parts;
  const roomCame = createBell(stopped);
  const pause = createBell(stopped);
  /** Any number of callers may wait for an answer. */
  const polls = new EventEmitter().setMaxListeners(0);
  const readPage = pageReader(parts);
  let started = 0;
  let answered = 0;
  let isCaughtUp = false;
  let hasEnded = false;

  const noteAnswer = (foundNothing: boolean): void => {
    answered = started;
    isCaughtUp = foundNothing;
    polls.emit('answer');
  };

  /** Resolves once the pipe is stopped, or the shard is closed and read to its end. */
  const run = async (): Promise<void> => {
    let failuresInARow = 0;
    let isOpen = true;
    while (isOpen && !stopped.aborted) {
      const limit = room();
      if (limit === 0) {
        await roomCame.wait();
        continue;
      }
      started += 1;
      try {
        const { recordCount, millisBehind, isLast } = await readPage(limit);
        failuresInARow = 0;
        isOpen = !isLast;
        noteAnswer(recordCount === 0 && millisBehind === 0);
        if (isOpen && millisBehind === 0) await pause.wait(recordCount === 0 ? IDLE_POLL_MS : TIP_POLL_MS);
      } catch (error) {
        noteAnswer(false);
        if (stopped.aborted) break;
        failuresInARow += 1;
        const { name, message } = describeError(error);
        if (name !== 'ExpiredIteratorException') tally.report(`reading ${parts.shardId}: ${message}`);
        await pause.wait(backoffMs(failuresInARow));
      }
    }
    hasEnded = true;
    polls.emit('answer');
  };

  return {
    run,
    /** Call it when there may be room again. */
    resume: roomCame.ring,
    /** Whether the last poll found the shard read to its tip. */
    isCaughtUp: (): boolean => isCaughtUp,
    /**
     * Waits until a poll that starts now or later is answered, or a poll shows that the shard is not read to its tip.
     */
    freshPoll: async (): Promise<void> => {
      const before = started;
      pause.ring();
      while (isCaughtUp && !hasEnded && answered <= before) await once(polls, 'answer');
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

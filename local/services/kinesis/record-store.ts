import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../../values/database.ts';
import type { Stream } from './stream-store.ts';
import type { Row } from './tables.ts';

export interface ShardKey {
  readonly streamId: number;
  readonly shardIndex: number;
}

export interface NewRecord {
  readonly shardIndex: number;
  readonly partitionKey: string;
  readonly data: Uint8Array;
}

/** Where an appended record ended up: its number in the shard and its arrival (epoch ms). */
interface Placement {
  readonly shardIndex: number;
  readonly number: number;
  readonly arrivalMs: number;
}

export type StoredRecord = Placement & NewRecord;

/** The bytes of a record that count towards limits and traffic. */
export const bytesOf = ({ partitionKey, data }: Pick<NewRecord, 'partitionKey' | 'data'>): number =>
  data.length + Buffer.byteLength(partitionKey);

export type RecordStore = ReturnType<typeof createRecordStore>;

/** The records of all shards; within a shard numbers rise by one and arrival never goes back. */
export const createRecordStore = (database: DatabaseSync) => {
  const shardRow = database.prepare(
    'SELECT next_number, last_arrival_ms FROM shards WHERE stream_id = ? AND shard_index = ?',
  );
  const updateShard = database.prepare(
    'UPDATE shards SET next_number = ?, last_arrival_ms = ? WHERE stream_id = ? AND shard_index = ?',
  );
  const insertRecord = database.prepare('INSERT INTO records VALUES (?, ?, ?, ?, ?, ?)');
  const fromNumberOn = database.prepare(
    'SELECT * FROM records WHERE stream_id = ? AND shard_index = ? AND number >= ? ORDER BY number',
  );
  const firstSince = database.prepare(
    `SELECT number FROM records WHERE stream_id = ? AND shard_index = ? AND arrival_ms >= ?
     ORDER BY arrival_ms, number LIMIT 1`,
  );
  const deleteBefore = database.prepare(
    'DELETE FROM records WHERE stream_id = ? AND shard_index = ? AND arrival_ms < ?',
  );

  const shardState = ({ streamId, shardIndex }: ShardKey, nowMs: number) => {
    const row = shardRow.get(streamId, shardIndex) ?? {};
    return {
      nextNumber: Number(row.next_number),
      arrivalMs: Math.max(nowMs, Number(row.last_arrival_ms)),
    };
  };

  const append = (stream: Stream, records: readonly NewRecord[], nowMs: number): Placement[] => {
    const states = new Map<number, { nextNumber: number; arrivalMs: number }>();
    const placements = records.map(({ shardIndex, partitionKey, data }) => {
      const state = states.get(shardIndex) ?? shardState({ streamId: stream.id, shardIndex }, nowMs);
      states.set(shardIndex, state);
      const placement = { shardIndex, number: state.nextNumber++, arrivalMs: state.arrivalMs };
      insertRecord.run(stream.id, shardIndex, placement.number, placement.arrivalMs, partitionKey, data);
      return placement;
    });
    for (const [shardIndex, { nextNumber, arrivalMs }] of states) {
      updateShard.run(nextNumber, arrivalMs, stream.id, shardIndex);
    }
    return placements;
  };

  const nextNumber = (shard: ShardKey): number => shardState(shard, 0).nextNumber;
  return {
    /** Appends in order, all or nothing. */
    append: (stream: Stream, records: readonly NewRecord[], nowMs: number): Placement[] =>
      inTransaction(database, () => append(stream, records, nowMs)),
    /** The shard's records from `fromNumber` on, read one by one as the caller asks. */
    *read({ streamId, shardIndex }: ShardKey, fromNumber: number): Generator<StoredRecord> {
      for (const row of fromNumberOn.iterate(streamId, shardIndex, fromNumber)) yield toRecord(row);
    },
    /** The number that the next appended record will get. */
    nextNumber,
    /** The first record at or after the moment, or the next to come. */
    firstNumberSince: (shard: ShardKey, epochMs: number): number => {
      const row = firstSince.get(shard.streamId, shard.shardIndex, epochMs);
      return row ? Number(row.number) : nextNumber(shard);
    },
    /** Deletes what arrived before the moment. */
    dropBefore: ({ streamId, shardIndex }: ShardKey, epochMs: number): void =>
      void deleteBefore.run(streamId, shardIndex, epochMs),
  };
};

const toRecord = ({ data, ...row }: Row): StoredRecord => {
  if (!(data instanceof Uint8Array)) throw new TypeError('The data of a record is not a blob.');
  return {
    shardIndex: Number(row.shard_index),
    number: Number(row.number),
    arrivalMs: Number(row.arrival_ms),
    partitionKey: String(row.partition_key),
    data,
  };
};

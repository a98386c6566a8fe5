import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../../values/database.ts';
import type { Stream } from './stream-store.ts';
import { bytesColumn, integerColumn, type Row, textColumn } from './tables.ts';

/** One shard of a stream. */
export interface ShardKey {
  readonly streamId: number;
  readonly shardIndex: number;
}

/** A record to append. */
export interface NewRecord {
  readonly shardIndex: number;
  readonly partitionKey: string;
  readonly data: Uint8Array;
}

/** Where an appended record ended up: its number in the shard and its arrival (epoch ms). */
export interface Placement {
  readonly shardIndex: number;
  readonly number: number;
  readonly arrivalMs: number;
}

/** A stored record. */
export interface StoredRecord extends Placement, NewRecord {
  readonly shardIndex: number;
}

/** The records of all shards; within a shard numbers rise by one and arrival never goes back. */
export interface RecordStore {
  /** Appends in order, all or nothing. */
  append(stream: Stream, records: readonly NewRecord[], nowMs: number): Placement[];
  /** The shard's records from `fromNumber` on, read one by one as the caller asks. */
  read(shard: ShardKey, fromNumber: number): Iterable<StoredRecord>;
  /** The number that the next appended record will get. */
  nextNumber(shard: ShardKey): number;
  /** The first record at or after the moment, or the next to come. */
  firstNumberSince(shard: ShardKey, epochMs: number): number;
  /** Deletes what arrived before the moment. */
  dropBefore(shard: ShardKey, epochMs: number): void;
}

/** The records in the given database. */
export const createRecordStore = (database: DatabaseSync): RecordStore => {
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
    const arrivalMs = Math.max(nowMs, integerColumn(row, 'last_arrival_ms'));
    return { nextNumber: integerColumn(row, 'next_number'), arrivalMs };
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

  const nextNumber = (shard: ShardKey) => shardState(shard, 0).nextNumber;
  return {
    append: (stream, records, nowMs) => inTransaction(database, () => append(stream, records, nowMs)),
    *read({ streamId, shardIndex }, fromNumber) {
      for (const row of fromNumberOn.iterate(streamId, shardIndex, fromNumber)) yield toRecord(row);
    },
    nextNumber,
    firstNumberSince: (shard, epochMs) => {
      const row = firstSince.get(shard.streamId, shard.shardIndex, epochMs);
      return row ? integerColumn(row, 'number') : nextNumber(shard);
    },
    dropBefore: ({ streamId, shardIndex }, epochMs) => void deleteBefore.run(streamId, shardIndex, epochMs),
  };
};

const toRecord = (row: Row): StoredRecord => ({
  shardIndex: integerColumn(row, 'shard_index'),
  number: integerColumn(row, 'number'),
  arrivalMs: integerColumn(row, 'arrival_ms'),
  partitionKey: textColumn(row, 'partition_key'),
  data: bytesColumn(row, 'data'),
});

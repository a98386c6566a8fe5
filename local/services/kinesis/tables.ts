import type { SQLOutputValue } from 'node:sqlite';

// WITHOUT ROWID stores the records in reading order. Within a shard, arrival rises with the number, so the
// second index serves AT_TIMESTAMP and expiry.
export const SCHEMA = `
CREATE TABLE IF NOT EXISTS streams (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  mode TEXT NOT NULL,
  shard_count INTEGER NOT NULL,
  retention_hours INTEGER NOT NULL,
  created_ms INTEGER NOT NULL,
  tags TEXT NOT NULL -- not used; data directories of earlier versions have it
);
CREATE TABLE IF NOT EXISTS shards (
  stream_id INTEGER NOT NULL REFERENCES streams(id) ON DELETE CASCADE,
  shard_index INTEGER NOT NULL,
  next_number INTEGER NOT NULL,
  last_arrival_ms INTEGER NOT NULL,
  PRIMARY KEY (stream_id, shard_index)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS records (
  stream_id INTEGER NOT NULL REFERENCES streams(id) ON DELETE CASCADE,
  shard_index INTEGER NOT NULL,
  number INTEGER NOT NULL,
  arrival_ms INTEGER NOT NULL,
  partition_key TEXT NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (stream_id, shard_index, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS records_by_arrival ON records (stream_id, shard_index, arrival_ms);
`;

/** A row as node:sqlite returns it. */
export type Row = Record<string, SQLOutputValue>;

import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../../endpoint/aws-json-protocol.ts';
import { inTransaction } from '../../values/database.ts';
import type { Row } from './tables.ts';

/** A stored stream. Its shards are numbered from 0 and split the hash key space evenly. */
export interface Stream {
  readonly id: number;
  readonly name: string;
  readonly mode: string;
  readonly shardCount: number;
  readonly retentionHours: number;
  readonly createdMs: number;
}

const toStream = (row: Row): Stream => ({
  id: Number(row.id),
  name: String(row.name),
  mode: String(row.mode),
  shardCount: Number(row.shard_count),
  retentionHours: Number(row.retention_hours),
  createdMs: Number(row.created_ms),
});

export type StreamStore = ReturnType<typeof createStreamStore>;

/** The streams of the account; names are unique. */
export const createStreamStore = (database: DatabaseSync) => {
  const insertStream = database.prepare(
    `INSERT INTO streams (name, mode, shard_count, retention_hours, created_ms, tags)
     VALUES (?, ?, ?, ?, ?, '{}') ON CONFLICT (name) DO NOTHING RETURNING id`,
  );
  const insertShard = database.prepare('INSERT INTO shards VALUES (?, ?, 1, ?)');
  const byName = database.prepare('SELECT * FROM streams WHERE name = ?');
  const byId = database.prepare('SELECT * FROM streams WHERE id = ?');
  const all = database.prepare('SELECT * FROM streams ORDER BY name');
  const updateRetention = database.prepare('UPDATE streams SET retention_hours = ? WHERE id = ?');

  const found = (row: Row | undefined, name: string): Stream => {
    if (row) return toStream(row);
    throw new AwsError('ResourceNotFoundException', `Stream ${name} under account not found.`);
  };

  return {
    /** @throws AwsError ResourceInUseException when the name is taken */
    create: ({ name, mode, shardCount, retentionHours, createdMs }: Omit<Stream, 'id'>): void =>
      inTransaction(database, () => {
        const row = insertStream.get(name, mode, shardCount, retentionHours, createdMs);
        if (!row)
          throw new AwsError('ResourceInUseException', `Stream ${name} under account already exists.`);
        const id = Number(row.id);
        for (let shard = 0; shard < shardCount; shard++) insertShard.run(id, shard, createdMs);
      }),
    /** @throws AwsError ResourceNotFoundException */
    get: (name: string): Stream => found(byName.get(name), name),
    /** @throws AwsError ResourceNotFoundException, for an iterator from another data directory */
    getById: (id: number): Stream => found(byId.get(id), 'of this shard iterator'),
    /** By name. */
    list: (): Stream[] => all.all().map(toStream),
    keepFor: ({ id }: Stream, retentionHours: number): void => void updateRetention.run(retentionHours, id),
  };
};

import type { DatabaseSync } from 'node:sqlite';
import { AwsError } from '../../endpoint/aws-json-protocol.ts';
import { inTransaction } from '../../values/database.ts';
import { isObject } from '../../values/json.ts';
import { textMap } from './input.ts';
import { integerColumn, type Row, textColumn } from './tables.ts';

/** A stored stream. Its shards are numbered from 0 and split the hash key space evenly. */
export interface Stream {
  readonly id: number;
  readonly name: string;
  readonly mode: string;
  readonly shardCount: number;
  readonly retentionHours: number;
  readonly createdMs: number;
  readonly tags: Record<string, string>;
}

/** The streams of the account; names are unique. */
export interface StreamStore {
  /** @throws AwsError ResourceInUseException when the name is taken */
  create(stream: Omit<Stream, 'id'>): void;
  /** @throws AwsError ResourceNotFoundException */
  get(name: string): Stream;
  /**
   * @throws AwsError ResourceNotFoundException when the stream no longer exists, for example after its iterator was
   * handed out
   */
  getById(id: number): Stream;
  /** All streams by name. */
  list(): Stream[];
  /** Removes the stream with its records. */
  remove(stream: Stream): void;
  update(stream: Stream): void;
}

const parseTags = (json: string): Record<string, string> => {
  const tags: unknown = JSON.parse(json);
  return isObject(tags) ? textMap({ tags }, 'tags') : {};
};

const toStream = (row: Row): Stream => ({
  id: integerColumn(row, 'id'),
  name: textColumn(row, 'name'),
  mode: textColumn(row, 'mode'),
  shardCount: integerColumn(row, 'shard_count'),
  retentionHours: integerColumn(row, 'retention_hours'),
  createdMs: integerColumn(row, 'created_ms'),
  tags: parseTags(textColumn(row, 'tags')),
});

/** The streams in the given database. */
export const createStreamStore = (database: DatabaseSync): StreamStore => {
  const insertStream = database.prepare(
    `INSERT INTO streams (name, mode, shard_count, retention_hours, created_ms, tags)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING RETURNING id`,
  );
  const insertShard = database.prepare('INSERT INTO shards VALUES (?, ?, 1, ?)');
  const byName = database.prepare('SELECT * FROM streams WHERE name = ?');
  const byId = database.prepare('SELECT * FROM streams WHERE id = ?');
  const all = database.prepare('SELECT * FROM streams ORDER BY name');
  const deleteStream = database.prepare('DELETE FROM streams WHERE id = ?');
  const updateStream = database.prepare('UPDATE streams SET retention_hours = ?, tags = ? WHERE id = ?');

  const found = (row: Row | undefined, name: string): Stream => {
    if (row) return toStream(row);
    throw new AwsError('ResourceNotFoundException', `Stream ${name} under account not found.`);
  };

  return {
    create: ({ name, mode, shardCount, retentionHours, createdMs, tags }) =>
      inTransaction(database, () => {
        const values = [name, mode, shardCount, retentionHours, createdMs, JSON.stringify(tags)];
        const row = insertStream.get(...values);
        if (!row)
          throw new AwsError('ResourceInUseException', `Stream ${name} under account already exists.`);
        const id = integerColumn(row, 'id');
        for (let shard = 0; shard < shardCount; shard++) insertShard.run(id, shard, createdMs);
      }),
    get: (name) => found(byName.get(name), name),
    getById: (id) => found(byId.get(id), 'of this shard iterator'),
    list: () => all.all().map(toStream),
    remove: ({ id }) => void deleteStream.run(id),
    update: ({ id, retentionHours, tags }) => void updateStream.run(retentionHours, JSON.stringify(tags), id),
  };
};

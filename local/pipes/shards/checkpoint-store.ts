import { openDatabase } from '../../values/database.ts';

/** A pipe's place in one shard. */
interface ShardPlace {
  readonly pipeName: string;
  readonly streamArn: string;
  readonly shardId: string;
}

/** A pipe's progress in a shard: finished up to `checkpoint`, which is undefined at first. */
export interface ShardProgress {
  readonly checkpoint: string | undefined;
  readonly firstStartedMs: number;
  readonly isFirstStart: boolean;
}

export type CheckpointStore = ReturnType<typeof openCheckpointStore>;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS shard_progress (
  pipe_name TEXT NOT NULL,
  stream_arn TEXT NOT NULL,
  shard_id TEXT NOT NULL,
  first_started_ms INTEGER NOT NULL,
  checkpoint TEXT,
  PRIMARY KEY (pipe_name, stream_arn, shard_id)
) WITHOUT ROWID;
`;

/** The progress of pipes, kept in a file (`:memory:` for none); what was saved survives a crash of the process. */
export const openCheckpointStore = (databasePath: string) => {
  const database = openDatabase(databasePath, SCHEMA);
  const where = 'pipe_name = ? AND stream_arn = ? AND shard_id = ?';
  const insert = database.prepare('INSERT OR IGNORE INTO shard_progress VALUES (?, ?, ?, ?, NULL)');
  const select = database.prepare(`SELECT first_started_ms, checkpoint FROM shard_progress WHERE ${where}`);
  const update = database.prepare(`UPDATE shard_progress SET checkpoint = ? WHERE ${where}`);
  const key = ({ pipeName, streamArn, shardId }: ShardPlace) => [pipeName, streamArn, shardId] as const;
  return {
    /** Records the first start and returns the progress so far. */
    open: (place: ShardPlace): ShardProgress => {
      const isFirstStart = insert.run(...key(place), Date.now()).changes > 0;
      const row = select.get(...key(place));
      const checkpoint = typeof row?.checkpoint === 'string' ? row.checkpoint : undefined;
      return { checkpoint, firstStartedMs: Number(row?.first_started_ms), isFirstStart };
    },
    save: (place: ShardPlace, checkpoint: string): void => {
      update.run(checkpoint, ...key(place));
    },
    close: (): void => database.close(),
  };
};

import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { openDatabase } from '../../values/database.ts';

export interface LogGroup {
  readonly name: string;
  readonly createdAtMs: number;
  /** Undefined if the group keeps its events forever. */
  readonly retentionDays: number | undefined;
}

export interface LogStream {
  readonly name: string;
  readonly createdAtMs: number;
  readonly firstEventMs: number | undefined;
  readonly lastEventMs: number | undefined;
}

export interface LogEvent {
  /** Rises with each event in the store. */
  readonly id: number;
  readonly streamName: string;
  readonly timestampMs: number;
  readonly message: string;
}

/** The position of an event in its group: by time, then by arrival. */
export type EventPlace = Pick<LogEvent, 'timestampMs' | 'id'>;

/** Which events of a group to read. */
export interface EventRange {
  readonly groupName: string;
  /** All streams if left out. */
  readonly streamNames?: readonly string[] | undefined;
  readonly streamNamePrefix?: string | undefined;
  /** Both inclusive. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** Both exclusive. */
  readonly after?: EventPlace | undefined;
  readonly before?: EventPlace | undefined;
  readonly newestFirst?: boolean;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS log_groups (
    name TEXT PRIMARY KEY, created_at_ms INTEGER NOT NULL, retention_days INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS log_streams (
    group_name TEXT NOT NULL, name TEXT NOT NULL, created_at_ms INTEGER NOT NULL,
    PRIMARY KEY (group_name, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS log_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, group_name TEXT NOT NULL, stream_name TEXT NOT NULL,
    timestamp_ms INTEGER NOT NULL, message TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS log_events_by_time ON log_events (group_name, timestamp_ms, id);
  CREATE INDEX IF NOT EXISTS log_events_by_stream ON log_events (group_name, stream_name, timestamp_ms);`;

const MS_PER_DAY = 24 * 60 * 60 * 1000;

/** Log groups, their streams and events in SQLite: what is written survives a crash of the process. */
export class LogStore {
  readonly #database: DatabaseSync;
  readonly #insertEvent;
  readonly #knownStreams = new Set<string>();

  constructor(databasePath: string) {
    this.#database = openDatabase(databasePath, SCHEMA);
    this.#insertEvent = this.#database.prepare(
      'INSERT INTO log_events (group_name, stream_name, timestamp_ms, message) VALUES (?, ?, ?, ?)',
    );
  }

  /** Creates a group, or changes its retention and removes what is now too old. */
  createGroup({ name, createdAtMs: nowMs, retentionDays }: LogGroup): void {
    this.#database
      .prepare(
        `INSERT INTO log_groups VALUES (?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET retention_days = excluded.retention_days`,
      )
      .run(name, nowMs, retentionDays ?? null);
    if (retentionDays === undefined) return;
    this.#database
      .prepare('DELETE FROM log_events WHERE group_name = ? AND timestamp_ms < ?')
      .run(name, nowMs - retentionDays * MS_PER_DAY);
  }

  /** Adds an event, and creates its group and stream if needed. */
  append(groupName: string, { streamName, timestampMs, message }: Omit<LogEvent, 'id'>): void {
    const key = JSON.stringify([groupName, streamName]);
    if (!this.#knownStreams.has(key)) {
      this.#database
        .prepare('INSERT OR IGNORE INTO log_groups VALUES (?, ?, NULL)')
        .run(groupName, timestampMs);
      this.#database
        .prepare('INSERT OR IGNORE INTO log_streams VALUES (?, ?, ?)')
        .run(groupName, streamName, timestampMs);
      this.#knownStreams.add(key);
    }
    this.#insertEvent.run(groupName, streamName, timestampMs, message);
  }

  group(name: string): LogGroup | undefined {
    return this.groups().find((group) => group.name === name);
  }

  /** By name. */
  groups(): LogGroup[] {
    const rows = this.#database.prepare('SELECT * FROM log_groups ORDER BY name').all();
    return rows.map((row) => ({
      name: String(row.name),
      createdAtMs: Number(row.created_at_ms),
      retentionDays: numberOf(row.retention_days),
    }));
  }

  /** By name. */
  streams(groupName: string): LogStream[] {
    const rows = this.#database
      .prepare(
        `SELECT name, created_at_ms, min(timestamp_ms) AS first_ms, max(timestamp_ms) AS last_ms
         FROM log_streams LEFT JOIN log_events ON log_events.group_name = log_streams.group_name
           AND log_events.stream_name = log_streams.name
         WHERE log_streams.group_name = ? GROUP BY name ORDER BY name`,
      )
      .all(groupName);
    return rows.map((row) => ({
      name: String(row.name),
      createdAtMs: Number(row.created_at_ms),
      firstEventMs: numberOf(row.first_ms),
      lastEventMs: numberOf(row.last_ms),
    }));
  }

  /** The events of a range one by one, by time. */
  *events(range: EventRange): Generator<LogEvent> {
    const { sql, values } = conditionsOf(range);
    const order = range.newestFirst ? 'DESC' : 'ASC';
    const rows = this.#database
      .prepare(`SELECT * FROM log_events WHERE ${sql} ORDER BY timestamp_ms ${order}, id ${order}`)
      .iterate(...values);
    for (const row of rows) {
      yield {
        id: Number(row.id),
        streamName: String(row.stream_name),
        timestampMs: Number(row.timestamp_ms),
        message: String(row.message),
      };
    }
  }

  close(): void {
    this.#database.close();
  }
}

const numberOf = (value: SQLOutputValue | undefined): number | undefined =>
  value === null || value === undefined ? undefined : Number(value);

const conditionsOf = (range: EventRange): { sql: string; values: SQLInputValue[] } => {
  const { groupName, streamNames, streamNamePrefix, fromMs, toMs, after, before } = range;
  const conditions: [sql: string, values: SQLInputValue[]][] = [['group_name = ?', [groupName]]];
  if (streamNames) {
    conditions.push([`stream_name IN (${streamNames.map(() => '?').join(', ')})`, [...streamNames]]);
  }
  if (streamNamePrefix !== undefined) {
    conditions.push(['substr(stream_name, 1, length(?)) = ?', [streamNamePrefix, streamNamePrefix]]);
  }
  if (fromMs !== undefined) conditions.push(['timestamp_ms >= ?', [fromMs]]);
  if (toMs !== undefined) conditions.push(['timestamp_ms <= ?', [toMs]]);
  if (after) conditions.push(['(timestamp_ms, id) > (?, ?)', [after.timestampMs, after.id]]);
  if (before) conditions.push(['(timestamp_ms, id) < (?, ?)', [before.timestampMs, before.id]]);
  return {
    sql: conditions.map(([sql]) => sql).join(' AND '),
    values: conditions.flatMap(([, values]) => values),
  };
};

import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Page } from '../../endpoint/request-fields.ts';
import { inTransaction, openDatabase } from '../../values/database.ts';
import type { HistoryEvent } from './history.ts';

type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** How an execution ended. */
export interface Ending {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
  /** JSON text; only set if it SUCCEEDED. */
  readonly output?: string | undefined;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** A stored execution; `input` is the JSON text as the client sent it. */
export interface Execution extends Omit<Ending, 'status'> {
  readonly arn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly input: string;
  readonly startedAtMs: number;
  readonly status: ExecutionStatus;
  readonly stoppedAtMs?: number | undefined;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS executions (
    arn TEXT PRIMARY KEY, name TEXT NOT NULL, state_machine_arn TEXT NOT NULL, input TEXT NOT NULL,
    started_at_ms INTEGER NOT NULL, status TEXT NOT NULL, stopped_at_ms INTEGER,
    output TEXT, error TEXT, cause TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS executions_by_start ON executions (state_machine_arn, started_at_ms);
  CREATE TABLE IF NOT EXISTS events (
    execution_arn TEXT NOT NULL, id INTEGER NOT NULL, document TEXT NOT NULL,
    PRIMARY KEY (execution_arn, id)
  ) STRICT, WITHOUT ROWID;`;

/** Executions and their histories in SQLite: what is written survives a crash of the process. */
export class ExecutionStore {
  readonly #database: DatabaseSync;

  constructor(databasePath: string) {
    this.#database = openDatabase(databasePath, SCHEMA);
  }

  insert({ arn, name, stateMachineArn, input, startedAtMs, status }: Execution): void {
    this.#database
      .prepare(
        `INSERT INTO executions (arn, name, state_machine_arn, input, started_at_ms, status)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(arn, name, stateMachineArn, input, startedAtMs, status);
  }

  get(arn: string): Execution | undefined {
    const row = this.#database.prepare('SELECT * FROM executions WHERE arn = ?').get(arn);
    return row && executionOf(row);
  }

  running(): Execution[] {
    const rows = this.#database.prepare("SELECT * FROM executions WHERE status = 'RUNNING'").all();
    return rows.map(executionOf);
  }

  /** The executions of a state machine, newest first. */
  list(stateMachineArn: string, status: string | undefined, { position, limit }: Page): Execution[] {
    const rows = this.#database
      .prepare(
        `SELECT * FROM executions WHERE state_machine_arn = :machine AND status = ifnull(:status, status)
         ORDER BY started_at_ms DESC, rowid DESC LIMIT :limit OFFSET :position`,
      )
      .all({ machine: stateMachineArn, status: status ?? null, limit, position });
    return rows.map(executionOf);
  }

  /** Ends an execution together with the last event of its history. */
  finish(
    arn: string,
    { status, output, error, cause }: Ending,
    stoppedAtMs: number,
    last: HistoryEvent,
  ): void {
    inTransaction(this.#database, () => {
      this.appendEvent(arn, last);
      this.#database
        .prepare(
          'UPDATE executions SET status = ?, output = ?, error = ?, cause = ?, stopped_at_ms = ? WHERE arn = ?',
        )
        .run(status, output ?? null, error ?? null, cause ?? null, stoppedAtMs, arn);
    });
  }

  appendEvent(executionArn: string, event: HistoryEvent): void {
    this.#database
      .prepare('INSERT INTO events (execution_arn, id, document) VALUES (?, ?, ?)')
      .run(executionArn, event.id, JSON.stringify(event));
  }

  clearEvents(executionArn: string): void {
    this.#database.prepare('DELETE FROM events WHERE execution_arn = ?').run(executionArn);
  }

  /** The history as it goes over the wire, oldest first unless `reverseOrder`. */
  events(executionArn: string, reverseOrder: boolean, { position, limit }: Page): unknown[] {
    return this.#database
      .prepare(
        `SELECT document FROM events WHERE execution_arn = ?
         ORDER BY id ${reverseOrder ? 'DESC' : 'ASC'} LIMIT ? OFFSET ?`,
      )
      .all(executionArn, limit, position)
      .map(({ document }) => JSON.parse(String(document)));
  }

  close(): void {
    this.#database.close();
  }
}

const executionOf = (row: Record<string, SQLOutputValue>): Execution => ({
  arn: String(row.arn),
  name: String(row.name),
  stateMachineArn: String(row.state_machine_arn),
  input: String(row.input),
  startedAtMs: Number(row.started_at_ms),
  status: statusOf(row.status),
  stoppedAtMs: row.stopped_at_ms === null ? undefined : Number(row.stopped_at_ms),
  output: textOf(row.output),
  error: textOf(row.error),
  cause: textOf(row.cause),
});

const textOf = (value: SQLOutputValue | undefined) => (typeof value === 'string' ? value : undefined);

const STATUSES: readonly ExecutionStatus[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'];

const statusOf = (value: SQLOutputValue | undefined): ExecutionStatus => {
  const status = STATUSES.find((known) => known === value);
  if (!status) throw new Error(`the database holds an execution of status ${String(value)}`);
  return status;
};

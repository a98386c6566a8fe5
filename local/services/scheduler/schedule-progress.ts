import { openDatabase } from '../../values/database.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS schedule_progress (
  schedule_name TEXT PRIMARY KEY, done_until_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

export type ScheduleProgress = ReturnType<typeof openScheduleProgress>;

/** The time up to which each schedule has fired, in a file (`:memory:` for none) that survives a crash of the process. */
export const openScheduleProgress = (databasePath: string) => {
  const database = openDatabase(databasePath, SCHEMA);
  const insert = database.prepare('INSERT OR IGNORE INTO schedule_progress VALUES (?, ?)');
  const select = database.prepare('SELECT done_until_ms FROM schedule_progress WHERE schedule_name = ?');
  const update = database.prepare(
    'UPDATE schedule_progress SET done_until_ms = max(done_until_ms, ?) WHERE schedule_name = ?',
  );
  return {
    /** The time up to which everything is done; `nowMs` if the schedule has never run. */
    open: (scheduleName: string, nowMs: number): number => {
      insert.run(scheduleName, nowMs);
      return Number(select.get(scheduleName)?.done_until_ms);
    },
    save: (scheduleName: string, doneUntilMs: number): void => void update.run(doneUntilMs, scheduleName),
    close: (): void => database.close(),
  };
};

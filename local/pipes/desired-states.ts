import { openDatabase } from '../values/database.ts';

/** Whether a pipe should read its stream. */
export type DesiredState = 'RUNNING' | 'STOPPED';

/** The states that requests asked for, kept until the template changes its own. */
export interface DesiredStates {
  of(pipeName: string, inTemplate: DesiredState): DesiredState;
  save(pipeName: string, inTemplate: DesiredState, state: DesiredState): void;
  close(): void;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS desired_states (
  pipe_name TEXT PRIMARY KEY, in_template TEXT NOT NULL, state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** Opens or creates a file (`:memory:` for none); what was saved survives a crash of the process. */
export const openDesiredStates = (databasePath: string): DesiredStates => {
  const database = openDatabase(databasePath, SCHEMA);
  const select = database.prepare('SELECT state FROM desired_states WHERE pipe_name = ? AND in_template = ?');
  const replace = database.prepare('INSERT OR REPLACE INTO desired_states VALUES (?, ?, ?)');
  return {
    of: (pipeName, inTemplate) => {
      const state = select.get(pipeName, inTemplate)?.state;
      return state === 'RUNNING' || state === 'STOPPED' ? state : inTemplate;
    },
    save: (pipeName, inTemplate, state) => {
      replace.run(pipeName, inTemplate, state);
    },
    close: () => database.close(),
  };
};

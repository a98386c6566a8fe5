import { openDatabase } from '../values/database.ts';
import type { DesiredState } from './definition/pipe-definition.ts';

export type DesiredStates = ReturnType<typeof openDesiredStates>;

const SCHEMA = `
CREATE TABLE IF NOT EXISTS desired_states (
  pipe_name TEXT PRIMARY KEY, in_template TEXT NOT NULL, state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** The states that requests asked for, kept in a file (`:memory:` for none) until the template changes its own. */
export const openDesiredStates = (databasePath: string) => {
  const database = openDatabase(databasePath, SCHEMA);
  const select = database.prepare('SELECT state FROM desired_states WHERE pipe_name = ? AND in_template = ?');
  const replace = database.prepare('INSERT OR REPLACE INTO desired_states VALUES (?, ?, ?)');
  return {
    of: (pipeName: string, inTemplate: DesiredState): DesiredState => {
      const state = select.get(pipeName, inTemplate)?.state;
      return state === 'RUNNING' || state === 'STOPPED' ? state : inTemplate;
    },
    save: (pipeName: string, inTemplate: DesiredState, state: DesiredState): void => {
      replace.run(pipeName, inTemplate, state);
    },
    close: (): void => database.close(),
  };
};

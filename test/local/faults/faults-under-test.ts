import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openFaults } from '../../../local/faults/faults.ts';
import { parseFaultPlan } from '../../../local/faults/faults-file.ts';

/** A line of the log. */
export interface LoggedFault {
  readonly time: string;
  readonly seed: number;
  readonly service: string;
  readonly operation: string;
  readonly kind: string;
  readonly ordinal: number;
  readonly draw: number;
}

/** Faults as a file would give them, armed, with their log. */
export const openLoggedFaults = (
  rules: readonly object[],
  { seed = 1, isArmed = true, nowMs = Date.now } = {},
) => {
  const directory = mkdtempSync(path.join(tmpdir(), 'faults-'));
  const logFile = path.join(directory, 'logs', 'faults.log');
  const faults = openFaults(parseFaultPlan({ seed, faults: rules }), logFile, nowMs);
  if (isArmed) faults.arm();
  return {
    faults,
    logged: (): LoggedFault[] =>
      readFileSync(logFile, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
    close: () => {
      faults.close();
      rmSync(directory, { recursive: true });
    },
  };
};

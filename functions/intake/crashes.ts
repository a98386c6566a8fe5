import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Notes that a record is handled alone; gives how often the function's process has ended after it noted this record. */
export type CrashesOf = (eventID: string) => number;

const lengthOf = (note: string): number => {
  try {
    return readFileSync(note).byteLength;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
};

/**
 * Counts crashes by a note in the environment's temporary folder, which Lambda does not clear when it starts an
 * environment again after a crash or a timeout. A process that lives to handle the next record removes its note.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export const crashesIn = (folder: string): CrashesOf => {
  let note: string | undefined;
  return (eventID) => {
    if (note !== undefined) rmSync(note, { force: true });
    const digest = createHash('sha256').update(eventID).digest('hex').slice(0, 32);
    note = join(folder, `tripstream-${digest}.tries`);
    const crashes = lengthOf(note);
    writeFileSync(note, 'x', { flag: 'a' });
    return crashes;
  };
};

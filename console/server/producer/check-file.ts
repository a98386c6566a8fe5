import { statSync } from 'node:fs';
import { parseTripEnd, parseTripStart } from '../../../functions/contracts/parse-trip-event.ts';
import { checkTripFiles } from '../../../producer/produce/check-trip-files.ts';
import { kindOfTripCsv } from '../../../producer/produce/read-trip-csv.ts';
import { CommandError, InputError } from '../../../producer/terminal/command-error.ts';
import type { CheckedFile, RefusedRow } from '../../api/producer.ts';

const MOST_REFUSED_SHOWN = 500;

const PARSERS = { start: parseTripStart, end: parseTripEnd };

/** A text that changes when the file is changed or replaced; undefined if there is no file. */
export const versionOf = (path: string): string | undefined => {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? undefined : `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
};

const refuseOtherThanFile = (path: string): void => {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile() && !stats.isDirectory())
    throw new InputError(`${path}: is not a file that can be read twice`);
};

const check = async (path: string, timeZone: string): Promise<Omit<CheckedFile, 'id' | 'name'>> => {
  refuseOtherThanFile(path);
  const kind = await kindOfTripCsv(path);
  const refusedRows: RefusedRow[] = [];
  let refused = 0;
  const arrival = { arrivedAt: Date.now(), timeZone };
  const rows = await checkTripFiles([{ kind, path }], {
    silent: true,
    onEvent: ({ row, line }, { Data }) => {
      const parsed = PARSERS[kind](Data, arrival);
      if (!('refusal' in parsed)) return;
      refused += 1;
      if (refused <= MOST_REFUSED_SHOWN) refusedRows.push({ row, line, reasons: parsed.refusal.reasons });
    },
  });
  return { kind, rows: rows ?? 0, refused, refusedRows };
};

/** The error with the file's name instead of its path: the path of a dropped file means nothing to the user. */
export const calledBy = (name: string, path: string, error: unknown): unknown =>
  error instanceof CommandError ? new InputError(error.message.replaceAll(path, name), error) : error;

/**
 * Checks every row of a CSV before any is sent. A row that cannot be sent is an error. Rows that the pipeline will
 * refuse are listed; the pipeline's own parser finds them.
 *
 * @throws {InputError} with `name` in place of the path
 */
export const checkFile = async (
  path: string,
  { name, timeZone }: { readonly name: string; readonly timeZone: string },
): Promise<Omit<CheckedFile, 'id'>> => {
  try {
    return { name, ...(await check(path, timeZone)) };
  } catch (error) {
    throw calledBy(name, path, error);
  }
};

import { CommandError, InputError } from '../terminal/command-error.ts';
import { type Progress, startProgress } from '../terminal/progress.ts';
import { type StreamRecord, streamRecord } from './event-batches.ts';
import { readTripCsv, type TripRow } from './read-trip-csv.ts';
import { kindOfFile } from './text-file.ts';
import type { TripFile } from './trip-files.ts';

/** Shorter checks show no progress. */
const TELL_AFTER_MS = 3_000;

/** A named pipe, such as `<(zcat trips.csv.gz)` in a shell, can be read only once. */
const isReadOnce = (path: string): boolean => {
  const kind = kindOfFile(path);
  return kind !== undefined && !kind.isFile() && !kind.isDirectory();
};

interface CheckOptions {
  /** No progress on stderr. */
  readonly silent: boolean;
  /** Called with each event that can be sent, and its record. */
  readonly onEvent?: (event: TripRow, record: StreamRecord) => void;
}

const countEvents = async (
  files: readonly TripFile[],
  { silent, onEvent }: CheckOptions,
): Promise<number> => {
  const startedAt = performance.now();
  let progress: Progress | undefined;
  let count = 0;
  try {
    for (const file of files) {
      for await (const event of readTripCsv(file)) {
        const record = streamRecord(event);
        onEvent?.(event, record);
        count += 1;
        if (performance.now() - startedAt > TELL_AFTER_MS)
          progress ??= startProgress({ label: 'Checking', unit: 'rows', silent });
        progress?.update(count);
      }
    }
  } finally {
    progress?.end();
  }
  return count;
};

export const noEvents = (files: readonly TripFile[]): CommandError => {
  const paths = files.map(({ path }) => path).join(' and ');
  return new CommandError(`no events: ${paths} ${files.length === 1 ? 'has' : 'have'} a header but no rows`);
};

/**
 * Checks every row before any is sent, and counts the events. A file that can be read only once is checked as it is sent;
 * the count is then undefined.
 *
 * @throws {InputError} naming the first row, or the header, that cannot be sent
 * @throws {CommandError} when there are no rows
 */
export const checkTripFiles = async (
  files: readonly TripFile[],
  options: CheckOptions,
): Promise<number | undefined> => {
  const checked = files.filter(({ path }) => !isReadOnce(path));
  try {
    const count = await countEvents(checked, options);
    if (checked.length < files.length) return undefined;
    if (count === 0) throw noEvents(files);
    return count;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${error.message} (nothing was sent)`, error);
  }
};

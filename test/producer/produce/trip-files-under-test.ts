import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TripFile } from '../../../producer/produce/trip-files.ts';

/** A temporary folder of CSV files for one test file. */
export const openCsvFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'tripstream-csv-'));
  const write = (kind: TripFile['kind'], name: string, content: string | Buffer): TripFile => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return { kind, path };
  };
  return {
    folder,
    write,
    /** Rows whose ids are `<prefix>1` to `<prefix><count>`. */
    writeStarts: (count: number, prefix = 's', name = 'starts.csv'): TripFile =>
      write(
        'start',
        name,
        `trip_id,pickup_datetime\n${Array.from({ length: count }, (_, n) => `${prefix}${n + 1},2024-05-25 10:00:00\n`).join('')}`,
      ),
    writeEnds: (count: number, prefix = 'e', name = 'ends.csv'): TripFile =>
      write(
        'end',
        name,
        `dropoff_datetime,fare_amount,trip_id\n${Array.from({ length: count }, (_, n) => `2024-05-25 11:00:00,${n}.40096,${prefix}${n + 1}\n`).join('')}`,
      ),
    remove: (): void => rmSync(folder, { recursive: true }),
  };
};

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TripDayOptions } from '../../data/trip-days.ts';
import { endCsvLines, startCsvLines } from '../../data/trip-files.ts';

/** Writes the trips of a day into two files of a folder, and overwrites those of an earlier call. */
export const writeTripFiles = (folder: string, options: TripDayOptions) => {
  const starts = { kind: 'start' as const, path: join(folder, 'starts.csv') };
  const ends = { kind: 'end' as const, path: join(folder, 'ends.csv') };
  writeFileSync(starts.path, [...startCsvLines(options)].join(''));
  writeFileSync(ends.path, [...endCsvLines(options)].join(''));
  return [starts, ends];
};

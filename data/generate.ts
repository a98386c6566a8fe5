import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { SAMPLE } from './trip-days.ts';
import { endCsvLines, startCsvLines } from './trip-files.ts';

const USAGE = `Usage: npm run data:generate -- [options]

Writes trip_start.csv and trip_end.csv. The same options give the same bytes.
Without options: the sample in the repository.

  --trips N   how many trips start on the day (default ${SAMPLE.trips})
  --date D    the day, YYYY-MM-DD (default ${SAMPLE.date}); the last trips end on the day after
  --seed N    the random seed (default ${SAMPLE.seed})
  --out DIR   where to write (default: the folder of this program)
  --help      this text
`;

const wholeNumber = (option: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new RangeError(`${option} must be a whole number, got "${text}"`);
  return Number(text);
};

const readArguments = () =>
  parseArgs({
    options: {
      trips: { type: 'string' },
      date: { type: 'string' },
      seed: { type: 'string' },
      out: { type: 'string', default: import.meta.dirname },
      help: { type: 'boolean' },
    },
  }).values;

const write = async (path: string, lines: Iterable<string>): Promise<void> => {
  await pipeline(lines, createWriteStream(path));
  console.error(`wrote ${path}`);
};

const main = async (): Promise<void> => {
  const { trips, date, seed, out, help } = readArguments();
  if (help) {
    process.stdout.write(USAGE);
    return;
  }
  const options = { trips: wholeNumber('--trips', trips), date, seed: wholeNumber('--seed', seed) };
  const starts = startCsvLines(options);
  const ends = endCsvLines(options);
  await mkdir(out, { recursive: true });
  await write(join(out, 'trip_start.csv'), starts);
  await write(join(out, 'trip_end.csv'), ends);
};

/**
 * For bad options (RangeError, or parseArgs' errors) and files that cannot be written, the message alone tells the user
 * enough.
 */
const isUsersToMend = (error: unknown): error is Error =>
  error instanceof RangeError || (error instanceof Error && 'code' in error);

try {
  await main();
} catch (error) {
  if (!isUsersToMend(error)) throw error;
  console.error(`data:generate: ${error.message.replaceAll('\n', ' ')}; --help shows the options`);
  process.exitCode = 1;
}

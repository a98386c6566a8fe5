import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OracleMetrics, oracleMetrics } from '../oracle.ts';
import { readRows } from '../oracle-csv.ts';
import { PROJECT } from './tools/project.ts';

/** The demo sends the whole files. Here a part is enough, because the emulator is slower. */
const ROWS_OF_EACH_FILE = 1000;

/** The last events of the sample data, some of them after midnight, and the results they must lead to. */
export interface Sample {
  readonly startsFile: string;
  readonly endsFile: string;
  readonly metricsByDate: ReadonlyMap<string, OracleMetrics>;
  /** Trips with a start, an end or both. */
  readonly trips: number;
  readonly completedTrips: number;
}

const lastRows = async (name: string): Promise<string> => {
  const [header, ...rows] = (await readFile(join(PROJECT, 'data', name), 'utf8')).trimEnd().split('\n');
  return [header, ...rows.slice(-ROWS_OF_EACH_FILE)].join('\n');
};

const tripIds = (csv: string) => readRows(csv, ['trip_id']).map(({ trip_id }) => trip_id);

/** Writes the two CSV files into `folder`, and computes the expected results. */
export const writeSample = async (folder: string): Promise<Sample> => {
  const [startsCsv, endsCsv] = await Promise.all([lastRows('trip_start.csv'), lastRows('trip_end.csv')]);
  const [startsFile, endsFile] = [join(folder, 'starts.csv'), join(folder, 'ends.csv')];
  await Promise.all([writeFile(startsFile, startsCsv), writeFile(endsFile, endsCsv)]);
  const metricsByDate = oracleMetrics({ startsCsv, endsCsv });
  return {
    startsFile,
    endsFile,
    metricsByDate,
    trips: new Set([...tripIds(startsCsv), ...tripIds(endsCsv)]).size,
    completedTrips: [...metricsByDate.values()].reduce((sum, { count_trips }) => sum + count_trips, 0),
  };
};

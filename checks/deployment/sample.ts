import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OracleMetrics, oracleMetrics } from '../oracle.ts';
import { readRows } from '../oracle-csv.ts';
import { PROJECT } from './tools/project.ts';

/** The expected results for the sample data, from its two CSV files. */
export interface Expected {
  readonly metricsByDate: ReadonlyMap<string, OracleMetrics>;
  /** Trips with a start, an end or both. */
  readonly trips: number;
  readonly completedTrips: number;
}

const tripIds = (csv: string) => readRows(csv, ['trip_id']).map(({ trip_id }) => trip_id);

/** Reads the sample data in `data/`. */
export const readExpected = async (): Promise<Expected> => {
  const read = (name: string): Promise<string> => readFile(join(PROJECT, 'data', name), 'utf8');
  const [startsCsv, endsCsv] = await Promise.all([read('trip_start.csv'), read('trip_end.csv')]);
  const metricsByDate = oracleMetrics({ startsCsv, endsCsv });
  return {
    metricsByDate,
    trips: new Set([...tripIds(startsCsv), ...tripIds(endsCsv)]).size,
    completedTrips: [...metricsByDate.values()].reduce((sum, { count_trips }) => sum + count_trips, 0),
  };
};

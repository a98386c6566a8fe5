import { currentKey, type PublishedDay, parseMetricsFileAt } from '../../functions/contracts/metrics-file.ts';
import { hasSeen } from '../../functions/trip/business-time.ts';
import { TRIP_STATUS } from '../../functions/trip/trip.ts';
import { type DailyKpi, readDailyFile } from '../kpi/daily-kpi.ts';
import type { StoredTrip } from './stored-trip.ts';

interface FileOfDay extends Pick<PublishedDay, 'run_id' | 'revision' | 'generated_at'> {
  /** When the file was written, ISO 8601 UTC. */
  readonly published_at: string;
}

/**
 * Whether the published file of a trip's day has the trip as it is now. `perhaps`: the trip was last written while the
 * run was reading, or so shortly before that the index may not have shown it.
 */
export type StandingInFile =
  | { readonly in_file: 'not-completed' | 'not-published' }
  | ({ readonly in_file: 'yes' | 'no' | 'perhaps' } & FileOfDay);

/** S3 gives an object's time in whole seconds. */
const RESOLUTION_MILLISECONDS = 1_000;

/**
 * Whether a file whose run began at `generatedAt`, and that was written at `writtenAt`, has what was last written at
 * `updatedAt`.
 */
const isInFile = (updatedAt: string, generatedAt: string, writtenAt: Date): 'yes' | 'no' | 'perhaps' => {
  if (hasSeen(generatedAt, updatedAt)) return 'yes';
  return Date.parse(updatedAt) >= writtenAt.getTime() + RESOLUTION_MILLISECONDS ? 'no' : 'perhaps';
};

/** Compares when a trip was last written with the run behind the published file of its day, as an audit does. */
export const standingInFile = async (
  kpi: Pick<DailyKpi, 's3' | 'bucketName'>,
  { status, completion_date, updated_at }: StoredTrip,
): Promise<StandingInFile> => {
  if (status !== TRIP_STATUS.completed || completion_date === null) return { in_file: 'not-completed' };
  const key = currentKey(completion_date);
  const file = await readDailyFile(kpi, key);
  if (file === undefined) return { in_file: 'not-published' };
  const { text, writtenAt } = file;
  if (writtenAt === undefined) throw new Error(`S3 gave ${key} without a date`);
  const { run_id, revision, generated_at } = parseMetricsFileAt(key, text);
  return {
    in_file: isInFile(updated_at, generated_at, writtenAt),
    ...{ run_id, revision, generated_at },
    published_at: writtenAt.toISOString(),
  };
};

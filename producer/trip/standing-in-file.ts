import { GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import { currentKey, type PublishedDay, parseMetricsFileAt } from '../../functions/contracts/metrics-file.ts';
import { hasSeen } from '../../functions/trip/business-time.ts';
import { TRIP_STATUS } from '../../functions/trip/trip.ts';
import type { DailyKpi } from '../kpi/daily-kpi.ts';
import type { StoredTrip } from './stored-trip.ts';

/** The published file of a trip's day. */
interface FileOfDay {
  readonly run_id: string;
  readonly revision: number | null;
  /** When its run began to read, and when the file was written: ISO 8601 UTC. */
  readonly generated_at: string;
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

const readFileOfDay = async (
  { s3, bucketName }: Pick<DailyKpi, 's3' | 'bucketName'>,
  date: string,
): Promise<{ readonly day: PublishedDay; readonly writtenAt: Date } | undefined> => {
  const key = currentKey(date);
  try {
    const { Body, LastModified } = await s3.send(new GetObjectCommand({ Bucket: bucketName, Key: key }));
    const text = await Body?.transformToString();
    if (text === undefined || LastModified === undefined)
      throw new Error(`S3 gave ${key} without a body or a date`);
    return { day: parseMetricsFileAt(key, text), writtenAt: LastModified };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
};

/** Whether a file whose run began and that was written at these times has what was last written at `updatedAt`. */
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
  const file = await readFileOfDay(kpi, completion_date);
  if (file === undefined) return { in_file: 'not-published' };
  const { run_id, revision, generated_at } = file.day;
  return {
    in_file: isInFile(updated_at, generated_at, file.writtenAt),
    ...{ run_id, revision, generated_at },
    published_at: file.writtenAt.toISOString(),
  };
};

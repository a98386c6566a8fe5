import { tripStartSchema } from '../../functions/trip/trip-event.ts';
import { connectDailyKpi } from '../kpi/daily-kpi.ts';
import { openQuarantine } from '../repair/quarantine-scan.ts';
import type { StackTarget } from '../stack/stack-outputs.ts';
import { findDeadLetters } from './find-dead-letters.ts';
import { findRefused } from './find-refused.ts';
import { shardOfRecord } from './shard-of-record.ts';
import { type StandingInFile, standingInFile } from './standing-in-file.ts';
import { readStoredTrip, type StoredHalf, type StoredTrip } from './stored-trip.ts';
import type { QueueSearch } from './waiting-half.ts';

/** A stored half and the shard that its record came through; null when the stream no longer lists that shard. */
export type PlacedHalf = StoredHalf & { readonly stream: string; readonly shard_id: string | null };

/** All that is known of a trip. */
export interface TripReport extends QueueSearch {
  readonly trip_id: string;
  /** IANA name of the business's time zone. */
  readonly time_zone: string;
  /** Null when the table does not have it. */
  readonly stored:
    | (Omit<StoredTrip, 'trip_id' | 'start' | 'end'> & {
        readonly start: PlacedHalf | null;
        readonly end: PlacedHalf | null;
        readonly published: StandingInFile;
      })
    | null;
}

const TRIP_ID = new RegExp(tripStartSchema.properties.trip_id.pattern);

const placed = async (
  target: StackTarget,
  stream: string,
  partitionKey: string,
  half: StoredHalf | null,
): Promise<PlacedHalf | null> => {
  if (half === null) return null;
  const { sequence_number: sequenceNumber } = half;
  const shard = await shardOfRecord(target, stream, { partitionKey, sequenceNumber });
  return { ...half, stream, shard_id: shard ?? null };
};

/**
 * Finds a trip in the table, in the published file of its day, and in both queues, which it leaves as they are. An id that
 * no trip can have is looked for in the queues alone: the table keeps other items under such keys.
 */
export const findTrip = async (
  target: StackTarget,
  tripId: string,
  options: { readonly silent: boolean },
): Promise<TripReport> => {
  const quarantine = await openQuarantine(target);
  const { outputs } = quarantine;
  const found = TRIP_ID.test(tripId)
    ? await readStoredTrip(target, outputs.tripsTableName, tripId)
    : undefined;
  const refused = await findRefused(quarantine, tripId, options);
  const dead = await findDeadLetters(quarantine, tripId, options);
  const queues: QueueSearch = {
    waiting: [...refused.waiting, ...dead.waiting],
    unreadable: refused.unreadable + dead.unreadable,
    hidden: refused.hidden + dead.hidden,
  };
  const report = { trip_id: tripId, time_zone: outputs.businessTimeZone, ...queues };
  if (found === undefined) return { ...report, stored: null };
  const { trip_id: _, ...stored } = found;
  return {
    ...report,
    stored: {
      ...stored,
      start: await placed(target, outputs.startStreamName, tripId, found.start),
      end: await placed(target, outputs.endStreamName, tripId, found.end),
      published: await standingInFile(connectDailyKpi(target, outputs), found),
    },
  };
};

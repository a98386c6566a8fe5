import { tripStartSchema } from '../../functions/trip/trip-event.ts';
import { connectDailyKpi } from '../kpi/daily-kpi.ts';
import { openQuarantine, type Quarantine } from '../repair/quarantine-scan.ts';
import type { StackOutputs, StackTarget } from '../stack/stack-outputs.ts';
import { findDeadLetters } from './find-dead-letters.ts';
import { findRefused } from './find-refused.ts';
import { shardOfRecord } from './shard-of-record.ts';
import { type StandingInFile, standingInFile } from './standing-in-file.ts';
import { readStoredTrip, type StoredHalf, type StoredTrip } from './stored-trip.ts';
import type { QueueSearch } from './waiting-half.ts';

/** A stored half and the shard of its record; the shard is null if the stream no longer lists it. */
export type PlacedHalf = StoredHalf & { readonly stream: string; readonly shard_id: string | null };

/** A trip in the table, and whether the published file of its day has it. */
export type TripInTable = Omit<StoredTrip, 'trip_id' | 'start' | 'end'> & {
  readonly start: PlacedHalf | null;
  readonly end: PlacedHalf | null;
  readonly published: StandingInFile;
};

export interface TripReport extends QueueSearch {
  readonly trip_id: string;
  readonly time_zone: string;
  /** Null when the table does not have it. */
  readonly stored: TripInTable | null;
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
 * Finds a trip in the table and in the published file of its day; null if the table does not have it. An id that no trip
 * can have is not looked for: the table keeps other items under such keys.
 */
export const findInTable = async (
  target: StackTarget,
  outputs: StackOutputs,
  tripId: string,
): Promise<TripInTable | null> => {
  if (!TRIP_ID.test(tripId)) return null;
  const found = await readStoredTrip(target, outputs.tripsTableName, tripId);
  if (found === undefined) return null;
  const { trip_id: _, ...stored } = found;
  return {
    ...stored,
    start: await placed(target, outputs.startStreamName, tripId, found.start),
    end: await placed(target, outputs.endStreamName, tripId, found.end),
    published: await standingInFile(connectDailyKpi(target, outputs), found),
  };
};

/** Looks for a trip in both queues, which it leaves as they are. */
export const findWaiting = async (
  quarantine: Quarantine,
  tripId: string,
  options: { readonly silent: boolean },
): Promise<QueueSearch> => {
  const refused = await findRefused(quarantine, tripId, options);
  const dead = await findDeadLetters(quarantine, tripId, options);
  return {
    waiting: [...refused.waiting, ...dead.waiting],
    unreadable: refused.unreadable + dead.unreadable,
    hidden: refused.hidden + dead.hidden,
  };
};

/** Finds a trip in the table, in the published file of its day, and in both queues. */
export const findTrip = async (
  target: StackTarget,
  tripId: string,
  options: { readonly silent: boolean },
): Promise<TripReport> => {
  const quarantine = await openQuarantine(target);
  const { outputs } = quarantine;
  const stored = await findInTable(target, outputs, tripId);
  const waiting = await findWaiting(quarantine, tripId, options);
  return { trip_id: tripId, time_zone: outputs.businessTimeZone, ...waiting, stored };
};

import type { TripEnd } from '../trip/event-schemas.ts';
import { endHalf, type SaveHalfTrip } from '../trip/trip.ts';

/** Writes what a trip's end says into the trip, whether or not its start is known already; gives the dates concerned. */
export const recordTripEnd =
  ({
    saveHalfTrip,
    partitionCount,
  }: {
    readonly saveHalfTrip: SaveHalfTrip;
    readonly partitionCount: number;
  }) =>
  (end: TripEnd, signal: AbortSignal, position: string): Promise<readonly string[]> =>
    saveHalfTrip(endHalf(end, partitionCount, position), signal);

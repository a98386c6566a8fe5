import type { TripEnd } from './domain/event-schemas.ts';
import { endHalf, type SaveHalfTrip } from './domain/trip.ts';

/** Writes what a trip's end says into the trip, whether or not its start is known already. */
export const recordTripEnd =
  ({
    saveHalfTrip,
    partitionCount,
  }: {
    readonly saveHalfTrip: SaveHalfTrip;
    readonly partitionCount: number;
  }) =>
  (end: TripEnd, signal: AbortSignal, position: string): Promise<void> =>
    saveHalfTrip(endHalf(end, partitionCount, position), signal);

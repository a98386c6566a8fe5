import type { TripStart } from './domain/event-schemas.ts';
import { type SaveHalfTrip, startHalf } from './domain/trip.ts';

/** Writes what a trip's start says into the trip, whether or not its end is known already. */
export const recordTripStart =
  ({ saveHalfTrip }: { readonly saveHalfTrip: SaveHalfTrip }) =>
  (start: TripStart, signal: AbortSignal, position: string): Promise<void> =>
    saveHalfTrip(startHalf(start, position), signal);

import type { TripStart } from '../trip/event-schemas.ts';
import { type SaveHalfTrip, startHalf } from '../trip/trip.ts';

/** Writes what a trip's start says into the trip, whether or not its end is known already; gives the dates concerned. */
export const recordTripStart =
  ({ saveHalfTrip }: { readonly saveHalfTrip: SaveHalfTrip }) =>
  (start: TripStart, signal: AbortSignal, position: string): Promise<readonly string[]> =>
    saveHalfTrip(startHalf(start, position), signal);

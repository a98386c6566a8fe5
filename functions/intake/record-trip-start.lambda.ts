import { startHalf } from '../trip/trip.ts';
import { usualTripStart } from '../trip/trip-event.ts';
import { recordTrips } from './record-trips.lambda.ts';

export const handler = recordTrips(
  usualTripStart,
  async () => (await import('../contracts/parse-trip-event.ts')).judgeTripStart,
  startHalf,
);

import { parseTripStart } from '../contracts/parse-trip-event.ts';
import { startHalf } from '../trip/trip.ts';
import { recordTrips } from './record-trips.lambda.ts';

export const handler = recordTrips(parseTripStart, startHalf);

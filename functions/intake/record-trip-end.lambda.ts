import { requiredVariable } from '../aws/handler.ts';
import { parseTripEnd } from '../contracts/parse-trip-event.ts';
import { endHalf } from '../trip/trip.ts';
import { recordTrips } from './record-trips.lambda.ts';

const partitionCount = Number(requiredVariable('partitions'));

export const handler = recordTrips(parseTripEnd, (end, position) => endHalf(end, partitionCount, position));

import { requiredVariable } from '../aws/handler.ts';
import { partitionCount } from '../aws/partition-count.aws.ts';
import { parseTripEnd } from '../contracts/parse-trip-event.ts';
import { endHalf } from '../trip/trip.ts';
import { recordTrips } from './record-trips.lambda.ts';

const partitions = Number(requiredVariable('partitions'));
const { keepLargest } = partitionCount(requiredVariable('tripsTableName'));

let isKept = false;
/** Once per environment of the function: every run then knows of the partitions that its ends go to. */
const keepPartitions = async (signal: AbortSignal): Promise<void> => {
  if (!isKept) await keepLargest(partitions, signal);
  isKept = true;
};

export const handler = recordTrips(
  parseTripEnd,
  (end, position) => endHalf(end, partitions, position),
  keepPartitions,
);

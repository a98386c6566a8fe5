import { requiredVariable } from '../aws/handler.ts';
import type { RunNotes } from '../aws/run-notes.aws.ts';
import { endHalf } from '../trip/trip.ts';
import { usualTripEnd } from '../trip/trip-event.ts';
import { recordTrips } from './record-trips.lambda.ts';

const partitions = Number(requiredVariable('partitions'));

let isKept = false;
/** Runs once per function environment. From then on, every run knows how many partitions the ends are written to. */
const keepPartitions = async (notes: RunNotes, signal: AbortSignal): Promise<void> => {
  if (!isKept) await notes.keepLargestPartitionCount(partitions, signal);
  isKept = true;
};

export const handler = recordTrips(
  usualTripEnd,
  async () => (await import('../contracts/parse-trip-event.ts')).judgeTripEnd,
  (end, position) => endHalf(end, partitions, position),
  keepPartitions,
);

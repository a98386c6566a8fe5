import { KPI_RUN, laneShape, PAGE_BYTES, roundsOf } from '../../functions/contracts/agreed.ts';
import { WORKLOAD } from './workload.ts';

/** How long the longest lane of a day reads, over all its calls. */
const laneSecondsOf = (tripsPerDay: number, partitions: number): number => {
  const pages = Math.ceil((tripsPerDay * WORKLOAD.indexItemBytes) / partitions / PAGE_BYTES);
  return laneShape(partitions).longest * pages * WORKLOAD.runPageSeconds;
};

/** How many rounds of calls a day takes. */
export const dayRoundsOf = (tripsPerDay: number, partitions: number): number =>
  roundsOf(laneSecondsOf(tripsPerDay, partitions));

/** How long a run takes for one day. */
export const daySecondsOf = (tripsPerDay: number, partitions: number): number =>
  laneSecondsOf(tripsPerDay, partitions) +
  (2 + dayRoundsOf(tripsPerDay, partitions)) * WORKLOAD.runCallSeconds;

/** How many partitions keep all lanes equally long; no day has more than `most`. */
export const inWholeLanes = (needed: number, most: number): number =>
  needed <= KPI_RUN.lanesAtOnce
    ? needed
    : Math.min(most, Math.ceil(needed / KPI_RUN.lanesAtOnce) * KPI_RUN.lanesAtOnce);

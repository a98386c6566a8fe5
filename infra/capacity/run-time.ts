import { PAGE_MARGIN_MILLISECONDS } from '../../functions/contracts/names.ts';
import definition from '../../statemachines/daily-kpi.asl.json' with { type: 'json' };
import { PAGE_BYTES } from './aws-limits.ts';
import { WORKLOAD } from './workload.ts';

const days = definition.States['Sum and publish every day'];
/** Of the run as it is deployed. */
export const RUN = {
  timeoutSeconds: definition.TimeoutSeconds,
  daysAtOnce: days.MaxConcurrency,
  partitionsAtOnce: days.ItemProcessor.States['Sum every partition of the day'].MaxConcurrency,
};

/** How long one call reads one partition of a day. */
export const sumSecondsOf = (tripsPerDay: number, partitions: number): number => {
  const pages = Math.ceil((tripsPerDay * WORKLOAD.indexItemBytes) / partitions / PAGE_BYTES);
  return WORKLOAD.runCallSeconds + pages * WORKLOAD.runPageSeconds;
};

export const MARGIN_SECONDS = PAGE_MARGIN_MILLISECONDS / 1_000;

/** How many calls one partition takes: each stops when its time is short, and another goes on. */
export const callsOf = (seconds: number, timeoutSeconds: number): number =>
  Math.ceil((seconds - WORKLOAD.runCallSeconds) / (timeoutSeconds - MARGIN_SECONDS));

/** How long a run takes for one day. */
export const daySecondsOf = (
  tripsPerDay: number,
  { partitions, partitionsAtOnce }: { readonly partitions: number; readonly partitionsAtOnce: number },
): number =>
  2 * WORKLOAD.runCallSeconds +
  Math.ceil(partitions / partitionsAtOnce) * sumSecondsOf(tripsPerDay, partitions);

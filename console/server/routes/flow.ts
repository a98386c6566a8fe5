import { reading } from '../../../producer/status/read-status.ts';
import { type FlowNow, flowNow } from '../../api/flow.ts';
import type { StackAccess } from '../aws/stack-access.ts';
import { readLastHour } from '../flow/last-hour.ts';
import { countDays, readTableCounts } from '../flow/stored-counts.ts';
import { MINUTELY, watching } from '../live/watch.ts';

const readFlow = async (stack: StackAccess): Promise<FlowNow> => {
  const sources = await stack.statusSources();
  const now = new Date();
  const [hours, table, days] = await Promise.all([
    reading(readLastHour(sources, now), stack.target),
    reading(readTableCounts(sources), stack.target),
    reading(countDays(sources), stack.target),
  ]);
  return { readAt: now.toISOString(), hours, table, days };
};

export const flowWatches = [watching(flowNow, (_params, stack) => readFlow(stack), MINUTELY)];

import type { Ledger } from '../../../producer/ledger/ledger.ts';
import type { LedgerRange } from '../../../producer/ledger/read-ledger.ts';
import { reading } from '../../../producer/status/read-status.ts';
import { type FlowNow, flowNow } from '../../api/flow.ts';
import type { StackAccess } from '../aws/stack-access.ts';
import { readLastHour } from '../flow/last-hour.ts';
import { countDays, readTableCounts } from '../flow/stored-counts.ts';
import { MINUTELY, watching } from '../live/watch.ts';

const HOUR_MS = 3_600_000;

const readLedger = async (stack: StackAccess, range: LedgerRange): Promise<Ledger> =>
  (await stack.ledger()).read(range);

const readFlow = async (stack: StackAccess): Promise<FlowNow> => {
  const sources = await stack.statusSources();
  const now = new Date();
  const hourAgo = new Date(now.getTime() - HOUR_MS);
  const [hours, table, days, ledger] = await Promise.all([
    reading(readLastHour(sources, now), stack.target),
    reading(readTableCounts(sources), stack.target),
    reading(countDays(sources), stack.target),
    reading(readLedger(stack, { from: hourAgo, to: now }), stack.target),
  ]);
  return { readAt: now.toISOString(), hours, table, days, ledger };
};

export const flowWatches = [watching(flowNow, (_params, stack) => readFlow(stack), MINUTELY)];

import { readWaitingNow } from '../../../producer/day/waiting-now.ts';
import { connectDailyKpi } from '../../../producer/kpi/daily-kpi.ts';
import { csvOf } from '../../../producer/kpi/range/exported-days.ts';
import {
  backfillPlan,
  backfillProgress,
  dayDetail,
  dayRange,
  exportDays,
  startBackfill,
  stopBackfill,
} from '../../api/days.ts';
import { perStack, type StackAccess } from '../aws/stack-access.ts';
import { Backfill, daysOfBackfill } from '../days/backfill.ts';
import { DailyFiles } from '../days/daily-files.ts';
import { readDayDetail } from '../days/read-day.ts';
import { publishedAmong, readRange, readWholeRange } from '../days/read-range.ts';
import { on } from '../http/route.ts';
import { USUAL_INTERVALS, watching } from '../live/watch.ts';

const keptOf = perStack(({ closing }) => ({ files: new DailyFiles(), backfill: new Backfill(closing) }));

/** Unpaced sources, for work that the user asked for and waits for. */
const workSources = async (stack: StackAccess) => ({
  kpi: connectDailyKpi(stack.workTarget, await stack.outputs()),
  files: keptOf(stack).files,
});

export const dayRoutes = [
  on(exportDays, async (range, stack) => ({
    name: `tripstream-${range.from}-to-${range.to}.csv`,
    text: csvOf(await readWholeRange(await workSources(stack), range)),
  })),
  on(backfillPlan, async (range, stack) => {
    const { dates } = await daysOfBackfill(stack.workTarget, range);
    return { dates, published: await publishedAmong(await workSources(stack), dates) };
  }),
  on(startBackfill, async (range, stack) => {
    await keptOf(stack).backfill.start(stack.workTarget, range);
    return {};
  }),
  on(stopBackfill, async (_nothing, stack) => {
    keptOf(stack).backfill.stop();
    return {};
  }),
];

/** Reading a day also reads what waits in the queues and streams, which takes many requests. */
const DAY_INTERVALS = { local: 1_000, aws: 10_000 };

export const dayWatches = [
  watching(
    dayRange,
    async (range, stack) => readRange({ kpi: await stack.kpi(), files: keptOf(stack).files }, range),
    USUAL_INTERVALS,
    ({ unread }) => unread === 0,
  ),
  watching(
    dayDetail,
    async ({ date }, stack) => {
      const now = await readWaitingNow(stack.target, await stack.outputs());
      return readDayDetail({ kpi: await stack.kpi(), files: keptOf(stack).files, now }, date);
    },
    DAY_INTERVALS,
  ),
  watching(backfillProgress, async (_nothing, stack) => keptOf(stack).backfill.progress(), {
    local: 400,
    aws: 400,
  }),
];

import { setTimeout as sleep } from 'node:timers/promises';
import {
  connectDailyKpi,
  type DailyKpi,
  readPublished,
  startDailyKpi,
} from '../../producer/kpi/daily-kpi.ts';
import { awaitExecution, RunNotSucceeded } from '../../producer/kpi/execution/execution.ts';
import { forEachConcurrently } from '../../producer/stack/concurrent.ts';
import type { ChaosCloud } from './chaos-cloud.ts';
import type { Target } from './send-day.ts';

const MOST_RUNS = 20;
const PAUSE_MS = 300;
const DATES_AT_A_TIME = 2;

export interface KpiRuns {
  /** Runs that were started, successfully or not. */
  started: number;
  /** Executions that did not end as SUCCEEDED. */
  failed: number;
}

const runOnce = async (kpi: DailyKpi, date: string): Promise<void> => {
  const run = await startDailyKpi(kpi, date, 'manual');
  await awaitExecution(kpi.states, run, { signal: new AbortController().signal });
  await readPublished(kpi, run);
};

/** Runs the daily KPI of each date until a run succeeds, up to 20 times. */
export const sumDays = async (
  dates: readonly string[],
  cloud: ChaosCloud,
  { url, outputs }: Target,
): Promise<KpiRuns> => {
  const kpi = connectDailyKpi({ endpoint: url }, outputs);
  const runs = { started: 0, failed: 0 };
  await forEachConcurrently(dates, DATES_AT_A_TIME, async (date) => {
    for (let attempt = 1; ; attempt += 1) {
      await cloud.running();
      runs.started += 1;
      try {
        return await runOnce(kpi, date);
      } catch (error) {
        if (error instanceof RunNotSucceeded) runs.failed += 1;
        if (attempt === MOST_RUNS) throw error;
        await sleep(PAUSE_MS);
      }
    }
  });
  return runs;
};

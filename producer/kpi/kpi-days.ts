import { forEachConcurrently } from '../stack/concurrent.ts';
import { oneLine } from '../terminal/command-error.ts';
import { type DailyKpi, type KpiRun, readPublished, startDailyKpi } from './daily-kpi.ts';
import { awaitExecution, RunNotSucceeded } from './execution/execution.ts';

/** How many runs at a time; each reads up to 8 partitions at once. */
const RUNS_AT_A_TIME = 4;

export interface DayRun {
  readonly date: string;
  readonly execution?: KpiRun | undefined;
  /** The execution's status when last seen, or `NOT_STARTED`. */
  readonly status: string;
  /** The published metrics file, if the run succeeded. */
  readonly file?: string;
  /** Why the day is not summed, on one line; left out if it is summed, or if nobody waited for it. */
  readonly error?: string;
}

export interface DaysPorts {
  /** When this aborts, no more runs are started, and running ones are not waited for. */
  readonly stop: AbortSignal;
  readonly onStart?: (run: KpiRun) => void;
  readonly onEnd?: (day: DayRun) => void;
}

export const notStarted = (date: string): DayRun => ({ date, status: 'NOT_STARTED' });

const runDay = async (kpi: DailyKpi, date: string, { stop, onStart }: DaysPorts): Promise<DayRun> => {
  let execution: KpiRun | undefined;
  let { status } = notStarted(date);
  try {
    execution = await startDailyKpi(kpi, date, 'backfill');
    onStart?.(execution);
    status = 'RUNNING';
    await awaitExecution(kpi.states, execution, { signal: stop });
    status = 'SUCCEEDED';
    return { date, execution, status, file: await readPublished(kpi, execution) };
  } catch (error) {
    if (stop.aborted && Error.isError(error) && error.name === 'AbortError')
      return { date, execution, status };
    if (error instanceof RunNotSucceeded) status = error.status;
    return { date, execution, status, error: oneLine(error) };
  }
};

/** Runs the daily KPI for each of `dates`; one failure does not stop the others. */
export const runDays = async (
  kpi: DailyKpi,
  dates: readonly string[],
  ports: DaysPorts,
): Promise<readonly DayRun[]> => {
  const days = new Map<string, DayRun>();
  await forEachConcurrently(dates, RUNS_AT_A_TIME, async (date) => {
    if (ports.stop.aborted) return;
    const day = await runDay(kpi, date, ports);
    days.set(date, day);
    ports.onEnd?.(day);
  });
  return dates.map((date) => days.get(date) ?? notStarted(date));
};

import { openDailyKpi } from '../../../producer/kpi/daily-kpi.ts';
import { selectedDates } from '../../../producer/kpi/dates.ts';
import { type DayRun, notStarted, runDays } from '../../../producer/kpi/kpi-days.ts';
import { totalsOf } from '../../../producer/kpi/metrics-text.ts';
import type { StackTarget } from '../../../producer/stack/stack-outputs.ts';
import { CommandError } from '../../../producer/terminal/command-error.ts';
import type { BackfillDay, BackfillProgress, WholeRange } from '../../api/days.ts';

/** The days that a backfill sums. @throws {InputError} as `tripstream kpi run --from --to` */
export const daysOfBackfill = async (target: StackTarget, { from, to }: WholeRange) => {
  const dates = selectedDates({ from, to });
  return { dates, kpi: await openDailyKpi(target, dates.at(-1) ?? to) };
};

const shown = ({ date, status, execution, file, error }: DayRun): BackfillDay => ({
  ...{ date, status, runName: execution?.name, error },
  metrics: file === undefined ? undefined : totalsOf(file),
});

/** Sums days in the background, one backfill at a time. Every page sees its progress. */
export class Backfill {
  readonly #closing: AbortSignal;
  readonly #days = new Map<string, DayRun>();
  #running: AbortController | undefined;

  constructor(closing: AbortSignal) {
    this.#closing = closing;
  }

  progress(): BackfillProgress {
    return { isRunning: this.#running !== undefined, days: [...this.#days.values()].map(shown) };
  }

  /** @throws {CommandError} while another backfill is running; {InputError} if these days cannot be summed */
  async start(target: StackTarget, days: WholeRange): Promise<void> {
    if (this.#running !== undefined)
      throw new CommandError('a backfill is running: wait until it has ended, or stop it');
    const running = new AbortController();
    this.#running = running;
    try {
      const { dates, kpi } = await daysOfBackfill(target, days);
      this.#days.clear();
      for (const date of dates) this.#tell(notStarted(date));
      const stop = AbortSignal.any([running.signal, this.#closing]);
      const onStart: Parameters<typeof runDays>[2]['onStart'] = (execution) =>
        this.#tell({ date: execution.date, execution, status: 'RUNNING' });
      void runDays(kpi, dates, { stop, onStart, onEnd: (day) => this.#tell(day) }).finally(() => {
        this.#running = undefined;
      });
    } catch (error) {
      this.#running = undefined;
      throw error;
    }
  }

  /** Starts no more days and stops waiting for those already running, which continue. */
  stop(): void {
    this.#running?.abort();
  }

  #tell(day: DayRun): void {
    this.#days.set(day.date, day);
  }
}

import {
  currentKey,
  type PublishedDay,
  parseMetricsFileAt,
} from '../../../functions/contracts/metrics-file.ts';
import { forEachConcurrently } from '../../stack/concurrent.ts';
import { InterruptedError } from '../../terminal/command-error.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { withProgress } from '../../terminal/progress.ts';
import { type DailyKpi, readMetricsFile } from '../daily-kpi.ts';

const READS_AT_A_TIME = 8;

/** A day of a range; it has no file if nothing is published for it. */
export interface DayOfRange {
  readonly date: string;
  readonly file?: {
    readonly day: PublishedDay;
    /** The file itself. */
    readonly text: string;
  };
}

const readDay = async (kpi: DailyKpi, date: string): Promise<DayOfRange> => {
  const text = await readMetricsFile(kpi, date);
  if (text === undefined) return { date };
  return { date, file: { day: parseMetricsFileAt(currentKey(date), text), text } };
};

/** Reads what is published for each of `dates`, in their order. @throws {InterruptedError} when Ctrl-C ended it */
export const readPublishedDays = (
  kpi: DailyKpi,
  dates: readonly string[],
  { silent }: { readonly silent: boolean },
): Promise<readonly DayOfRange[]> =>
  interruptible((stop) =>
    withProgress({ label: 'Reading', unit: 'days', total: dates.length, silent }, async ({ update }) => {
      const days = new Map<string, DayOfRange>();
      await forEachConcurrently(dates, READS_AT_A_TIME, async (date) => {
        if (stop.aborted) throw new InterruptedError('interrupted: nothing was written');
        days.set(date, await readDay(kpi, date));
        update(days.size);
      });
      return dates.map((date) => days.get(date) ?? { date });
    }),
  );

export const unpublishedDates = (days: readonly DayOfRange[]): readonly string[] =>
  days.filter(({ file }) => file === undefined).map(({ date }) => date);

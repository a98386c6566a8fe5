import { commandLine } from '../stack/command-line.ts';
import { CommandError, InterruptedError } from '../terminal/command-error.ts';
import { writeError } from '../terminal/output.ts';
import { counted, money } from '../terminal/text.ts';
import { dateOptions, datesText } from './dates.ts';
import type { DayRun } from './kpi-days.ts';
import { splicedMetrics, totalsOf } from './metrics-text.ts';

const row = (date: string, trips: string, totalFare: string, execution: string): string =>
  `${date.padEnd(10)}  ${trips.padStart(10)}  ${totalFare.padStart(14)}  ${execution}\n`;

export const DAYS_HEADING = row('date', 'trips', 'total_fare', 'execution');

/** One day's outcome on one line: trips, total and execution, or its status in place of the first two. */
export const dayLine = ({ date, status, file, execution }: DayRun): string => {
  if (file === undefined) return row(date, status, '', execution?.name ?? '').replace(/ +\n$/, '\n');
  const { trips, totalFare } = totalsOf(file);
  return row(date, trips.toLocaleString('en-US'), money(totalFare), execution?.name ?? '');
};

const datesOf = (days: readonly DayRun[]): readonly string[] => days.map(({ date }) => date);

/** How many days were summed, and how many trips they have in total. */
export const summaryLine = (days: readonly DayRun[], seconds: number): string => {
  const files = days.flatMap(({ file }) => file ?? []);
  const trips = files.reduce((sum, file) => sum + totalsOf(file).trips, 0);
  const counts = `${files.length.toLocaleString('en-US')} of ${days.length.toLocaleString('en-US')} days`;
  const empty = days.filter(({ file }) => file !== undefined && totalsOf(file).trips === 0);
  const warning = empty.length === 0 ? '' : `No trip was completed on ${datesText(datesOf(empty))}.\n`;
  return `Summed ${counts} in ${seconds.toFixed(1)} s: ${counted(trips, 'trip')}.\n${warning}`;
};

/** The runs for JSON, in which every number of a metrics file keeps its digits. */
export const daysReport = (days: readonly DayRun[]) => ({
  runs: days.map(({ date, execution, status, file, error }) => ({
    date,
    execution: execution?.name ?? null,
    status,
    metrics: file === undefined ? null : splicedMetrics(file),
    error,
  })),
});

/** Calls `print` for each of `dates` in order, as soon as the date and all earlier ones are ready. */
export const inDateOrder = (
  dates: readonly string[],
  print: (day: DayRun) => void,
): ((day: DayRun) => void) => {
  const waiting = new Map<string, DayRun>();
  let next = 0;
  return (day) => {
    waiting.set(day.date, day);
    for (;;) {
      const turn = waiting.get(dates[next] ?? '');
      if (turn === undefined) return;
      waiting.delete(turn.date);
      next += 1;
      print(turn);
    }
  };
};

const goingOn = (days: readonly DayRun[]): string => {
  const names = days.flatMap(({ execution }) => execution?.name ?? []);
  return `no longer waiting for ${names.join(', ')}, which ${names.length === 1 ? 'continues' : 'continue'}`;
};

/**
 * Checks that every day is summed, and prints each failure to stderr on a line of its own.
 * @throws {CommandError | InterruptedError} if some days are not: it says which runs continue, and gives the command,
 * with `options`, for the days that failed or were not started
 */
export const checkComplete = (
  days: readonly DayRun[],
  isInterrupted: boolean,
  options: Parameters<typeof commandLine>[1] & { readonly json?: boolean },
): void => {
  const failed = days.filter(({ error }) => error !== undefined);
  const unstarted = days.filter(({ status, error }) => status === 'NOT_STARTED' && error === undefined);
  const running = days.filter(({ status, error }) => status === 'RUNNING' && error === undefined);
  for (const { date, error } of failed) writeError(`${date}: ${error}\n`);
  const left = datesOf([...failed, ...unstarted]).toSorted();
  const repeat = commandLine('kpi run', options, { ...dateOptions(left), json: options.json });
  if (isInterrupted && left.length + running.length > 0) {
    const parts = [
      'interrupted',
      ...(running.length === 0 ? [] : [goingOn(running)]),
      ...(unstarted.length === 0 ? [] : [`not started: ${datesText(datesOf(unstarted))}`]),
      ...(left.length === 0 ? [] : [`run the rest with: ${repeat}`]),
    ];
    throw new InterruptedError(parts.join('; '));
  }
  if (failed.length > 0) {
    const [{ date } = { date: '' }] = failed;
    const history = commandLine('kpi history', options, { date });
    throw new CommandError(
      `${failed.length} of ${days.length} days failed; to see why: ${history}; run only those again with: ${repeat}`,
    );
  }
};

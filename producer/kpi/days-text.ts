import type { DayRun } from './kpi-days.ts';
import { splicedMetrics, totalsOf } from './published-metrics.ts';

const row = (date: string, trips: string, totalFare: string, execution: string): string =>
  `${date.padEnd(10)}  ${trips.padStart(10)}  ${totalFare.padStart(14)}  ${execution}\n`;

/** What `dayLine` has in its columns. */
export const DAYS_HEADING = row('date', 'trips', 'total_fare', 'execution');

/** One day's outcome on one line: trips, total and execution, or its status in place of the first two. */
export const dayLine = ({ date, status, file, execution }: DayRun): string => {
  if (file === undefined) return row(date, status, '', execution?.name ?? '').replace(/ +\n$/, '\n');
  const { trips, totalFare } = totalsOf(file);
  return row(date, trips.toLocaleString('en-US'), totalFare, execution?.name ?? '');
};

/** How many days are summed, and what they add up to. */
export const summaryLine = (days: readonly DayRun[], seconds: number): string => {
  const files = days.flatMap(({ file }) => file ?? []);
  const trips = files.reduce((sum, file) => sum + totalsOf(file).trips, 0);
  const counts = `${files.length.toLocaleString('en-US')} of ${days.length.toLocaleString('en-US')} days`;
  return `Summed ${counts} in ${seconds.toFixed(1)} s: ${trips.toLocaleString('en-US')} trips.\n`;
};

/** The runs as one JSON document, in which every number of a metrics file keeps its digits. */
export const daysJson = (days: readonly DayRun[]): string => {
  const runs = days.map(({ date, execution, status, file, error }) => ({
    date,
    execution: execution?.name ?? null,
    status,
    metrics: file === undefined ? null : splicedMetrics(file),
    error,
  }));
  return `${JSON.stringify({ runs })}\n`;
};

/** Calls `print` for each of `dates` in their order, as soon as it and all before it are there. */
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

import { commandLine } from '../stack/command-line.ts';
import { CommandError, InterruptedError } from '../terminal/command-error.ts';
import { dateOptions, datesText } from './dates.ts';
import type { DayRun } from './kpi-days.ts';

const datesOf = (days: readonly DayRun[]): readonly string[] => days.map(({ date }) => date);

const goingOn = (days: readonly DayRun[]): string => {
  const names = days.flatMap(({ execution }) => execution?.name ?? []);
  return `no longer waiting for ${names.join(', ')}, which ${names.length === 1 ? 'goes' : 'go'} on`;
};

/**
 * Checks that every day is summed. The failures go to stderr, a line each.
 *
 * @throws {CommandError | InterruptedError} when some are not: which runs go on, and the command, with `options`, for
 * the days that failed or were not started
 */
export const checkComplete = (
  days: readonly DayRun[],
  interrupted: boolean,
  options: Parameters<typeof commandLine>[1],
): void => {
  const failed = days.filter(({ error }) => error !== undefined);
  const unstarted = days.filter(({ status, error }) => status === 'NOT_STARTED' && error === undefined);
  const running = days.filter(({ status, error }) => status === 'RUNNING' && error === undefined);
  for (const { date, error } of failed) process.stderr.write(`${date}: ${error}\n`);
  const left = datesOf([...failed, ...unstarted]).toSorted();
  const repeat = commandLine('kpi run', { ...dateOptions(left), ...options });
  if (interrupted && left.length + running.length > 0) {
    const parts = [
      'interrupted',
      ...(running.length === 0 ? [] : [goingOn(running)]),
      ...(unstarted.length === 0 ? [] : [`not started: ${datesText(datesOf(unstarted))}`]),
      ...(left.length === 0 ? [] : [`run what is left with: ${repeat}`]),
    ];
    throw new InterruptedError(parts.join('; '));
  }
  if (failed.length > 0) {
    throw new CommandError(
      `${failed.length} of ${days.length} days failed; run just them again with: ${repeat}`,
    );
  }
};

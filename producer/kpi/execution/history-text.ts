import { chunksOf } from '../../stack/concurrent.ts';
import { counted, localTime, signed } from '../../terminal/text.ts';
import { type ExecutionFailure, failureText } from './execution-failure.ts';
import type { DayReport, ExecutionReport, PartitionReport, StateReport } from './execution-report.ts';
import { SUM_DAYS } from './state-names.ts';

const WIDTH = 78;
const CAUSE_CHARACTERS = 300;
/** How many failed partitions are shown; the JSON has all of them. */
const MOST_TROUBLES = 8;

export interface ExecutionHistory extends ExecutionReport, ExecutionFailure {
  /** The day that was asked for. */
  readonly date: string;
  readonly execution: string;
  readonly executionArn: string;
  readonly status: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  /** Null while it runs. */
  readonly seconds: number | null;
  readonly consoleLink?: string | undefined;
}

const duration = (seconds: number | null): string => {
  if (seconds === null) return '…';
  if (seconds < 60) return `${seconds.toFixed(2)} s`;
  const minutes = Math.floor(seconds / 60);
  return `${minutes} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`;
};

const shortened = (text: string): string =>
  text.length > CAUSE_CHARACTERS ? `${text.slice(0, CAUSE_CHARACTERS)}…` : text;

const statesTable = (states: readonly StateReport[], timeZone: string): string[] => {
  const nameWidth = Math.max(5, ...states.map(({ name }) => name.length));
  const row = (name: string, started: string, took: string, retries: string, status: string): string =>
    `  ${name.padEnd(nameWidth)}  ${started.padEnd(8)}  ${took.padStart(11)}  ${retries.padStart(7)}  ${status}`.trimEnd();
  const rows = states.flatMap(({ name, startedAt, seconds, retries, status, lastFailure }) => {
    const hasSucceeded = status === 'SUCCEEDED';
    const started = localTime(startedAt, timeZone, false);
    const line = row(name, started, duration(seconds), String(retries), hasSucceeded ? '' : status);
    // A failed state has the same reason as the execution, which is printed above.
    const isRetried = hasSucceeded && lastFailure !== undefined;
    return isRetried ? [line, `    retried after ${shortened(failureText(lastFailure))}`] : [line];
  });
  return [row('state', 'started', 'took', 'retries', ''), ...rows];
};

const shortName = ({ partition }: PartitionReport): string => partition.replace(/^.*#/, '');

const countsGrid = (partitions: readonly PartitionReport[]): string[] => {
  const cells = partitions.map(
    (partition) => `${shortName(partition)}: ${partition.trips?.toLocaleString('en-US') ?? '-'}`,
  );
  const cellWidth = Math.max(...cells.map(({ length }) => length)) + 3;
  const perLine = Math.max(1, Math.floor(WIDTH / cellWidth));
  return chunksOf(cells, perLine).map((line) =>
    `  ${line.map((cell) => cell.padEnd(cellWidth)).join('')}`.trimEnd(),
  );
};

const troubles = (partitions: readonly PartitionReport[]): string[] => {
  const told = partitions.flatMap((partition) => {
    const { lastFailure, retries, status } = partition;
    if (lastFailure === undefined) return [];
    const times = `${retries} ${retries === 1 ? 'retry' : 'retries'}`;
    const fate = status === 'FAILED' ? `failed after ${times}` : times;
    return [`  ${shortName(partition)}: ${fate}; ${shortened(failureText(lastFailure))}`];
  });
  const rest = told.length - MOST_TROUBLES;
  return [...told.slice(0, MOST_TROUBLES), ...(rest > 0 ? [`  and ${rest} more such partitions`] : [])];
};

const partitionsText = (day: DayReport | undefined): string[] => {
  if (day === undefined || day.partitions.length === 0) return [];
  const { partitions, plannedPartitions } = day;
  const summed = partitions.filter((partition) => partition.trips !== undefined);
  const trips = summed.reduce((sum, { trips: count = 0 }) => sum + count, 0);
  const count = summed.reduce((sum, partition) => sum + partition.count, 0);
  const heading = `${count} of ${plannedPartitions} partitions summed, ${counted(trips, 'trip')}`;
  return ['', heading, ...countsGrid(partitions), ...troubles(partitions)];
};

/** The top-level states and, under the one that sums the days, the states of the day that was asked for. */
const withStatesOf = (day: DayReport | undefined, states: readonly StateReport[]): readonly StateReport[] =>
  states.flatMap((state) => {
    const inside = state.name === SUM_DAYS ? (day?.states ?? []) : [];
    return [state, ...inside.map((inner) => ({ ...inner, name: `  ${inner.name}` }))];
  });

const outcomeText = ({ outcome, reason, status }: DayReport): string => {
  const because = reason === 'late-completions' ? ', for its late completions' : '';
  if (outcome === undefined) return `${status.toLowerCase()}${because}`;
  const { status: result, revision, change } = outcome;
  if (result === 'waiting') return `waits for another run; this one had no time left for it${because}`;
  const difference =
    change === null
      ? ''
      : `, ${signed(change.count_trips.toLocaleString('en-US'))} ${Math.abs(change.count_trips) === 1 ? 'trip' : 'trips'}, ${signed(change.total_fare)} in all`;
  return `${result}${revision === null ? '' : `, revision ${revision}`}${difference}${because}`;
};

const daysText = (date: string, days: readonly DayReport[]): string[] =>
  days
    .toSorted((one, other) => Number(other.date === date) - Number(one.date === date))
    .map((day) => `${day.date}: ${outcomeText(day)}`);

/** An execution for a terminal, with the partitions of the day that was asked for. */
export const historyText = (history: ExecutionHistory, timeZone: string): string => {
  const { date, execution, status, startedAt, seconds, states, days, consoleLink } = history;
  const day = days.find((one) => one.date === date);
  const failure = shortened(failureText(history));
  return [
    `${execution}: ${status}`,
    `The daily KPI of ${date}, started ${localTime(startedAt, timeZone)} (${timeZone}), ${seconds === null ? 'still running' : `took ${duration(seconds)}`}`,
    ...(failure === '' ? [] : [`Error: ${failure}`]),
    ...(consoleLink === undefined ? [] : [consoleLink]),
    '',
    ...statesTable(withStatesOf(day, states), timeZone),
    ...partitionsText(day),
    ...(days.length === 0 ? [] : ['', ...daysText(date, days)]),
    '',
  ].join('\n');
};

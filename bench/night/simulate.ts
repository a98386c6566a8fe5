import { parseArgs } from 'node:util';
import { reportBadUsage, UsageError, wholeNumber } from '../../checks/bad-usage.ts';
import { KPI_RUN, MOST_PLANNED_EVENTS } from '../../functions/contracts/agreed.ts';
import { MAX_LOOK_BACK_DAYS } from '../../functions/trip/business-time.ts';
import { DoesNotFit } from '../../infra/capacity/derive-size.ts';
import { DEFAULT_LOOK_BACK_DAYS } from '../../infra/settings/settings.ts';
import { guardOutput } from '../../producer/terminal/output.ts';
import { withProgress } from '../../producer/terminal/progress.ts';
import { alignedLines } from '../../producer/terminal/text.ts';
import { writeSection } from '../performance-page.ts';
import { type Night, type NightReport, runNight } from './run-night.ts';

const VOLUMES = [100_000, 5_000_000, 500_000_000];
const MOST_TRIPS = 2_000_000_000;

const USAGE = `Usage: npm run simulate -- [options]

Simulates the nightly run in virtual time: its state machine on the local cloud's interpreter, and its functions over a
model of the index. The model returns each page after a delay, throttles some of the reads, and refuses all of them for
two minutes of each hour.

  --trips-per-day N  size of each day (default: ${VOLUMES.join(', ')})
  --marked-days N    days before yesterday with late completions, 0 to ${MAX_LOOK_BACK_DAYS} (default: 0, and ${DEFAULT_LOOK_BACK_DAYS})
  --json             the nights as JSON on stdout
  --write            also write the nights into docs/performance.md
  --help             this text

Exits with 1 if a run has ${MOST_PLANNED_EVENTS} history events or more, reaches its timeout, or publishes a sum that differs from the model's.
`;

const readArguments = (args: string[]) => {
  const { values } = parseArgs({
    args,
    options: {
      'trips-per-day': { type: 'string' },
      'marked-days': { type: 'string' },
      json: { type: 'boolean' },
      write: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const { 'trips-per-day': trips, 'marked-days': marked } = values;
  const volumes = trips === undefined ? VOLUMES : [wholeNumber('trips-per-day', trips, 1, MOST_TRIPS)];
  const marks =
    marked === undefined
      ? [0, DEFAULT_LOOK_BACK_DAYS]
      : [wholeNumber('marked-days', marked, 0, MAX_LOOK_BACK_DAYS)];
  const nights = volumes.flatMap((tripsPerDay) => marks.map((markedDays) => ({ tripsPerDay, markedDays })));
  return { ...values, nights };
};

const duration = (seconds: number | null): string => {
  if (seconds === null) return '-';
  const minutes = Math.floor(seconds / 60);
  return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
};

const shown = (value: number): string => value.toLocaleString('en-US');

const COLUMNS = [
  ...['trips a day', 'marked', 'partitions', 'summed', 'waiting', 'yesterday after', 'whole run'],
  ...['events', 'calls', 'pages', 'throttled'],
];

const row = (night: NightReport): string[] => [
  ...[night.tripsPerDay, night.markedDays, night.partitions, night.summedDays, night.waitingDays].map(shown),
  ...[night.yesterdaySeconds, night.seconds].map(duration),
  ...[night.events, night.calls, night.pages, night.throttledReads].map(shown),
];

const table = (nights: readonly NightReport[]): string =>
  [
    ...alignedLines([COLUMNS, ...nights.map(row)], [...COLUMNS.keys()]),
    ...nights.flatMap(({ tripsPerDay, markedDays, problems }) =>
      problems.map((problem) => `  WRONG: ${shown(tripsPerDay)} trips, ${markedDays} marked: ${problem}`),
    ),
    '',
  ].join('\n');

const section = (
  nights: readonly NightReport[],
): string => `Simulated, not measured: the run's own state machine and functions over a model of the index, in virtual time. In the
model, a page takes half to twice the time that [capacity.md](capacity.md) assumes. The model throttles one read in a
hundred, and refuses all reads for two minutes of each hour. A run stops summing after ${KPI_RUN.summingSeconds / 60} minutes and ends after ${KPI_RUN.timeoutSeconds / 60}.
Later nights sum the days that wait.

\`\`\`
${table(nights).trimEnd()}
\`\`\``;

const simulateAll = (nights: readonly Night[]): Promise<readonly NightReport[]> =>
  withProgress(
    { label: 'Simulating', unit: 'nights', total: nights.length, silent: false },
    async (progress) => {
      const reports: NightReport[] = [];
      for (const night of nights) {
        reports.push(await runNight(night));
        progress.update(reports.length);
      }
      return reports;
    },
  );

const main = async (args: string[]): Promise<void> => {
  const { nights, json, write, help } = readArguments(args);
  if (help) {
    process.stdout.write(USAGE);
    return;
  }
  const reports = await simulateAll(nights);
  if (write) await writeSection('night', section(reports));
  process.stdout.write(json ? `${JSON.stringify(reports)}\n` : table(reports));
  process.exitCode = reports.every(({ problems }) => problems.length === 0) ? 0 : 1;
};

export const simulate = (args: string[]): Promise<void> =>
  main(args).catch((error: unknown) =>
    reportBadUsage('simulate', error instanceof DoesNotFit ? new UsageError(error.message) : error),
  );

if (import.meta.main) {
  guardOutput();
  await simulate(process.argv.slice(2));
}

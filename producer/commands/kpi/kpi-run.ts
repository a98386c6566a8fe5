import { type Command, Option } from 'commander';
import { printDay } from '../../day/print-day.ts';
import {
  type DailyKpi,
  type KpiRun,
  openDailyKpi,
  readPublished,
  startDailyKpi,
} from '../../kpi/daily-kpi.ts';
import { type DateOptions, selectedDates } from '../../kpi/dates.ts';
import {
  checkComplete,
  DAYS_HEADING,
  dayLine,
  daysReport,
  inDateOrder,
  summaryLine,
} from '../../kpi/days-text.ts';
import { consoleLink, RunNotSucceeded, startedText } from '../../kpi/execution/execution.ts';
import { PARTITIONS_OF_DAYS, startAndWatch } from '../../kpi/execution/execution-progress.ts';
import { type DayRun, notStarted, runDays } from '../../kpi/kpi-days.ts';
import { commandLine } from '../../stack/command-line.ts';
import { CommandError, InputError } from '../../terminal/command-error.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { writeError } from '../../terminal/output.ts';
import { printResult } from '../../terminal/print.ts';
import { withProgress } from '../../terminal/progress.ts';
import { addDayOptions, addStackCommand, type StackCommandOptions } from '../command-options.ts';

interface RunOptions extends StackCommandOptions, DateOptions {
  readonly wait: boolean;
  readonly dryRun?: boolean;
}

/** Starts a run and waits for it. If it fails, the error message ends with the command that shows more. */
const runAndWait = async (kpi: DailyKpi, date: string, options: RunOptions): Promise<KpiRun> => {
  try {
    return await startAndWatch(
      () => startDailyKpi(kpi, date, 'manual'),
      { ...kpi, counted: PARTITIONS_OF_DAYS },
      ({ name }) => `the execution ${name} continues`,
      options,
    );
  } catch (error) {
    if (!(error instanceof RunNotSucceeded)) throw error;
    const { executionName: execution, message } = error;
    const history = commandLine('kpi history', options, { date, execution });
    throw new CommandError(`${message.replace(/\.$/, '')}. State by state: ${history}`, { cause: error });
  }
};

const runDay = async (kpi: DailyKpi, date: string, options: RunOptions): Promise<void> => {
  if (options.wait) {
    const run = await runAndWait(kpi, date, options);
    await printDay(date, await readPublished(kpi, run), kpi, options);
  } else {
    const run = await startDailyKpi(kpi, date, 'manual');
    const link = consoleLink(run, options);
    const lines = [`Started ${run.name}`, run.executionArn, ...(link === undefined ? [] : [link])];
    printResult(options, { ...run, consoleLink: link }, `${lines.join('\n')}\n`);
  }
};

/** Runs the days and prints the outcome of each, in the order of their dates. */
const runAndPrint = (
  kpi: DailyKpi,
  dates: readonly string[],
  stop: AbortSignal,
  options: RunOptions,
): Promise<readonly DayRun[]> => {
  const { json: silent = false } = options;
  const bar = { label: 'Summing', unit: 'days', total: dates.length, silent };
  return withProgress(bar, (progress) => {
    const print = inDateOrder(dates, (day) => progress.above(dayLine(day)));
    let ended = 0;
    progress.update(ended);
    if (!silent) progress.above(DAYS_HEADING);
    return runDays(kpi, dates, {
      stop,
      onStart: (run) => {
        if (consoleLink(run, options) !== undefined && !silent)
          progress.above(startedText(run, options), writeError);
      },
      onEnd: (day) => {
        if (day.status !== 'RUNNING') ended += 1;
        progress.update(ended);
        if (!silent) print(day);
      },
    });
  });
};

const runSeveralDays = async (
  kpi: DailyKpi,
  dates: readonly string[],
  options: RunOptions,
): Promise<void> => {
  const startedAt = performance.now();
  const { days, isInterrupted } = await interruptible(async (stop) => ({
    days: await runAndPrint(kpi, dates, stop, options),
    isInterrupted: stop.aborted,
  }));
  const seconds = (performance.now() - startedAt) / 1000;
  printResult(options, daysReport(days), summaryLine(days, seconds));
  checkComplete(days, isInterrupted, options);
};

const run = async (options: RunOptions): Promise<void> => {
  const dates = selectedDates(options);
  const [date = '', ...others] = dates;
  const isOneDay = others.length === 0 && options.from === undefined;
  if (!isOneDay && !options.wait) {
    throw new InputError('--no-wait works for a single day only: leave it out, or give one --date');
  }
  const kpi = await openDailyKpi(options, dates.at(-1) ?? date);
  if (options.dryRun === true) {
    printResult(options, daysReport(dates.map(notStarted)), `${dates.join('\n')}\n`);
  } else if (isOneDay) await runDay(kpi, date, options);
  else await runSeveralDays(kpi, dates, options);
};

export const addKpiRunCommand = (kpi: Command): void => {
  const command = addStackCommand(kpi, 'run', {
    description: 'run the daily KPI and print the metrics of one day, or one line for each of several days',
    examples: [
      'kpi run --date 2024-05-25 --endpoint http://127.0.0.1:4566',
      'kpi run --date 2024-05-25 --no-wait',
      'kpi run --from 2024-05-01 --to 2024-05-31 --dry-run',
      'kpi run --from 2024-05-01 --to 2024-05-31 --stage prod --region eu-central-1 --profile analytics',
    ],
  });
  addDayOptions(command, new Option('--date <YYYY-MM-DD...>', 'one or more days on which the trips ended'))
    .option('--dry-run', 'list the days and start nothing')
    .option('--no-wait', 'start the run of one day and do not wait for it')
    .option('--json', 'print the metrics file itself, or the runs of several days as one JSON document')
    .action(run);
};

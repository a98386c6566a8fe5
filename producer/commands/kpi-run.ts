import { type Command, Option } from 'commander';
import { consoleLink } from '../kpi/console-link.ts';
import {
  awaitDailyKpi,
  checkNotInFuture,
  connectDailyKpi,
  type DailyKpi,
  type KpiRun,
  readPublished,
  startDailyKpi,
} from '../kpi/daily-kpi.ts';
import { type DateOptions, selectedDates } from '../kpi/dates.ts';
import { checkComplete } from '../kpi/days-left.ts';
import { DAYS_HEADING, dayLine, daysJson, inDateOrder, summaryLine } from '../kpi/days-text.ts';
import { showExecutionProgress } from '../kpi/execution/show-execution-progress.ts';
import { type DayRun, notStarted, runDays } from '../kpi/kpi-days.ts';
import { printMetrics } from '../kpi/metrics-table.ts';
import { targetOptions } from '../stack/command-line.ts';
import { readStackOutputs, type StackTarget } from '../stack/stack-outputs.ts';
import { InputError, InterruptedError } from '../terminal/command-error.ts';
import { onInterrupt } from '../terminal/interrupt.ts';
import { startProgress } from '../terminal/progress.ts';
import { addExamples, addStackOptions } from './command-options.ts';

interface RunOptions extends StackTarget, DateOptions {
  readonly wait: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const waitFor = async (kpi: DailyKpi, run: KpiRun, silent: boolean): Promise<void> => {
  const interrupt = onInterrupt();
  const progress = showExecutionProgress({ unit: 'partitions', silent });
  try {
    await awaitDailyKpi(kpi, run, { signal: interrupt.signal, onProgress: progress.update });
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    throw new InterruptedError(`no longer waiting: the execution ${run.name} goes on`);
  } finally {
    progress.end();
    interrupt.release();
  }
};

const runDay = async (kpi: DailyKpi, date: string, options: RunOptions): Promise<void> => {
  const { json = false, wait } = options;
  const run = await startDailyKpi(kpi, date, 'manual');
  const link = consoleLink(run, options);
  const started = [`Started ${run.name}`, ...(link === undefined ? [] : [link])];
  if (wait) {
    if (!json) process.stderr.write(`${started.join('\n')}\n`);
    await waitFor(kpi, run, json);
    printMetrics(await readPublished(kpi, run), json);
  } else {
    const text = [...started.toSpliced(1, 0, run.executionArn)].join('\n');
    process.stdout.write(`${json ? JSON.stringify({ ...run, consoleLink: link }) : text}\n`);
  }
};

/** Runs the days and tells of each, in the order of their dates. */
const runAndTell = async (
  kpi: DailyKpi,
  dates: readonly string[],
  stop: AbortSignal,
  options: RunOptions,
): Promise<readonly DayRun[]> => {
  const { json = false } = options;
  const progress = startProgress({ label: 'Summing', unit: 'days', total: dates.length, silent: json });
  const tell = inDateOrder(dates, (day) => progress.above(() => void process.stdout.write(dayLine(day))));
  let ended = 0;
  progress.update(ended);
  if (!json) progress.above(() => void process.stdout.write(DAYS_HEADING));
  try {
    return await runDays(kpi, dates, {
      stop,
      onStart: (run) => {
        const link = consoleLink(run, options);
        if (link !== undefined && !json)
          progress.above(() => void process.stderr.write(`Started ${run.name}\n${link}\n`));
      },
      onEnd: (day) => {
        if (day.status !== 'RUNNING') ended += 1;
        progress.update(ended);
        if (!json) tell(day);
      },
    });
  } finally {
    progress.end();
  }
};

const runSeveralDays = async (
  kpi: DailyKpi,
  dates: readonly string[],
  options: RunOptions,
): Promise<void> => {
  const startedAt = performance.now();
  const interrupt = onInterrupt();
  const days = await runAndTell(kpi, dates, interrupt.signal, options);
  interrupt.release();
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(options.json === true ? daysJson(days) : summaryLine(days, seconds));
  checkComplete(days, interrupt.signal.aborted, { ...targetOptions(options), json: options.json });
};

const run = async (options: RunOptions): Promise<void> => {
  const dates = selectedDates(options);
  const [date = '', ...others] = dates;
  const isOneDay = others.length === 0 && options.from === undefined;
  if (!isOneDay && !options.wait) {
    throw new InputError('--no-wait starts one day alone: leave it out, or give one --date');
  }
  const kpi = connectDailyKpi(options, await readStackOutputs(options));
  checkNotInFuture(dates.at(-1) ?? date, kpi);
  if (options.dryRun === true) {
    const list = `${dates.join('\n')}\n`;
    process.stdout.write(options.json === true ? daysJson(dates.map(notStarted)) : list);
  } else if (isOneDay) await runDay(kpi, date, options);
  else await runSeveralDays(kpi, dates, options);
};

/** Adds `tripstream kpi run`. */
export const addKpiRunCommand = (kpi: Command): void => {
  const command = kpi
    .command('run')
    .description('run the daily KPI for one day and print its metrics, or for several and list them');
  addStackOptions(command)
    .addOption(
      new Option('--date <YYYY-MM-DD...>', 'the day on which the trips ended, or several').conflicts([
        'from',
        'to',
      ]),
    )
    .option('--from <YYYY-MM-DD>', 'the first of several days')
    .option('--to <YYYY-MM-DD>', 'the last of them, included')
    .option('--dry-run', 'list the days and start nothing')
    .option('--no-wait', 'start the run of one day and leave it to itself')
    .option('--json', 'print the metrics file itself; of several days, the runs as one JSON document')
    .action(run);
  addExamples(command, [
    'kpi run --date 2024-05-25 --endpoint http://127.0.0.1:4566',
    'kpi run --date 2024-05-25 --no-wait',
    'kpi run --from 2024-05-01 --to 2024-05-31 --dry-run',
    'kpi run --from 2024-05-01 --to 2024-05-31 --stage prod --region eu-central-1 --profile analytics',
  ]);
};

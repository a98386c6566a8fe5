import type { Command } from 'commander';
import { currentKey } from '../../functions/domain/metrics-file.ts';
import { CommandError, InterruptedError } from '../command-error.ts';
import { addExamples, addStackOptions } from '../command-options.ts';
import {
  awaitDailyKpi,
  checkDate,
  checkNotInFuture,
  connectDailyKpi,
  type DailyKpi,
  type KpiRun,
  readMetricsFile,
  readPublished,
  startDailyKpi,
} from '../daily-kpi.ts';
import { onInterrupt } from '../interrupt.ts';
import { startKpiProgress } from '../kpi-progress.ts';
import { metricsTable } from '../metrics-table.ts';
import { readStackOutputs, type StackTarget } from '../stack-outputs.ts';

interface ShowOptions extends StackTarget {
  readonly date: string;
  readonly json?: boolean;
}

interface RunOptions extends ShowOptions {
  readonly wait: boolean;
}

const connect = async (options: ShowOptions): Promise<DailyKpi> => {
  checkDate(options.date);
  const outputs = await readStackOutputs(options);
  checkNotInFuture(options.date, outputs.businessTimeZone);
  return connectDailyKpi(options, outputs);
};

const print = (file: Uint8Array, json = false): void => {
  process.stdout.write(json ? file : metricsTable(Buffer.from(file).toString('utf8')));
};

const show = async (options: ShowOptions): Promise<void> => {
  const { date, json } = options;
  const kpi = await connect(options);
  const file = await readMetricsFile(kpi, date);
  if (file === undefined) {
    const place = `s3://${kpi.bucketName}/${currentKey(date)}`;
    throw new CommandError(
      `nothing is published for ${date} (${place}): run "tripstream kpi run --date ${date}"`,
    );
  }
  print(file, json);
};

const waitFor = async (kpi: DailyKpi, run: KpiRun, silent: boolean): Promise<void> => {
  const interrupt = onInterrupt();
  const progress = startKpiProgress({ silent });
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

const run = async (options: RunOptions): Promise<void> => {
  const { date, json = false, wait } = options;
  const kpi = await connect(options);
  const started = await startDailyKpi(kpi, date);
  if (wait) {
    if (!json) process.stderr.write(`Started ${started.name}\n`);
    await waitFor(kpi, started, json);
    print(await readPublished(kpi, started), json);
  } else {
    process.stdout.write(
      `${json ? JSON.stringify(started) : `Started ${started.name}\n${started.executionArn}`}\n`,
    );
  }
};

/** Adds `tripstream kpi run` and `tripstream kpi show`. */
export const addKpiCommand = (program: Command): void => {
  const kpi = program.command('kpi').description('compute or show the metrics of a day');
  addExamples(kpi, ['kpi run --date 2024-05-25', 'kpi show --date 2024-05-25']);
  const runCommand = kpi.command('run').description('run the daily KPI for a date and print its metrics');
  addStackOptions(runCommand)
    .requiredOption('--date <YYYY-MM-DD>', 'the day on which the trips ended')
    .option('--no-wait', 'start the run and leave it to itself')
    .option('--json', 'print the metrics file itself')
    .action(run);
  addExamples(runCommand, [
    'kpi run --date 2024-05-25 --endpoint http://127.0.0.1:4566',
    'kpi run --date 2024-05-25 --no-wait',
  ]);
  const showCommand = kpi.command('show').description('print the metrics that are published for a date');
  addStackOptions(showCommand)
    .requiredOption('--date <YYYY-MM-DD>', 'the day on which the trips ended')
    .option('--json', 'print the metrics file itself')
    .action(show);
  addExamples(showCommand, [
    'kpi show --date 2024-05-25 --endpoint http://127.0.0.1:4566',
    'kpi show --date 2024-05-25 --json',
  ]);
};

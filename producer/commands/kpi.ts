import type { Command } from 'commander';
import { currentKey } from '../../functions/contracts/metrics-file.ts';
import { checkNotInFuture, connectDailyKpi, readMetricsFile } from '../kpi/daily-kpi.ts';
import { checkDate } from '../kpi/dates.ts';
import { printMetrics } from '../kpi/metrics-table.ts';
import { commandLine, targetOptions } from '../stack/command-line.ts';
import { readStackOutputs, type StackTarget } from '../stack/stack-outputs.ts';
import { CommandError } from '../terminal/command-error.ts';
import { addExamples, addStackOptions, once } from './command-options.ts';
import { addKpiDiffCommand } from './kpi-diff.ts';
import { addKpiHistoryCommand } from './kpi-history.ts';
import { addKpiRunCommand } from './kpi-run.ts';

interface ShowOptions extends StackTarget {
  readonly date: string;
  readonly json?: boolean;
}

const show = async (options: ShowOptions): Promise<void> => {
  const { date, json } = options;
  checkDate(date);
  const kpi = connectDailyKpi(options, await readStackOutputs(options));
  checkNotInFuture(date, kpi);
  const file = await readMetricsFile(kpi, date);
  if (file === undefined) {
    const place = `s3://${kpi.bucketName}/${currentKey(date)}`;
    throw new CommandError(
      `nothing is published for ${date} (${place}): run "${commandLine('kpi run', { date, ...targetOptions(options) })}"`,
    );
  }
  printMetrics(file, json);
};

const addKpiShowCommand = (kpi: Command): void => {
  const command = kpi.command('show').description('print the metrics that are published for a date');
  addStackOptions(command)
    .requiredOption('--date <YYYY-MM-DD>', 'the day on which the trips ended', once)
    .option('--json', 'print the metrics file itself')
    .action(show);
  addExamples(command, [
    'kpi show --date 2024-05-25 --endpoint http://127.0.0.1:4566',
    'kpi show --date 2024-05-25 --json',
  ]);
};

/** Adds `tripstream kpi` and the commands below it. */
export const addKpiCommand = (program: Command): void => {
  const kpi = program.command('kpi').description('compute or show the metrics of a day');
  addKpiRunCommand(kpi);
  addKpiShowCommand(kpi);
  addKpiHistoryCommand(kpi);
  addKpiDiffCommand(kpi);
  addExamples(kpi, [
    'kpi run --date 2024-05-25',
    'kpi run --from 2024-05-01 --to 2024-05-31',
    'kpi show --date 2024-05-25',
    'kpi history --date 2024-05-25',
    'kpi diff --date 2024-05-25',
  ]);
};

import type { Command } from 'commander';
import { runsPrefix } from '../../functions/contracts/metrics-file.ts';
import { checkNotInFuture, connectDailyKpi } from '../kpi/daily-kpi.ts';
import { checkDate } from '../kpi/dates.ts';
import { revisionsJson, revisionsText } from '../kpi/revisions.ts';
import { readRunCopies } from '../kpi/run-copies.ts';
import { commandLine, targetOptions } from '../stack/command-line.ts';
import { readStackOutputs, type StackTarget } from '../stack/stack-outputs.ts';
import { CommandError } from '../terminal/command-error.ts';
import { addExamples, addStackOptions, once } from './command-options.ts';

interface DiffOptions extends StackTarget {
  readonly date: string;
  readonly json?: boolean;
}

const diff = async (options: DiffOptions): Promise<void> => {
  const { date, json } = options;
  checkDate(date);
  const kpi = connectDailyKpi(options, await readStackOutputs(options));
  checkNotInFuture(date, kpi);
  const copies = await readRunCopies(kpi, date);
  if (copies.length === 0) {
    const place = `s3://${kpi.bucketName}/${runsPrefix(date)}`;
    throw new CommandError(
      `no run of ${date} has published (${place}): run "${commandLine('kpi run', { date, ...targetOptions(options) })}"`,
    );
  }
  process.stdout.write(
    json === true ? revisionsJson(date, copies) : revisionsText(date, copies, kpi.timeZone),
  );
};

/** Adds `tripstream kpi diff`. */
export const addKpiDiffCommand = (kpi: Command): void => {
  const command = kpi
    .command('diff')
    .description('show how the metrics of a date have changed from revision to revision, and why');
  addStackOptions(command)
    .requiredOption('--date <YYYY-MM-DD>', 'the day on which the trips ended', once)
    .option('--json', 'print it as JSON')
    .action(diff);
  addExamples(command, [
    'kpi diff --date 2024-05-25 --endpoint http://127.0.0.1:4566',
    'kpi diff --date 2024-05-25 --stage prod --json',
  ]);
};

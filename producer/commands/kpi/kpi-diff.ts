import type { Command } from 'commander';
import { runsPrefix } from '../../../functions/contracts/metrics-file.ts';
import { openDailyKpi } from '../../kpi/daily-kpi.ts';
import { readRunCopies, revisionsReport, revisionsText } from '../../kpi/revisions.ts';
import { commandLine } from '../../stack/command-line.ts';
import { CommandError } from '../../terminal/command-error.ts';
import { printResult } from '../../terminal/print.ts';
import { addStackCommand, type DayOptions } from '../command-options.ts';

const diff = async (options: DayOptions): Promise<void> => {
  const { date } = options;
  const kpi = await openDailyKpi(options, date);
  const copies = await readRunCopies(kpi, date);
  if (copies.length === 0) {
    throw new CommandError(
      `no run has published ${date} (s3://${kpi.bucketName}/${runsPrefix(date)}): run "${commandLine('kpi run', options, { date })}"`,
    );
  }
  printResult(options, revisionsReport(date, copies), revisionsText(date, copies, kpi.timeZone));
};

export const addKpiDiffCommand = (kpi: Command): void => {
  addStackCommand(kpi, 'diff', {
    description: 'show how the metrics of a date have changed from revision to revision, and why',
    examples: [
      'kpi diff --date 2024-05-25 --endpoint http://127.0.0.1:4566',
      'kpi diff --date 2024-05-25 --stage prod --json',
    ],
  })
    .requiredOption('--date <YYYY-MM-DD>', 'the day on which the trips ended')
    .option('--json', 'print it as JSON')
    .action(diff);
};

import type { Command } from 'commander';
import { currentKey } from '../../../functions/contracts/metrics-file.ts';
import { openDailyKpi, readMetricsFile } from '../../kpi/daily-kpi.ts';
import { printMetrics } from '../../kpi/metrics-text.ts';
import { commandLine } from '../../stack/command-line.ts';
import { CommandError } from '../../terminal/command-error.ts';
import { addCommand, addStackCommand, type DayOptions, dateOption } from '../command-options.ts';
import { addKpiDiffCommand } from './kpi-diff.ts';
import { addKpiHistoryCommand } from './kpi-history.ts';
import { addKpiRunCommand } from './kpi-run.ts';

const show = async (options: DayOptions): Promise<void> => {
  const { date } = options;
  const kpi = await openDailyKpi(options, date);
  const file = await readMetricsFile(kpi, date);
  if (file === undefined) {
    throw new CommandError(
      `nothing is published for ${date} (s3://${kpi.bucketName}/${currentKey(date)}): run "${commandLine('kpi run', options, { date })}"`,
    );
  }
  printMetrics(options, file);
};

const addKpiShowCommand = (kpi: Command): void => {
  addStackCommand(kpi, 'show', {
    description: 'print the metrics that are published for a date',
    examples: [
      'kpi show --date 2024-05-25 --endpoint http://127.0.0.1:4566',
      'kpi show --date 2024-05-25 --json',
    ],
  })
    .addOption(dateOption('the day on which the trips ended'))
    .option('--json', 'print the metrics file itself')
    .action(show);
};

/** Adds `tripstream kpi` and the commands below it. */
export const addKpiCommand = (program: Command): void => {
  const kpi = addCommand(program, 'kpi', {
    description: 'compute or show the metrics of a day',
    examples: [
      'kpi run --date 2024-05-25',
      'kpi run --from 2024-05-01 --to 2024-05-31',
      'kpi show --date 2024-05-25',
      'kpi history --date 2024-05-25',
      'kpi diff --date 2024-05-25',
    ],
  });
  addKpiRunCommand(kpi);
  addKpiShowCommand(kpi);
  addKpiHistoryCommand(kpi);
  addKpiDiffCommand(kpi);
};

import { type Command, Option } from 'commander';
import { currentKey } from '../../../functions/contracts/metrics-file.ts';
import { printDay } from '../../day/print-day.ts';
import { openDailyKpi, readMetricsFile } from '../../kpi/daily-kpi.ts';
import { readableDates } from '../../kpi/dates.ts';
import { readPublishedDays } from '../../kpi/range/published-days.ts';
import { rangeReport, rangeTable } from '../../kpi/range/range-table.ts';
import { commandLine } from '../../stack/command-line.ts';
import { CommandError } from '../../terminal/command-error.ts';
import { printResult } from '../../terminal/print.ts';
import { addDayOptions, addStackCommand, type StackCommandOptions } from '../command-options.ts';

interface ShowOptions extends StackCommandOptions {
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
}

const showDay = async (date: string, options: ShowOptions): Promise<void> => {
  const kpi = await openDailyKpi(options, date);
  const file = await readMetricsFile(kpi, date);
  if (file === undefined) {
    throw new CommandError(
      `nothing is published for ${date} (s3://${kpi.bucketName}/${currentKey(date)}): run "${commandLine('kpi run', options, { date })}"`,
    );
  }
  await printDay(date, file, kpi, options);
};

const showRange = async (dates: readonly string[], options: ShowOptions): Promise<void> => {
  const kpi = await openDailyKpi(options, dates.at(-1) ?? '');
  const days = await readPublishedDays(kpi, dates, { silent: options.json === true });
  printResult(options, rangeReport(days), rangeTable(days, kpi.timeZone));
};

const show = async ({ date, ...options }: ShowOptions): Promise<void> => {
  if (date === undefined) await showRange(readableDates(options), options);
  else await showDay(date, options);
};

export const addKpiShowCommand = (kpi: Command): void => {
  const command = addStackCommand(kpi, 'show', {
    description: 'print the published metrics of a date, or a table of several dates',
    examples: [
      'kpi show --date 2024-05-25 --endpoint http://127.0.0.1:4566',
      'kpi show --date 2024-05-25 --json',
      'kpi show --from 2024-05-01 --to 2024-05-31 --stage prod',
    ],
  });
  addDayOptions(command, new Option('--date <YYYY-MM-DD>', 'the day on which the trips ended'))
    .option('--json', 'print the metrics file itself; for several days, all files as one JSON document')
    .action(show);
};

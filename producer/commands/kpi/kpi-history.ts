import type { Command } from 'commander';
import { type DailyKpi, openDailyKpi } from '../../kpi/daily-kpi.ts';
import { datesText } from '../../kpi/dates.ts';
import { consoleLink } from '../../kpi/execution/execution.ts';
import { executionReport } from '../../kpi/execution/execution-report.ts';
import { HistoryReader } from '../../kpi/execution/history-reader.ts';
import { type ExecutionHistory, historyText } from '../../kpi/execution/history-text.ts';
import { type DatedExecution, findExecution, findLatestExecution } from '../../kpi/find-execution.ts';
import { commandLine } from '../../stack/command-line.ts';
import { InputError } from '../../terminal/command-error.ts';
import { printResult } from '../../terminal/print.ts';
import { addStackCommand, type DayOptions } from '../command-options.ts';

interface HistoryOptions extends DayOptions {
  readonly execution?: string;
}

const find = async (kpi: DailyKpi, options: HistoryOptions): Promise<DatedExecution> => {
  const { date, execution } = options;
  if (execution === undefined)
    return findLatestExecution(kpi, date, commandLine('kpi run', options, { date }));
  const found = await findExecution(kpi, execution);
  if (!found.dates.includes(date))
    throw new InputError(`${execution} is for ${datesText(found.dates.toSorted())}, not for ${date}`);
  return found;
};

const historyOf = async (
  kpi: DailyKpi,
  { execution: described }: DatedExecution,
  { date, ...target }: HistoryOptions,
): Promise<ExecutionHistory> => {
  const { executionArn = '', name = '', status = '', startDate, stopDate, error, cause } = described;
  if (startDate === undefined)
    throw new Error(`DescribeExecution returned no start time for ${executionArn}`);
  return {
    date,
    execution: name,
    executionArn,
    consoleLink: consoleLink({ executionArn }, target),
    status,
    startedAt: startDate.toISOString(),
    seconds: stopDate === undefined ? null : (stopDate.getTime() - startDate.getTime()) / 1000,
    error,
    cause,
    ...executionReport(await new HistoryReader(kpi.states, executionArn).readNew()),
  };
};

const history = async (options: HistoryOptions): Promise<void> => {
  const kpi = await openDailyKpi(options, options.date);
  const found = await historyOf(kpi, await find(kpi, options), options);
  printResult(options, found, historyText(found, kpi.timeZone));
};

export const addKpiHistoryCommand = (kpi: Command): void => {
  addStackCommand(kpi, 'history', {
    description: 'show the latest execution for a date: its states, partitions, retries and errors',
    examples: [
      'kpi history --date 2024-05-25 --endpoint http://127.0.0.1:4566',
      'kpi history --date 2024-05-25 --stage prod --json',
    ],
  })
    .requiredOption('--date <YYYY-MM-DD>', 'the day that was summed')
    .option('--execution <name>', 'show this execution instead of the latest')
    .option('--json', 'print it as JSON')
    .action(history);
};

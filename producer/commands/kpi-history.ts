import type { Command } from 'commander';
import { consoleLink } from '../kpi/console-link.ts';
import { checkNotInFuture, connectDailyKpi, type DailyKpi } from '../kpi/daily-kpi.ts';
import { checkDate, datesText } from '../kpi/dates.ts';
import { readHistory } from '../kpi/execution/execution.ts';
import { executionReport } from '../kpi/execution/execution-report.ts';
import { type ExecutionHistory, historyText } from '../kpi/execution/history-text.ts';
import { type DatedExecution, findExecution, findLatestExecution } from '../kpi/find-execution.ts';
import { commandLine, targetOptions } from '../stack/command-line.ts';
import { readStackOutputs, type StackTarget } from '../stack/stack-outputs.ts';
import { InputError } from '../terminal/command-error.ts';
import { addExamples, addStackOptions, once } from './command-options.ts';

interface HistoryOptions extends StackTarget {
  readonly date: string;
  readonly execution?: string;
  readonly json?: boolean;
}

const find = async (kpi: DailyKpi, options: HistoryOptions): Promise<DatedExecution> => {
  const { date, execution } = options;
  if (execution === undefined)
    return findLatestExecution(kpi, date, commandLine('kpi run', { date, ...targetOptions(options) }));
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
  if (startDate === undefined) throw new Error(`DescribeExecution gave no start of ${executionArn}`);
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
    ...executionReport(await readHistory(kpi.states, executionArn)),
  };
};

const history = async (options: HistoryOptions): Promise<void> => {
  checkDate(options.date);
  const kpi = connectDailyKpi(options, await readStackOutputs(options));
  checkNotInFuture(options.date, kpi);
  const found = await historyOf(kpi, await find(kpi, options), options);
  process.stdout.write(
    options.json === true ? `${JSON.stringify(found)}\n` : historyText(found, kpi.timeZone),
  );
};

/** Adds `tripstream kpi history`. */
export const addKpiHistoryCommand = (kpi: Command): void => {
  const command = kpi
    .command('history')
    .description('show the latest execution for a date: its states, partitions, retries and errors');
  addStackOptions(command)
    .requiredOption('--date <YYYY-MM-DD>', 'the day that was summed', once)
    .option('--execution <name>', 'this execution for the day, in place of the latest')
    .option('--json', 'print it as JSON')
    .action(history);
  addExamples(command, [
    'kpi history --date 2024-05-25 --endpoint http://127.0.0.1:4566',
    'kpi history --date 2024-05-25 --stage prod --json',
  ]);
};

import type { Command } from 'commander';
import { auditKey } from '../../functions/contracts/metrics-file.ts';
import { AuditFile, auditTable, verdictText } from '../kpi/audit-text.ts';
import { consoleLink } from '../kpi/console-link.ts';
import { checkNotInFuture, connectDailyKpi, type DailyKpi, readDailyFile } from '../kpi/daily-kpi.ts';
import { checkDate } from '../kpi/dates.ts';
import { SEGMENTS_OF_AUDIT } from '../kpi/execution/audit-states.ts';
import { awaitExecution, type Execution, startExecution } from '../kpi/execution/execution.ts';
import { executionProgress } from '../kpi/execution/execution-progress.ts';
import { showExecutionProgress } from '../kpi/execution/show-execution-progress.ts';
import { commandLine, targetOptions } from '../stack/command-line.ts';
import { readStackOutputs, type StackTarget } from '../stack/stack-outputs.ts';
import { CommandError, InterruptedError } from '../terminal/command-error.ts';
import { onInterrupt } from '../terminal/interrupt.ts';
import { addExamples, addStackOptions, once } from './command-options.ts';

interface AuditOptions extends StackTarget {
  readonly date: string;
  readonly json?: boolean;
}

const waitFor = async (
  { states }: DailyKpi,
  execution: Execution,
  place: string,
  silent: boolean,
): Promise<void> => {
  const interrupt = onInterrupt();
  const progress = showExecutionProgress({ unit: 'segments', silent });
  try {
    await awaitExecution(states, execution, {
      signal: interrupt.signal,
      onHistory: (history) => progress.update(executionProgress(history, SEGMENTS_OF_AUDIT)),
    });
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    throw new InterruptedError(
      `no longer waiting: the execution ${execution.name} goes on, and writes ${place}`,
    );
  } finally {
    progress.end();
    interrupt.release();
  }
};

const audit = async (options: AuditOptions): Promise<void> => {
  const { date, json = false } = options;
  checkDate(date);
  const outputs = await readStackOutputs(options);
  const kpi = connectDailyKpi(options, outputs);
  checkNotInFuture(date, kpi);
  const place = `s3://${kpi.bucketName}/${auditKey(date)}`;
  const { auditStateMachineArn } = outputs;
  const execution = await startExecution(kpi.states, auditStateMachineArn, `audit-${date}-manual`, { date });
  const link = consoleLink(execution, options);
  const started = [`Started ${execution.name}`, ...(link === undefined ? [] : [link])];
  if (!json) process.stderr.write(`${started.join('\n')}\n`);
  await waitFor(kpi, execution, place, json);
  const file = await readDailyFile(kpi, auditKey(date));
  if (file === undefined) throw new CommandError(`${execution.name} succeeded, but ${place} is missing`);
  const found = new AuditFile(Buffer.from(file).toString('utf8'));
  process.stdout.write(json ? file : auditTable(found, place));
  const target = targetOptions(options);
  const verdict = verdictText(found, {
    runDate: commandLine('kpi run', { date, ...target }),
    auditAgain: commandLine('audit', { date, ...target }),
  });
  if (!json) process.stdout.write(verdict);
};

/** Adds `tripstream audit`. */
export const addAuditCommand = (program: Command): void => {
  const command = program
    .command('audit')
    .description(
      'read the whole table for the trips of a date: which are not complete, and are the metrics right?',
    );
  addStackOptions(command)
    .requiredOption('--date <YYYY-MM-DD>', 'the day on which the trips ended, or began and did not end', once)
    .option('--json', 'print the audit file itself, with the ids of some incomplete trips')
    .action(audit)
    .addHelpText(
      'after',
      '\nIt reads every item of the table, which costs what docs/cost.md says. The exit code is 1 when the published\nmetrics are not those of the table, and no later run explains it.',
    );
  addExamples(command, [
    'audit --date 2024-05-25 --endpoint http://127.0.0.1:4566',
    'audit --date 2024-05-25 --stage prod --json',
  ]);
};

import type { Command } from 'commander';
import { auditKey } from '../../functions/contracts/audit-file.ts';
import { auditTable, readAuditFile, verdictText } from '../kpi/audit-text.ts';
import { openDailyKpi, readWritten } from '../kpi/daily-kpi.ts';
import { RunNotSucceeded, startExecution, startedText } from '../kpi/execution/execution.ts';
import { SEGMENTS_OF_AUDIT, watchExecution } from '../kpi/execution/execution-progress.ts';
import { failureReport } from '../kpi/execution/failure-report.ts';
import { commandLine } from '../stack/command-line.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { writeOut } from '../terminal/output.ts';
import { printFile, printNote } from '../terminal/print.ts';
import { addStackCommand, type DayOptions, dateOption } from './command-options.ts';

const audit = async (options: DayOptions): Promise<void> => {
  const { date, json: silent = false } = options;
  const kpi = await openDailyKpi(options, date);
  const { states, auditStateMachineArn } = kpi;
  const place = `s3://${kpi.bucketName}/${auditKey(date)}`;
  // A signal ends the waiting, also one that comes before it.
  const execution = await interruptible(async (signal) => {
    const started = await startExecution(states, auditStateMachineArn, `audit-${date}-manual`, { date });
    printNote(options, startedText(started, options));
    const whatGoesOn = `the execution ${started.name} goes on, and writes ${place}`;
    try {
      await watchExecution(states, started, SEGMENTS_OF_AUDIT, { signal, silent, whatGoesOn });
    } catch (error) {
      if (!(error instanceof RunNotSucceeded)) throw error;
      const { timeZone } = kpi;
      printNote(options, ...(await failureReport(states, started, { target: options, timeZone })));
      throw error;
    }
    return started;
  });
  const bytes = await readWritten(kpi, execution, auditKey(date));
  const file = readAuditFile(Buffer.from(bytes).toString('utf8'));
  printFile(options, bytes, () => auditTable(date, file, { place, timeZone: kpi.timeZone }));
  const verdict = verdictText(date, file, {
    runDate: commandLine('kpi run', options, { date }),
    auditAgain: commandLine('audit', options, { date }),
  });
  if (!silent) writeOut(verdict);
};

/** Adds `tripstream audit`. */
export const addAuditCommand = (program: Command): void => {
  addStackCommand(program, 'audit', {
    description: 'check the metrics of a date against the whole table, and count its incomplete trips',
    note: 'Reads every item of the table; docs/cost.md says what that costs. Exits with 1 if the published metrics differ\nfrom the table and no later write explains the difference.',
    examples: [
      'audit --date 2024-05-25 --endpoint http://127.0.0.1:4566',
      'audit --date 2024-05-25 --stage prod --json',
    ],
  })
    .addOption(dateOption('the day on which the trips ended, or began and did not end'))
    .option('--json', 'print the audit file itself, with the ids of some incomplete trips')
    .action(audit);
};

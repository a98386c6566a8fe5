import type { Command } from 'commander';
import { auditKey } from '../../functions/contracts/audit-file.ts';
import { dollarsText } from '../../functions/contracts/audit-size.ts';
import { type AuditEstimate, estimateAudit, estimateText } from '../kpi/audit-estimate.ts';
import { auditTable, readAuditFile, verdictText } from '../kpi/audit-text.ts';
import { openDailyKpi, readWritten } from '../kpi/daily-kpi.ts';
import { startExecution } from '../kpi/execution/execution.ts';
import { SEGMENTS_OF_AUDIT, startAndWatch } from '../kpi/execution/execution-progress.ts';
import { commandLine } from '../stack/command-line.ts';
import { CommandError, InputError } from '../terminal/command-error.ts';
import { canAsk, confirmed } from '../terminal/confirm.ts';
import { writeOut } from '../terminal/output.ts';
import { printFile, printNote } from '../terminal/print.ts';
import { addStackCommand, type DayOptions } from './command-options.ts';

interface AuditOptions extends DayOptions {
  readonly yes?: boolean;
}

/** With --json, an audit up to this price starts without --yes. */
const UNASKED_NANODOLLARS = 1_000_000_000n;

/**
 * Prints how long the audit takes and what it costs, and asks before it starts.
 * @throws {InputError} if nobody can be asked
 */
const checkPrice = async (
  { json = false, yes = false }: AuditOptions,
  estimate: AuditEstimate,
): Promise<void> => {
  printNote({ json }, `${estimateText(estimate)}\n`);
  if (yes) return;
  const { nanodollars } = estimate;
  if (json && nanodollars <= UNASKED_NANODOLLARS) return;
  if (json)
    throw new InputError(
      `this audit costs about ${dollarsText(nanodollars)}, and --json spends at most ${dollarsText(UNASKED_NANODOLLARS)} on its own: add --yes`,
    );
  if (!canAsk())
    throw new InputError('an audit asks before it starts, but there is no terminal to ask on: add --yes');
  if (!(await confirmed('Start it?'))) throw new CommandError('nothing was started');
};

const audit = async (options: AuditOptions): Promise<void> => {
  const { date, json: silent = false } = options;
  const kpi = await openDailyKpi(options, date);
  const { states, auditStateMachineArn, timeZone } = kpi;
  await checkPrice(options, await estimateAudit(options, kpi.tripsTableName));
  const place = `s3://${kpi.bucketName}/${auditKey(date)}`;
  const execution = await startAndWatch(
    () => startExecution(states, auditStateMachineArn, `audit-${date}-manual`, { date }),
    { states, timeZone, counted: SEGMENTS_OF_AUDIT },
    ({ name }) => `the execution ${name} continues and will write ${place}`,
    options,
  );
  const text = await readWritten(kpi, execution, auditKey(date));
  const file = readAuditFile(text);
  printFile(options, text, () => auditTable(date, file, { place, timeZone }));
  const verdict = verdictText(date, file, {
    runDate: commandLine('kpi run', options, { date }),
    auditAgain: commandLine('audit', options, { date }),
  });
  if (!silent) writeOut(verdict);
};

export const addAuditCommand = (program: Command): void => {
  addStackCommand(program, 'audit', {
    description: 'check the metrics of a date against the whole table, and count its incomplete trips',
    note: 'Reads every item in the table, so it first prints how long that takes and what it costs, then asks. With --json it\ndoes not ask, and spends at most $1.00 unless you add --yes. Exits with 1 if the published metrics differ from the\ntable and no later write explains the difference, with 2 if there is no terminal to ask on.',
    examples: [
      'audit --date 2024-05-25 --endpoint http://127.0.0.1:4566',
      'audit --date 2024-05-25 --stage prod --yes --json',
    ],
  })
    .requiredOption('--date <YYYY-MM-DD>', 'the day on which the trips ended, or began and did not end')
    .option('--yes', 'start without asking')
    .option('--json', 'print the audit file itself, with the ids of some incomplete trips')
    .action(audit);
};

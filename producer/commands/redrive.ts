import type { Command } from 'commander';
import { hiddenNote } from '../repair/quarantine-scan.ts';
import type { RedrivenMessage, RedrivePorts } from '../repair/redrive.ts';
import { payloadFields } from '../repair/redrive-marker.ts';
import {
  DEFAULT_MAX_ATTEMPTS,
  type QueueRedrive,
  type Redriven,
  redrivePorts,
  redriveQueue,
} from '../repair/redrive-queue.ts';
import { messageText, redriveCounts, redriveSummary, stayingText } from '../repair/redrive-text.ts';
import { commandLine } from '../stack/command-line.ts';
import { textOf } from '../stack/json-field.ts';
import { readStackOutputs } from '../stack/stack-outputs.ts';
import { CommandError, InterruptedError, oneLine } from '../terminal/command-error.ts';
import { printNote, printResult } from '../terminal/print.ts';
import { checkAllRecorded, recordedJson, recordedText } from '../wait/recorded-text.ts';
import { SentRecords } from '../wait/sent-record.ts';
import { waitIfAsked } from '../wait/wait-until-recorded.ts';
import { addStackCommand, positiveCount, type StackCommandOptions } from './command-options.ts';

interface RedriveOptions extends StackCommandOptions {
  readonly dryRun?: boolean;
  readonly max?: number;
  readonly maxAttempts: number;
  readonly dropExpired?: boolean;
  readonly wait?: boolean;
}

/** Throws if some messages stay in the queue; the error says which and what to do. */
const checkComplete = ({ outcome, failure, isInterrupted }: Redriven, options: RedriveOptions): void => {
  const { maxAttempts, json } = options;
  const command = (more: { readonly json?: boolean | undefined; readonly 'drop-expired'?: boolean }) =>
    commandLine('redrive', options, {
      'max-attempts': maxAttempts === DEFAULT_MAX_ATTEMPTS ? undefined : maxAttempts,
      ...more,
    });
  const rest = `${redriveSummary(outcome).trim()} The rest stays in the queue; continue with: ${command({ json })}`;
  if (failure !== undefined)
    throw new CommandError(`${oneLine(failure.error)}. ${rest}`, { cause: failure.error });
  if (isInterrupted) throw new InterruptedError(`interrupted: ${rest}`);
  const staying = stayingText(outcome, command({ 'drop-expired': true }));
  if (staying !== undefined) throw new CommandError(staying);
};

/** Where to find the errors that a pipe's own dead letters leave out. */
const causeNote = (messages: readonly RedrivenMessage[], options: RedriveOptions): string => {
  const isUnexplained = messages.some(({ deadLetter }) => deadLetter !== undefined && !deadLetter.error);
  if (!isUnexplained) return '';
  const logs = ['record-trip-start', 'record-trip-end'].map((name) =>
    commandLine(`logs ${name}`, options, { errors: true }),
  );
  return `A pipe's dead letters do not say what went wrong. The function's log does: ${logs.join(' or ')}\n`;
};

const redrive = async (options: RedriveOptions): Promise<void> => {
  const outputs = await readStackOutputs(options);
  const { businessTimeZone: timeZone } = outputs;
  const { dryRun = false, max, maxAttempts, dropExpired = false, json: silent = false } = options;
  const taken = new SentRecords();
  const onTaken: RedrivePorts['onTaken'] = (streamName, records, places) => {
    const half = streamName === outputs.startStreamName ? 'start' : 'end';
    taken.add(records, places, ({ Data }) => ({ half, tripId: textOf(payloadFields(Data), 'trip_id') }));
  };
  const ports = { ...redrivePorts(options, outputs, { dryRun, maxAttempts }), onTaken };
  const onRedriven: QueueRedrive['onRedriven'] = (messages, above) => {
    if (!silent) above(messages.map((message) => messageText(message, { dryRun, timeZone })).join(''));
  };
  const run = { queueUrl: outputs.deadLetterQueueUrl, max, dropExpired, silent, onRedriven };
  const redriven = await redriveQueue(options, run, ports);
  const { outcome } = redriven;
  const { messages } = outcome;
  const isWhole = redriven.failure === undefined && !redriven.isInterrupted;
  const recorded = isWhole ? await waitIfAsked(taken, options, outputs) : undefined;
  printResult(
    options,
    { ...redriveCounts(outcome), messages, recorded: recorded && recordedJson(recorded) },
    [
      redriveSummary(outcome),
      messages.length === 0 ? '' : `Times are in ${timeZone}.\n`,
      recorded === undefined ? '' : recordedText(recorded),
    ].join(''),
  );
  printNote(options, causeNote(messages, options), hiddenNote(outcome));
  checkComplete(redriven, options);
  if (recorded !== undefined) checkAllRecorded(recorded, options);
};

export const addRedriveCommand = (program: Command): void => {
  addStackCommand(program, 'redrive', {
    description: 'send the records of the dead-letter queue to their streams again',
    examples: [
      'redrive --dry-run --endpoint http://127.0.0.1:4566',
      'redrive --max 10 --stage prod',
      'redrive --stage prod --json',
    ],
  })
    .option(
      '--dry-run',
      'show the waiting messages and whether they can be sent again; send and delete nothing',
    )
    .option('--max <n>', 'take at most n messages', positiveCount)
    .option(
      '--max-attempts <n>',
      'leave a record alone once it has been redriven n times',
      positiveCount,
      DEFAULT_MAX_ATTEMPTS,
    )
    .option('--drop-expired', 'also delete messages whose records are no longer in their stream')
    .option('--wait', 'wait until each record is in the table, in quarantine or in the dead letters again')
    .option('--json', 'print the counts and every message as JSON')
    .action(redrive);
};

import type { Command } from 'commander';
import { hiddenNote } from '../repair/quarantine-scan.ts';
import type { RedrivenMessage } from '../repair/redrive.ts';
import {
  DEFAULT_MAX_ATTEMPTS,
  type QueueRedrive,
  type Redriven,
  redrivePorts,
  redriveQueue,
} from '../repair/redrive-queue.ts';
import { messageText, redriveCounts, redriveSummary, stayingText } from '../repair/redrive-text.ts';
import { commandLine } from '../stack/command-line.ts';
import { readStackOutputs } from '../stack/stack-outputs.ts';
import { CommandError, InterruptedError, oneLine } from '../terminal/command-error.ts';
import { printNote, printResult } from '../terminal/print.ts';
import { addStackCommand, positiveCount, type StackCommandOptions } from './command-options.ts';

interface RedriveOptions extends StackCommandOptions {
  readonly dryRun?: boolean;
  readonly max?: number;
  readonly maxAttempts: number;
  readonly dropExpired?: boolean;
}

/** Throws when not all was handed over, and says what stays and what to do. */
const checkComplete = ({ outcome, failure, isInterrupted }: Redriven, options: RedriveOptions): void => {
  const { maxAttempts, json } = options;
  const command = (more: { readonly json?: boolean | undefined; readonly 'drop-expired'?: boolean }) =>
    commandLine('redrive', options, {
      'max-attempts': maxAttempts === DEFAULT_MAX_ATTEMPTS ? undefined : maxAttempts,
      ...more,
    });
  const rest = `${redriveSummary(outcome).trim()} What is left waits in the queue; go on with: ${command({ json })}`;
  if (failure !== undefined)
    throw new CommandError(`${oneLine(failure.error)}. ${rest}`, { cause: failure.error });
  if (isInterrupted) throw new InterruptedError(`interrupted: ${rest}`);
  const staying = stayingText(outcome, command({ 'drop-expired': true }));
  if (staying !== undefined) throw new CommandError(staying);
};

/** Where the errors are that a pipe's own dead letters leave out. */
const causeNote = (messages: readonly RedrivenMessage[], options: RedriveOptions): string => {
  const isUnexplained = messages.some(({ deadLetter }) => deadLetter !== undefined && !deadLetter.error);
  if (!isUnexplained) return '';
  const logs = ['record-trip-start', 'record-trip-end'].map((name) =>
    commandLine(`logs ${name}`, options, { errors: true }),
  );
  return `A pipe does not say which errors its records met. Their function's log does: ${logs.join(' or ')}\n`;
};

const redrive = async (options: RedriveOptions): Promise<void> => {
  const outputs = await readStackOutputs(options);
  const { dryRun = false, max, maxAttempts, dropExpired = false, json: silent = false } = options;
  const ports = redrivePorts(options, outputs, { dryRun, maxAttempts });
  const onRedriven: QueueRedrive['onRedriven'] = (messages, above) => {
    if (!silent) above(messages.map((message) => messageText(message, ports)).join(''));
  };
  const run = { queueUrl: outputs.deadLetterQueueUrl, max, dropExpired, silent, onRedriven };
  const redriven = await redriveQueue(options, run, ports);
  const { outcome } = redriven;
  const { messages } = outcome;
  printResult(options, { ...redriveCounts(outcome), messages }, redriveSummary(outcome));
  printNote(options, causeNote(messages, options), hiddenNote(outcome));
  checkComplete(redriven, options);
};

/** Adds `tripstream redrive`. */
export const addRedriveCommand = (program: Command): void => {
  addStackCommand(program, 'redrive', {
    description: 'send the records of the dead-letter queue to their streams again',
    examples: [
      'redrive --dry-run --endpoint http://127.0.0.1:4566',
      'redrive --max 10 --stage prod',
      'redrive --stage prod --json',
    ],
  })
    .option('--dry-run', 'show what waits and whether it can be sent again; send and delete nothing')
    .option('--max <n>', 'take at most n messages', positiveCount)
    .option(
      '--max-attempts <n>',
      'leave a record alone once it has been redriven n times',
      positiveCount,
      DEFAULT_MAX_ATTEMPTS,
    )
    .option('--drop-expired', 'also delete messages whose records are no longer in their stream')
    .option('--json', 'print the counts and every message as JSON')
    .action(redrive);
};

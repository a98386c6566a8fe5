import { KinesisClient } from '@aws-sdk/client-kinesis';
import type { Command } from 'commander';
import { connectQueues } from '../repair/queue-contents.ts';
import { type RedrivenMessage, type RedrivePorts, redriveMessage } from '../repair/redrive.ts';
import {
  messageText,
  type RedriveOutcome,
  redriveJson,
  redriveSummary,
  stayingText,
} from '../repair/redrive-text.ts';
import { scanQueue } from '../repair/scan-queue.ts';
import { clientConfiguration } from '../stack/aws-access.ts';
import { commandLine, targetOptions } from '../stack/command-line.ts';
import { forEachConcurrently } from '../stack/concurrent.ts';
import { readStackOutputs, type StackOutputs, type StackTarget } from '../stack/stack-outputs.ts';
import { CommandError, InterruptedError, oneLine } from '../terminal/command-error.ts';
import { onInterrupt } from '../terminal/interrupt.ts';
import { addExamples, addStackOptions, positiveCount } from './command-options.ts';

/** A shard answers five reads a second, which it shares with its pipe; the SDK waits between its tries. */
const READ_ATTEMPTS = 10;
const MESSAGES_AT_A_TIME = 4;
const SECONDS_PER_MESSAGE = 0.5;
const DEFAULT_MAX_ATTEMPTS = 3;

interface RedriveOptions extends StackTarget {
  readonly dryRun?: boolean;
  readonly max?: number;
  readonly maxAttempts: number;
  readonly dropExpired?: boolean;
  readonly json?: boolean;
}

interface Redriven {
  readonly outcome: RedriveOutcome;
  readonly failure?: { readonly error: unknown };
}

const redriveAll = async (
  options: RedriveOptions,
  { deadLetterQueueUrl: queueUrl }: StackOutputs,
  ports: RedrivePorts,
  stop: AbortSignal,
): Promise<Redriven> => {
  const { dryRun, maxAttempts } = ports;
  const { max, dropExpired = false, json: silent = false } = options;
  const messages: RedrivenMessage[] = [];
  let dropped = 0;
  let hidden = 0;
  let failure: Redriven['failure'];
  const scan = { sqs: connectQueues(options), queueUrl, max, secondsPerMessage: SECONDS_PER_MESSAGE, stop };
  try {
    const scanned = await scanQueue({ ...scan, label: 'Redriving', silent }, async (batch, queue) => {
      const redriven = new Map<string, RedrivenMessage>();
      await forEachConcurrently(batch, MESSAGES_AT_A_TIME, async (message) => {
        redriven.set(message.id, await redriveMessage(message, ports));
      });
      const having = (fate: RedrivenMessage['fate']) =>
        batch.filter(({ id }) => redriven.get(id)?.fate === fate);
      const expired = dropExpired && !dryRun ? having('expired') : [];
      if (!dryRun) await queue.remove([...having('handed-over'), ...expired]);
      dropped += expired.length;
      messages.push(...redriven.values());
      const text = [...redriven.values()].map((message) => messageText(message, ports)).join('');
      if (!silent) queue.above(() => void process.stdout.write(text));
    });
    hidden = scanned.hidden;
  } catch (error) {
    failure = { error };
  }
  const outcome = { dryRun, maxAttempts, messages, dropped, hidden };
  return { outcome, ...(failure === undefined ? {} : { failure }) };
};

/** Says on stderr where the rest of the story is. */
const tellNotes = ({ messages, hidden }: RedriveOutcome): void => {
  const notes = [
    ...(messages.length === 0
      ? []
      : ["Why records were given up is in their function's log at that time: see docs/runbook.md.\n"]),
    ...(hidden === 0
      ? []
      : [
          `About ${hidden} messages more are held by another reader, or by a run that was killed: try later.\n`,
        ]),
  ];
  process.stderr.write(notes.join(''));
};

/** Throws when not all was handed over, saying what stays and what to do. */
const checkComplete = ({ outcome, failure }: Redriven, options: RedriveOptions, stop: AbortSignal): void => {
  const { maxAttempts, json } = options;
  const command = (more: object) =>
    commandLine('redrive', {
      'max-attempts': maxAttempts === DEFAULT_MAX_ATTEMPTS ? undefined : maxAttempts,
      ...more,
      ...targetOptions(options),
    });
  if (failure !== undefined) {
    const text = `${oneLine(failure.error)}. ${redriveSummary(outcome).trim()} What is left waits in the queue; go on with: ${command({ json })}`;
    throw new CommandError(text, { cause: failure.error });
  }
  if (stop.aborted) {
    throw new InterruptedError(
      `interrupted: ${redriveSummary(outcome).trim()} What is left waits in the queue; go on with: ${command({ json })}`,
    );
  }
  const staying = stayingText(outcome, command({ 'drop-expired': true }));
  if (staying !== undefined) throw new CommandError(staying);
};

const redrive = async (options: RedriveOptions): Promise<void> => {
  const outputs = await readStackOutputs(options);
  const interrupt = onInterrupt();
  const ports = {
    // put-records.ts retries, so that only the records that were refused are sent again.
    writer: new KinesisClient({ ...clientConfiguration(options), maxAttempts: 1 }),
    reader: new KinesisClient({ ...clientConfiguration(options), maxAttempts: READ_ATTEMPTS }),
    streamNames: [outputs.startStreamName, outputs.endStreamName],
    dryRun: options.dryRun ?? false,
    maxAttempts: options.maxAttempts,
    sent: new Set<string>(),
  };
  const redriven = await redriveAll(options, outputs, ports, interrupt.signal);
  interrupt.release();
  const { outcome } = redriven;
  process.stdout.write(options.json === true ? redriveJson(outcome) : redriveSummary(outcome));
  if (options.json !== true) tellNotes(outcome);
  checkComplete(redriven, options, interrupt.signal);
};

/** Adds `tripstream redrive`. */
export const addRedriveCommand = (program: Command): void => {
  const command = program
    .command('redrive')
    .description('send the records of the dead-letter queue to their streams again');
  addStackOptions(command)
    .option('--dry-run', 'show what waits and whether it can be sent again; send and delete nothing')
    .option('--max <n>', 'take at most n messages', positiveCount)
    .option(
      '--max-attempts <n>',
      'leave a record that has been redriven n times',
      positiveCount,
      DEFAULT_MAX_ATTEMPTS,
    )
    .option('--drop-expired', 'also delete messages whose records are no longer in their stream')
    .option('--json', 'print the counts and every message as JSON')
    .action(redrive);
  addExamples(command, [
    'redrive --dry-run --endpoint http://127.0.0.1:4566',
    'redrive --max 10 --stage prod',
    'redrive --stage prod --json',
  ]);
};

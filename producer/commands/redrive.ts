import { KinesisClient } from '@aws-sdk/client-kinesis';
import type { Command } from 'commander';
import { connectStreams } from '../produce/put-records.ts';
import { hiddenNote } from '../repair/quarantine-scan.ts';
import { type RedrivenMessage, type RedrivePorts, redriveMessage } from '../repair/redrive.ts';
import { payloadFields } from '../repair/redrive-marker.ts';
import {
  messageText,
  type RedriveOutcome,
  redriveCounts,
  redriveSummary,
  stayingText,
} from '../repair/redrive-text.ts';
import { scanQueue } from '../repair/scan-queue.ts';
import { clientConfiguration } from '../stack/aws-access.ts';
import { commandLine } from '../stack/command-line.ts';
import { forEachConcurrently } from '../stack/concurrent.ts';
import { textOf } from '../stack/json-field.ts';
import { readStackOutputs, type StackOutputs } from '../stack/stack-outputs.ts';
import { CommandError, InterruptedError, oneLine } from '../terminal/command-error.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { printNote, printResult } from '../terminal/print.ts';
import type { Recorded } from '../wait/recorded.ts';
import { checkAllRecorded, recordedJson, recordedText } from '../wait/recorded-text.ts';
import { SentRecords } from '../wait/sent-record.ts';
import { waitUntilRecorded } from '../wait/wait-until-recorded.ts';
import { addStackCommand, positiveCount, type StackCommandOptions } from './command-options.ts';

/** A shard answers five reads a second, some of them its pipe's; the SDK waits between its tries. */
const READ_ATTEMPTS = 10;
const MESSAGES_AT_A_TIME = 4;
const SECONDS_PER_MESSAGE = 0.5;
const DEFAULT_MAX_ATTEMPTS = 3;

interface RedriveOptions extends StackCommandOptions {
  readonly dryRun?: boolean;
  readonly max?: number;
  readonly maxAttempts: number;
  readonly dropExpired?: boolean;
  readonly wait?: boolean;
}

interface Redriven {
  readonly outcome: RedriveOutcome;
  readonly failure?: { readonly error: unknown } | undefined;
  readonly isInterrupted: boolean;
}

const redriveAll = async (
  options: RedriveOptions,
  { deadLetterQueueUrl: queueUrl, businessTimeZone: timeZone }: StackOutputs,
  ports: RedrivePorts,
): Promise<Redriven> => {
  const { dryRun, maxAttempts } = ports;
  const { max, dropExpired = false, json: silent = false } = options;
  const messages: RedrivenMessage[] = [];
  let dropped = 0;
  let scanned = { hidden: 0, isInterrupted: false };
  let failure: Redriven['failure'];
  const scan = { queueUrl, max, secondsPerMessage: SECONDS_PER_MESSAGE, label: 'Redriving', silent };
  try {
    scanned = await scanQueue(options, scan, async (batch, queue) => {
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
      if (!silent)
        queue.above(
          [...redriven.values()].map((message) => messageText(message, { dryRun, timeZone })).join(''),
        );
    });
  } catch (error) {
    failure = { error };
  }
  const { hidden, isInterrupted } = scanned;
  return { outcome: { dryRun, maxAttempts, messages, dropped, hidden }, failure, isInterrupted };
};

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

/** With --wait, waits until it is known what became of the records that were sent again. */
const waitFor = async (
  { all }: SentRecords,
  options: RedriveOptions,
  outputs: StackOutputs,
): Promise<Recorded | undefined> => {
  if (options.wait !== true || all.length === 0) return undefined;
  const silent = options.json === true;
  return interruptible((stop) => waitUntilRecorded(all, { target: options, outputs, stop, silent }));
};

const redrive = async (options: RedriveOptions): Promise<void> => {
  const outputs = await readStackOutputs(options);
  const { startStreamName, endStreamName, businessTimeZone } = outputs;
  const taken = new SentRecords();
  const onTaken: RedrivePorts['onTaken'] = (streamName, records, places) => {
    const half = streamName === startStreamName ? 'start' : 'end';
    taken.add(records, places, ({ Data }) => ({ half, tripId: textOf(payloadFields(Data), 'trip_id') }));
  };
  const ports = {
    writer: connectStreams(options),
    reader: new KinesisClient({ ...clientConfiguration(options), maxAttempts: READ_ATTEMPTS }),
    streamNames: [startStreamName, endStreamName],
    dryRun: options.dryRun ?? false,
    maxAttempts: options.maxAttempts,
    sent: new Set<string>(),
    onTaken,
  };
  const redriven = await redriveAll(options, outputs, ports);
  const { outcome } = redriven;
  const { messages } = outcome;
  const isWhole = redriven.failure === undefined && !redriven.isInterrupted;
  const recorded = isWhole ? await waitFor(taken, options, outputs) : undefined;
  printResult(
    options,
    { ...redriveCounts(outcome), messages, ...(recorded && { recorded: recordedJson(recorded) }) },
    [
      redriveSummary(outcome),
      messages.length === 0 ? '' : `Times are of ${businessTimeZone}.\n`,
      recorded === undefined ? '' : recordedText(recorded),
    ].join(''),
  );
  printNote(options, causeNote(messages, options), hiddenNote(outcome));
  checkComplete(redriven, options);
  if (recorded !== undefined) checkAllRecorded(recorded, options);
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
    .option('--wait', 'wait until each record is in the table, in quarantine or in the dead letters again')
    .option('--json', 'print the counts and every message as JSON')
    .action(redrive);
};

import { type Command, Option } from 'commander';
import { waitUntilDrained } from '../local-cloud/pipe-drain.ts';
import { checkTripFiles } from '../produce/check-trip-files.ts';
import type { ProduceOutcome } from '../produce/produce-events.ts';
import { produceToStack } from '../produce/produce-to-stack.ts';
import { selectTripFiles } from '../produce/trip-files.ts';
import { connectQueues, countMessages } from '../repair/queue-contents.ts';
import { commandLine, targetOptions } from '../stack/command-line.ts';
import { readStackOutputs, type StackOutputs } from '../stack/stack-outputs.ts';
import { CommandError, InputError, InterruptedError, oneLine } from '../terminal/command-error.ts';
import { counted } from '../terminal/counted.ts';
import { onInterrupt } from '../terminal/interrupt.ts';
import {
  addEventOptions,
  addExamples,
  addStackOptions,
  count,
  type ProduceOptions,
  positiveCount,
} from './command-options.ts';
import { resumeCommand } from './resume-command.ts';

const sentText = ({ sent }: ProduceOutcome): string =>
  `${counted(sent.starts, 'start')} and ${counted(sent.ends, 'end')}`;

/** Throws when not all was sent, saying what was and how to go on. */
const checkComplete = (outcome: ProduceOutcome, options: ProduceOptions, interrupted: boolean): void => {
  const { failure, acknowledgedPrefix } = outcome;
  const command = resumeCommand(options, acknowledgedPrefix);
  if (failure !== undefined) {
    const exitCode = failure.error instanceof CommandError ? failure.error.exitCode : 1;
    const text = `${oneLine(failure.error)}. ${sentText(outcome)} were sent before; once that is put right, go on with: ${command}`;
    throw new CommandError(text, { exitCode, cause: failure.error });
  }
  if (interrupted && acknowledgedPrefix !== options.limit)
    throw new InterruptedError(`interrupted: ${sentText(outcome)} were sent; go on with: ${command}`);
};

const checkWait = ({ wait, endpoint }: ProduceOptions): void => {
  if (wait === true && endpoint === undefined) {
    throw new InputError('--wait asks a local cloud how far it is: give its --endpoint, or leave --wait out');
  }
};

/** Gives how many messages more than now the quarantine holds when it is asked; for a run that waits. */
const quarantineCounter = async (
  { wait, endpoint }: ProduceOptions,
  { quarantineQueueUrl }: StackOutputs,
): Promise<(() => Promise<number>) | undefined> => {
  if (wait !== true) return undefined;
  const sqs = connectQueues({ endpoint });
  const before = await countMessages(sqs, quarantineQueueUrl);
  return async () => Math.max(0, (await countMessages(sqs, quarantineQueueUrl)) - before);
};

/** `quarantined` undefined: nobody has waited to see. */
const refusedText = (options: ProduceOptions, quarantined: number | undefined): string => {
  const list = commandLine('quarantine list', targetOptions(options));
  if (quarantined === undefined) return `Events that the pipeline refuses are told of by: ${list}`;
  if (quarantined === 0) return 'None was refused: the quarantine holds no more messages than before.';
  return `The quarantine holds ${counted(quarantined, 'message')} more than before; they are told of by: ${list}`;
};

const waitFor = async (endpoint: string, signal: AbortSignal): Promise<void> => {
  try {
    await waitUntilDrained(endpoint, { signal, onProgress: () => undefined });
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new InterruptedError(
      'no longer waiting: all events are sent, and the local cloud goes on recording them',
    );
  }
};

const produce = async (options: ProduceOptions): Promise<void> => {
  checkWait(options);
  const files = selectTripFiles(options);
  const json = options.json === true;
  const eventsInFiles = await checkTripFiles(files, { silent: json });
  const outputs = await readStackOutputs(options);
  const quarantinedSoFar = await quarantineCounter(options, outputs);
  const interrupt = onInterrupt();
  const outcome = await produceToStack(
    {
      files,
      order: options.order,
      seed: options.seed,
      skip: options.skip,
      limit: options.limit,
      eventsPerSecond: options.rate,
      eventsInFiles,
    },
    { target: options, outputs, stop: interrupt.signal, silent: json },
  );
  checkComplete(outcome, options, interrupt.signal.aborted);
  if (options.wait === true && options.endpoint !== undefined)
    await waitFor(options.endpoint, interrupt.signal);
  interrupt.release();
  const { sent, retried, seconds } = outcome;
  const quarantined = await quarantinedSoFar?.();
  const text = `Sent ${sentText(outcome)} in ${seconds} s; ${counted(retried, 'event')} had to be sent again.\n${refusedText(options, quarantined)}`;
  process.stdout.write(`${json ? JSON.stringify({ sent, retried, seconds, quarantined }) : text}\n`);
};

/** Adds `tripstream produce`. */
export const addProduceCommand = (program: Command): void => {
  const command = program
    .command('produce')
    .description(
      'send trip starts and ends from CSV files to the streams, once all rows are found to have the shape of their header',
    );
  addStackOptions(addEventOptions(command))
    .addOption(new Option('--only <kind>', 'send one kind alone').choices(['starts', 'ends']))
    .option('--skip <n>', 'leave out the first n events of the order', count, 0)
    .option('--limit <n>', 'send at most n events', positiveCount)
    .option('--rate <n>', 'events per second (default: as fast as the streams take them)', positiveCount)
    .option('--wait', 'wait until a local cloud has recorded what its streams hold')
    .option('--json', 'print the counts as JSON')
    .action(produce);
  addExamples(command, [
    'produce --endpoint http://127.0.0.1:4566',
    'produce --starts trip_start.csv --ends trip_end.csv --rate 200',
    'produce --order shuffled --seed 7 --skip 1000 --limit 500',
  ]);
};

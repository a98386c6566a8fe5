import { type Command, Option } from 'commander';
import { waitUntilDrained } from '../local-cloud/pipe-drain.ts';
import { checkTripFiles, noEvents } from '../produce/check-trip-files.ts';
import { type ProduceOutcome, produceToStack } from '../produce/produce-events.ts';
import { selectTripFiles } from '../produce/trip-files.ts';
import { connectQueues, countMessages } from '../repair/queue-contents.ts';
import { commandLine } from '../stack/command-line.ts';
import { readStackOutputs, type StackOutputs } from '../stack/stack-outputs.ts';
import { CommandError, InputError, InterruptedError, oneLine } from '../terminal/command-error.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { printResult } from '../terminal/print.ts';
import { counted } from '../terminal/text.ts';
import {
  addEventOptions,
  addStackCommand,
  count,
  type EventOptions,
  positiveCount,
  type StackCommandOptions,
} from './command-options.ts';

interface ProduceOptions extends EventOptions, StackCommandOptions {
  readonly only?: 'starts' | 'ends';
  readonly skip: number;
  readonly limit?: number;
  readonly rate?: number;
  readonly wait?: boolean;
}

const sentText = ({ sent }: Pick<ProduceOutcome, 'sent'>): string =>
  `${counted(sent.starts, 'start')} and ${counted(sent.ends, 'end')}`;

/** The command line that sends what is left after the first `acknowledged` events. */
const resumeCommand = (options: ProduceOptions, acknowledged: number): string => {
  const { starts, ends, only, order, seed, skip, limit, rate, json } = options;
  return commandLine('produce', options, {
    starts,
    ends,
    only,
    order,
    seed: order === 'shuffled' ? seed : undefined,
    skip: skip + acknowledged,
    limit: limit === undefined ? undefined : Math.max(1, limit - acknowledged),
    rate,
    json,
  });
};

/** Throws when some events were not sent, and says what was sent and how to go on. */
const checkComplete = (outcome: ProduceOutcome, options: ProduceOptions, isInterrupted: boolean): void => {
  const { failure, acknowledgedPrefix } = outcome;
  const command = resumeCommand(options, acknowledgedPrefix);
  if (failure !== undefined) {
    const exitCode = failure.error instanceof CommandError ? failure.error.exitCode : 1;
    const text = `${oneLine(failure.error)}. ${sentText(outcome)} were sent before; once that is put right, go on with: ${command}`;
    throw new CommandError(text, { exitCode, cause: failure.error });
  }
  if (isInterrupted && acknowledgedPrefix !== options.limit)
    throw new InterruptedError(`interrupted: ${sentText(outcome)} were sent; go on with: ${command}`);
};

/** Gives how many more messages than now the quarantine holds when it is asked; for a run that waits. */
const quarantineCounter = async (
  { wait, endpoint }: ProduceOptions,
  { quarantineQueueUrl }: StackOutputs,
): Promise<(() => Promise<number>) | undefined> => {
  if (wait !== true) return undefined;
  const sqs = connectQueues({ endpoint });
  const before = await countMessages(sqs, quarantineQueueUrl);
  return async () => Math.max(0, (await countMessages(sqs, quarantineQueueUrl)) - before);
};

/** `quarantined` is undefined when the run did not wait to see. */
const refusedText = (options: ProduceOptions, quarantined: number | undefined): string => {
  const list = commandLine('quarantine list', options);
  if (quarantined === undefined) return `To see the events that the pipeline refuses: ${list}`;
  if (quarantined === 0) return 'None was refused: the quarantine holds no more messages than before.';
  return `The quarantine holds ${counted(quarantined, 'message')} more than before. To see them: ${list}`;
};

const waitFor = async ({ wait, endpoint }: ProduceOptions, signal: AbortSignal): Promise<void> => {
  if (wait !== true || endpoint === undefined) return;
  try {
    await waitUntilDrained(endpoint, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new InterruptedError(
      'no longer waiting: all events are sent, and the local cloud goes on recording them',
    );
  }
};

const produce = async (options: ProduceOptions): Promise<void> => {
  if (options.wait === true && options.endpoint === undefined) {
    throw new InputError('--wait asks a local cloud how far it is: give its --endpoint, or leave --wait out');
  }
  const files = selectTripFiles(options);
  const silent = options.json === true;
  const eventsInFiles = await checkTripFiles(files, { silent });
  const outputs = await readStackOutputs(options);
  const quarantinedSoFar = await quarantineCounter(options, outputs);
  const { order, seed, skip, limit, rate: eventsPerSecond } = options;
  const plan = { files, order, seed, skip, limit, eventsPerSecond, eventsInFiles };
  const outcome = await interruptible(async (stop) => {
    const sent = await produceToStack(plan, { target: options, outputs, stop, silent });
    checkComplete(sent, options, stop.aborted);
    await waitFor(options, stop);
    return sent;
  });
  const { sent, retried, seconds } = outcome;
  // Files that can be read only once show only now that they are empty.
  if (eventsInFiles === undefined && skip === 0 && sent.starts + sent.ends === 0) throw noEvents(files);
  const quarantined = await quarantinedSoFar?.();
  const text = `Sent ${sentText(outcome)} in ${seconds} s; ${counted(retried, 'event')} had to be sent again.\n${refusedText(options, quarantined)}\n`;
  printResult(options, { sent, retried, seconds, quarantined }, text);
};

/** Adds `tripstream produce`. */
export const addProduceCommand = (program: Command): void => {
  const command = addStackCommand(program, 'produce', {
    description:
      'check that every row of the CSV files fits its header, then send the trip starts and ends to the streams',
    examples: [
      'produce --endpoint http://127.0.0.1:4566',
      'produce --starts trip_start.csv --ends trip_end.csv --rate 200',
      'produce --order shuffled --seed 7 --skip 1000 --limit 500',
    ],
  });
  addEventOptions(command)
    .addOption(new Option('--only <kind>', 'send only one kind of event').choices(['starts', 'ends']))
    .option('--skip <n>', 'skip the first n events in that order', count, 0)
    .option('--limit <n>', 'send at most n events', positiveCount)
    .option('--rate <n>', 'events per second (default: as fast as the streams take them)', positiveCount)
    .option('--wait', 'wait until a local cloud has recorded what its streams hold')
    .option('--json', 'print the counts as JSON')
    .action(produce);
};

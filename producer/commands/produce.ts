import { type Command, Option } from 'commander';
import { checkTripFiles, noEvents } from '../produce/check-trip-files.ts';
import {
  type ProduceOutcome,
  type ProducePlan,
  type ProducePorts,
  produceToStack,
} from '../produce/produce-events.ts';
import { selectTripFiles } from '../produce/trip-files.ts';
import { commandLine } from '../stack/command-line.ts';
import { readStackOutputs, type StackOutputs } from '../stack/stack-outputs.ts';
import { CommandError, InterruptedError, oneLine } from '../terminal/command-error.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { printResult } from '../terminal/print.ts';
import { counted } from '../terminal/text.ts';
import { checkAllRecorded, recordedJson, recordedText } from '../wait/recorded-text.ts';
import { SentRecords } from '../wait/sent-record.ts';
import { waitUntilRecorded } from '../wait/wait-until-recorded.ts';
import { addStackCommand, count, positiveCount, type StackCommandOptions } from './command-options.ts';
import { addEventOptions, type EventOptions } from './event-options.ts';

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

/** Throws if some events were not sent; the error says what was sent and how to continue. */
const checkComplete = (outcome: ProduceOutcome, options: ProduceOptions, isInterrupted: boolean): void => {
  const { failure, acknowledgedPrefix } = outcome;
  const command = resumeCommand(options, acknowledgedPrefix);
  if (failure !== undefined) {
    const exitCode = failure.error instanceof CommandError ? failure.error.exitCode : 1;
    const text = `${oneLine(failure.error)}. ${sentText(outcome)} were sent before that; once it is fixed, continue with: ${command}`;
    throw new CommandError(text, { exitCode, cause: failure.error });
  }
  if (isInterrupted && acknowledgedPrefix !== options.limit)
    throw new InterruptedError(`interrupted: ${sentText(outcome)} were sent; continue with: ${command}`);
};

/** Sends the events; with --wait, also waits until it is known what became of them. */
const sendAndWait = async (plan: ProducePlan, options: ProduceOptions, outputs: StackOutputs) => {
  const silent = options.json === true;
  const taken = new SentRecords();
  const onTaken: ProducePorts['onTaken'] = (records, places) =>
    taken.add(records, places, ({ event: { file, row } }) => ({
      half: file.kind,
      inFile: `${file.path}, row ${row}`,
    }));
  return interruptible(async (stop) => {
    const ports = { target: options, outputs, stop, silent };
    const outcome = await produceToStack(plan, options.wait === true ? { ...ports, onTaken } : ports);
    checkComplete(outcome, options, stop.aborted);
    return {
      outcome,
      recorded: options.wait === true ? await waitUntilRecorded(taken.all, ports) : undefined,
    };
  });
};

const produce = async (options: ProduceOptions): Promise<void> => {
  const files = selectTripFiles(options);
  const eventsInFiles = await checkTripFiles(files, { silent: options.json === true });
  const outputs = await readStackOutputs(options);
  const { order, seed, skip, limit, rate: eventsPerSecond } = options;
  const plan = { files, order, seed, skip, limit, eventsPerSecond, eventsInFiles };
  const { outcome, recorded } = await sendAndWait(plan, options, outputs);
  const { sent, retried, seconds } = outcome;
  // A file that can be read only once was not counted before, so it is only now known to be empty.
  if (eventsInFiles === undefined && skip === 0 && sent.starts + sent.ends === 0) throw noEvents(files);
  const fates =
    recorded === undefined
      ? `To see the events that the pipeline refuses: ${commandLine('quarantine list', options)}\n`
      : recordedText(recorded);
  printResult(
    options,
    { sent, retried, seconds, recorded: recorded && recordedJson(recorded) },
    `Sent ${sentText(outcome)} in ${seconds} s; ${counted(retried, 'event')} had to be sent again.\n${fates}`,
  );
  if (recorded !== undefined) checkAllRecorded(recorded, options);
};

export const addProduceCommand = (program: Command): void => {
  const command = addStackCommand(program, 'produce', {
    description:
      'check that every row of the CSV files fits its header, then send the trip starts and ends to the streams',
    note: 'Exit code with --wait: 0 if every event is recorded, 1 if any is in quarantine, in the dead letters or not found.',
    examples: [
      'produce --endpoint http://127.0.0.1:4566',
      'produce --starts trip_start.csv --ends trip_end.csv --rate 200',
      'produce --order shuffled --seed 7 --skip 1000 --limit 500',
    ],
  });
  addEventOptions(command)
    .addOption(new Option('--only <kind>', 'send only one kind of event').choices(['starts', 'ends']))
    .option('--skip <n>', 'skip the first n events in the chosen order', count, 0)
    .option('--limit <n>', 'send at most n events', positiveCount)
    .option('--rate <n>', 'events per second (default: as fast as the streams take them)', positiveCount)
    .option('--wait', 'wait until each event is in the table, in quarantine or in the dead letters')
    .option('--json', 'print the counts as JSON')
    .action(produce);
};

import { type Command, InvalidArgumentError, Option } from 'commander';
import { followLog, type LogEvent, openFunctionLog, readLog } from '../logs/function-log.ts';
import { logLine } from '../logs/log-text.ts';
import { deployedName, readStackFunctions } from '../stack/stack-functions.ts';
import { readStackOutputs } from '../stack/stack-outputs.ts';
import { InterruptedError } from '../terminal/command-error.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { writeJson, writeOut } from '../terminal/output.ts';
import { printNote } from '../terminal/print.ts';
import { addStackCommand, type StackCommandOptions } from './command-options.ts';

interface LogsOptions extends StackCommandOptions {
  readonly since: number;
  readonly errors?: boolean;
  readonly follow?: boolean;
}

const UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DEFAULT_SINCE = '1h';

/** How long ago, in milliseconds. */
const ago = (text: string): number => {
  const [, count, unit = ''] = /^(\d+)([smhd])$/.exec(text) ?? [];
  if (count === undefined) throw new InvalidArgumentError('It must be a time such as 30m, 1h or 2d.');
  const milliseconds = Number(count) * (UNITS_MS[unit] ?? 0);
  if (milliseconds > Date.now()) throw new InvalidArgumentError('It must not reach back before 1970.');
  return milliseconds;
};

/** Prints the event. Returns whether there was anything to print. */
const print = (event: LogEvent, timeZone: string, { json }: LogsOptions): boolean => {
  const { atMs, message } = event;
  if (json === true) {
    writeJson(`${JSON.stringify({ time: new Date(atMs).toISOString(), message })}\n`);
    return true;
  }
  const line = logLine(event, timeZone);
  writeOut(line ?? '');
  return line !== undefined;
};

const logs = async (name: string, options: LogsOptions): Promise<void> => {
  const [functions, { businessTimeZone }] = await Promise.all([
    readStackFunctions(options),
    readStackOutputs(options),
  ]);
  const log = await openFunctionLog(options, deployedName(functions, name));
  const range = { sinceMs: Date.now() - options.since, errorsOnly: options.errors ?? false };
  printNote(options, `Times are in ${businessTimeZone}. Log group: ${log.logGroupName}\n`);
  let lines = 0;
  await interruptible(async (stop) => {
    const events = options.follow === true ? followLog(log, range, stop) : readLog(log, range);
    for await (const event of events) {
      if (print(event, businessTimeZone, options)) lines += 1;
      if (stop.aborted) break;
    }
    if (stop.aborted && options.follow !== true) throw new InterruptedError('interrupted');
  });
  if (lines === 0 && options.follow !== true)
    printNote(
      options,
      `No ${range.errorsOnly ? 'errors' : 'lines'} in that time; use --since to look back further.\n`,
    );
};

export const addLogsCommand = (program: Command): void => {
  addStackCommand(program, 'logs', {
    description: "show a function's log, with times in the business time zone",
    examples: [
      'logs record-trip-end --endpoint http://127.0.0.1:4566',
      'logs record-trip-end --since 2d --errors --stage prod',
      'logs aggregate-partition --follow',
    ],
  })
    .argument('<function>', 'such as record-trip-end; an unknown name lists them all')
    .addOption(
      new Option('--since <time>', 'how far to look back: 30m, 1h, 2d')
        .argParser(ago)
        .default(ago(DEFAULT_SINCE), DEFAULT_SINCE),
    )
    .option('--errors', 'print errors only')
    .option('--follow', 'keep printing new lines until Ctrl-C')
    .option('--json', 'print each line in full, as JSON with its time in UTC')
    .action(logs);
};

import { type Command, Option } from 'commander';
import { connectStreams } from '../../produce/put-records.ts';
import { openQuarantine, positionOf, type Quarantine, scanQuarantine } from '../../repair/quarantine-scan.ts';
import { FILE_FORMATS, type FileFormat, fileFormat } from '../../repair/repaired-file.ts';
import {
  AGAIN,
  RefusedAgain,
  type RepairedFile,
  type ReplayPorts,
  replacements,
  sendReplacements,
} from '../../repair/replay-repaired.ts';
import { CommandError, InputError, InterruptedError, oneLine } from '../../terminal/command-error.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { printNote, printResult } from '../../terminal/print.ts';
import { withProgress } from '../../terminal/progress.ts';
import { counted } from '../../terminal/text.ts';
import { checkAllRecorded, recordedJson, recordedText } from '../../wait/recorded-text.ts';
import { SentRecords } from '../../wait/sent-record.ts';
import { waitIfAsked } from '../../wait/wait-until-recorded.ts';
import { addStackCommand, type StackCommandOptions } from '../command-options.ts';

interface ReplayOptions extends StackCommandOptions {
  readonly format?: FileFormat;
  readonly dryRun?: boolean;
  readonly skipInvalid?: boolean;
  readonly wait?: boolean;
}

interface Checked {
  /** How many records of the file can be sent. */
  readonly valid: number;
  /** Why the others cannot, in the order of the file. */
  readonly problems: readonly InputError[];
  /** The problems that keep the file from being sent. */
  readonly blocking: readonly InputError[];
}

const check = async (
  file: RepairedFile,
  { outputs }: Quarantine,
  { skipInvalid = false }: ReplayOptions,
): Promise<Checked> => {
  let valid = 0;
  const problems: InputError[] = [];
  for await (const _ of replacements(file, outputs, (problem) => problems.push(problem))) valid += 1;
  if (valid + problems.length === 0) throw new InputError(`${file.path}: holds no records`);
  const blocking = problems.filter((problem) => !(skipInvalid && problem instanceof RefusedAgain));
  return { valid, problems, blocking };
};

const LEAVE_OUT = 'leave such records out with --skip-invalid';

/** @throws {InputError} naming the first record that keeps the file from being sent, and how many more there are */
const checkAllValid = ({ blocking: [first, ...more] }: Checked): void => {
  if (first === undefined) return;
  const remedy = first instanceof RefusedAgain ? `; repair it, or ${LEAVE_OUT}` : '';
  const others = more.length === 0 ? '' : `. ${more.length} more cannot be sent either: --dry-run lists all`;
  throw new InputError(`${first.message}. Nothing was sent${remedy}${others}`);
};

/** Shows what a replay would do. @throws {InputError} if some records would keep it from sending anything */
const showDryRun = (path: string, { valid, problems, blocking }: Checked, options: ReplayOptions): void => {
  const counts = {
    dry_run: true,
    sent: 0,
    valid,
    invalid: problems.length,
    deleted: 0,
    missing: 0,
    hidden: 0,
  };
  const texts = problems.map(({ message }) => message);
  const lines = texts.map((text) => `${text}\n`).join('');
  const summary =
    blocking.length === 0
      ? `${counted(valid, 'event')} of ${path} would be sent, ${problems.length} left out; nothing was sent.\n`
      : `${counted(valid, 'event')} of ${path} can be sent, ${problems.length} cannot; nothing was sent.\n`;
  printResult(options, { ...counts, problems: texts }, `${lines}${summary}`);
  if (blocking.length === 0) return;
  const records = counted(blocking.length, 'record');
  const remedy = blocking.some((problem) => problem instanceof RefusedAgain) ? `, or ${LEAVE_OUT}` : '';
  throw new InputError(`${path}: ${records} cannot be sent: repair them${remedy}`);
};

/** Sends the repaired events. Returns the positions of the records that they replace, and what the streams took. */
const send = async (file: RepairedFile, { target, outputs }: Quarantine, total: number, silent: boolean) => {
  const kinesis = connectStreams(target);
  const records = replacements(file, outputs, () => undefined);
  const bar = { label: 'Sending', unit: 'events', total, silent };
  const taken = new SentRecords();
  const onTaken: ReplayPorts['onTaken'] = (replaced, places) =>
    taken.add(replaced, places, ({ streamName, place: inFile }) => ({
      half: streamName === outputs.startStreamName ? 'start' : 'end',
      inFile,
    }));
  try {
    const positions = await interruptible((stop) =>
      withProgress(bar, ({ update }) =>
        sendReplacements(records, { kinesis, stop, onSent: update, onTaken }),
      ),
    );
    return { positions, taken };
  } catch (error) {
    if (error instanceof InterruptedError) throw error;
    throw new CommandError(`${oneLine(error)}; nothing was deleted from the quarantine: ${AGAIN}`, {
      cause: error,
    });
  } finally {
    kinesis.destroy();
  }
};

const sentAndDeleted = (sent: number, deleted: number): string =>
  `${counted(sent, 'event')} ${sent === 1 ? 'was' : 'were'} sent and ${counted(deleted, 'message')} deleted`;

const removeReplaced = async (
  quarantine: Quarantine,
  positions: ReadonlySet<string>,
  silent: boolean,
): Promise<{ readonly deleted: number; readonly missing: number; readonly hidden: number }> => {
  const missing = new Set(positions);
  let deleted = 0;
  const interrupted = (): string => `${sentAndDeleted(positions.size, deleted)}: ${AGAIN}`;
  const scan = { label: 'Searching the quarantine', silent, interrupted };
  const { hidden } = await scanQuarantine(quarantine, scan, async (messages, { remove }) => {
    const found = messages.flatMap(({ held, message }) => {
      const position = message === undefined ? undefined : positionOf(message);
      return position !== undefined && positions.has(position) ? [{ held, position }] : [];
    });
    await remove(found.map(({ held }) => held));
    deleted += found.length;
    for (const { position } of found) missing.delete(position);
  });
  return { deleted, missing: missing.size, hidden };
};

const replay = async (path: string, options: ReplayOptions): Promise<void> => {
  const { json: silent = false } = options;
  const file = { path, format: fileFormat(path, options.format) };
  const quarantine = await openQuarantine(options);
  const checked = await check(file, quarantine, options);
  if (options.dryRun === true) return showDryRun(path, checked, options);
  checkAllValid(checked);
  const { valid } = checked;
  const invalid = checked.problems.length;
  if (valid === 0) {
    throw new InputError(`${path}: none of its events would be accepted: repair them`);
  }
  const { positions, taken } = await send(file, quarantine, valid, silent);
  const { deleted, missing, hidden } = await removeReplaced(quarantine, positions, silent);
  const recorded = await waitIfAsked(taken, options, quarantine.outputs);
  const left = invalid === 0 ? '' : ` ${invalid} would be refused again and were left out.`;
  const counts = { dry_run: false, sent: positions.size, valid, invalid, deleted, missing, hidden };
  printResult(
    options,
    { ...counts, recorded: recorded && recordedJson(recorded) },
    `${sentAndDeleted(positions.size, deleted)} from the quarantine.${left}\n${recorded === undefined ? '' : recordedText(recorded)}`,
  );
  if (missing > 0 && hidden > 0) {
    throw new CommandError(
      `${missing} of the replaced messages were not found, and about ${hidden} are held by another reader or a command that was killed: wait, then ${AGAIN}`,
    );
  }
  if (missing > 0)
    printNote(
      options,
      `${missing} of them were no longer in the quarantine: an earlier replay deleted them.\n`,
    );
  if (recorded !== undefined) checkAllRecorded(recorded, options);
};

export const addQuarantineReplayCommand = (quarantine: Command): void => {
  addStackCommand(quarantine, 'replay', {
    description: 'send the events of a repaired export and delete them from the quarantine',
    examples: [
      'quarantine replay refused.csv --dry-run',
      'quarantine replay refused.csv --endpoint http://127.0.0.1:4566',
      'quarantine replay refused.jsonl --skip-invalid --stage prod --json',
    ],
  })
    .argument('<file>', 'the repaired file; records removed from it stay in quarantine')
    .addOption(
      new Option('--format <format>', 'format of the file (default: from its name)').choices(FILE_FORMATS),
    )
    .option('--dry-run', 'check the file, list every record that cannot be sent, and send nothing')
    .option('--skip-invalid', 'leave in quarantine the events that would be refused again')
    .option('--wait', 'wait until each event is in the table, in quarantine or in the dead letters')
    .option('--json', 'print the counts as JSON')
    .action(replay);
};

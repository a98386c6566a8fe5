import type { Command } from 'commander';
import { connectStreams } from '../produce/put-records.ts';
import { openQuarantine, positionOf, type Quarantine, scanQuarantine } from '../repair/quarantine-scan.ts';
import { type FileFormat, fileFormat } from '../repair/repaired-file.ts';
import { AGAIN, type ReplayPlan, replacements, sendReplacements } from '../repair/replay-repaired.ts';
import { CommandError, InputError, InterruptedError, oneLine } from '../terminal/command-error.ts';
import { interruptible } from '../terminal/interrupt.ts';
import { printNote, printResult } from '../terminal/print.ts';
import { withProgress } from '../terminal/progress.ts';
import { addStackCommand, formatOption, type StackCommandOptions } from './command-options.ts';

interface ReplayOptions extends StackCommandOptions {
  readonly format?: FileFormat;
  readonly dryRun?: boolean;
  readonly skipInvalid?: boolean;
}

/** How many records of the file can be sent, and how many cannot. @throws as `replacements` */
const check = async (
  plan: ReplayPlan,
  { outputs }: Quarantine,
): Promise<{ readonly valid: number; readonly invalid: number }> => {
  let valid = 0;
  let invalid = 0;
  for await (const _ of replacements(plan, outputs, () => {
    invalid += 1;
  })) {
    valid += 1;
  }
  if (valid + invalid === 0) throw new InputError(`${plan.path}: holds no records`);
  return { valid, invalid };
};

const send = async (
  plan: ReplayPlan,
  { target, outputs }: Quarantine,
  total: number,
  silent: boolean,
): Promise<ReadonlySet<string>> => {
  const kinesis = connectStreams(target);
  const records = replacements(plan, outputs, () => undefined);
  const bar = { label: 'Sending', unit: 'events', total, silent };
  try {
    return await interruptible((stop) =>
      withProgress(bar, ({ update }) => sendReplacements(records, { kinesis, stop, onSent: update })),
    );
  } catch (error) {
    if (error instanceof InterruptedError) throw error;
    throw new CommandError(`${oneLine(error)}; nothing was deleted from the quarantine: ${AGAIN}`, {
      cause: error,
    });
  } finally {
    kinesis.destroy();
  }
};

/** Deletes the messages of the records at `positions`. */
const removeReplaced = async (
  quarantine: Quarantine,
  positions: ReadonlySet<string>,
  silent: boolean,
): Promise<{ readonly deleted: number; readonly missing: number; readonly hidden: number }> => {
  const missing = new Set(positions);
  let deleted = 0;
  const interrupted = (): string =>
    `${positions.size} events were sent and ${deleted} messages deleted: ${AGAIN}`;
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
  const { dryRun = false, skipInvalid = false, json: silent = false } = options;
  const plan = { path, format: fileFormat(path, options.format), skipInvalid };
  const quarantine = await openQuarantine(options);
  const { valid, invalid } = await check(plan, quarantine);
  if (dryRun) {
    const counts = { dry_run: true, sent: 0, valid, invalid, deleted: 0, missing: 0, hidden: 0 };
    const text = `${valid} events of ${path} would be sent, ${invalid} left out; nothing was sent.\n`;
    printResult(options, counts, text);
    return;
  }
  if (valid === 0) {
    throw new InputError(`${path}: none of its events would be taken: repair them`);
  }
  const positions = await send(plan, quarantine, valid, silent);
  const { deleted, missing, hidden } = await removeReplaced(quarantine, positions, silent);
  const left = invalid === 0 ? '' : ` ${invalid} would be refused again and were left out.`;
  printResult(
    options,
    { dry_run: false, sent: positions.size, valid, invalid, deleted, missing, hidden },
    `${positions.size} events were sent and ${deleted} messages deleted from the quarantine.${left}\n`,
  );
  if (missing > 0 && hidden > 0) {
    throw new CommandError(
      `${missing} of the replaced messages were not found, and about ${hidden} are held by another reader or a command that was killed: later, ${AGAIN}`,
    );
  }
  if (missing > 0)
    printNote(
      options,
      `${missing} of them were no longer in the quarantine: an earlier replay deleted them.\n`,
    );
};

/** Adds `tripstream quarantine replay`. */
export const addQuarantineReplayCommand = (quarantine: Command): void => {
  addStackCommand(quarantine, 'replay', {
    description: 'send the events of a repaired export and delete them from the quarantine',
    examples: [
      'quarantine replay refused.csv --dry-run',
      'quarantine replay refused.csv --endpoint http://127.0.0.1:4566',
      'quarantine replay refused.jsonl --skip-invalid --stage prod --json',
    ],
  })
    .argument('<file>', 'the repaired file; records removed from it stay in the quarantine')
    .addOption(formatOption('how the file was exported (default: by its name)'))
    .option('--dry-run', 'check the file and send nothing')
    .option('--skip-invalid', 'leave events that would be refused again in the quarantine')
    .option('--json', 'print the counts as JSON')
    .action(replay);
};

import { KinesisClient } from '@aws-sdk/client-kinesis';
import { type Command, Option } from 'commander';
import { positionOf } from '../repair/quarantine-message.ts';
import { openQuarantine, type Quarantine, scanQuarantine } from '../repair/quarantine-scan.ts';
import { FILE_FORMATS, type FileFormat, fileFormat } from '../repair/repaired-file.ts';
import { type ReplayPlan, replacements, sendReplacements } from '../repair/replay-repaired.ts';
import { clientConfiguration } from '../stack/aws-access.ts';
import type { StackTarget } from '../stack/stack-outputs.ts';
import { CommandError, InputError, InterruptedError, oneLine } from '../terminal/command-error.ts';
import { onInterrupt } from '../terminal/interrupt.ts';
import { startProgress } from '../terminal/progress.ts';
import { addExamples, addStackOptions } from './command-options.ts';

interface ReplayOptions extends StackTarget {
  readonly format?: FileFormat;
  readonly dryRun?: boolean;
  readonly skipInvalid?: boolean;
  readonly json?: boolean;
}

const AGAIN = 'run the command again, sending twice does no harm';

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
  const interrupt = onInterrupt();
  const kinesis = new KinesisClient({ ...clientConfiguration(target), maxAttempts: 1 });
  const progress = startProgress({ label: 'Sending', unit: 'events', total, silent });
  try {
    return await sendReplacements(
      replacements(plan, outputs, () => undefined),
      { kinesis, stop: interrupt.signal, onSent: (count) => progress.update(count) },
    );
  } catch (error) {
    if (error instanceof InterruptedError) throw error;
    throw new CommandError(`${oneLine(error)}; nothing was deleted from the quarantine: ${AGAIN}`, {
      cause: error,
    });
  } finally {
    progress.end();
    interrupt.release();
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
      const position = message === undefined ? undefined : positionOf(message.record);
      return position !== undefined && positions.has(position) ? [{ held, position }] : [];
    });
    await remove(found.map(({ held }) => held));
    deleted += found.length;
    for (const { position } of found) missing.delete(position);
  });
  return { deleted, missing: missing.size, hidden };
};

const dryRunText = (path: string, valid: number, invalid: number): string =>
  `${valid} events of ${path} would be sent, ${invalid} left out; nothing was sent.\n`;

const replay = async (path: string, options: ReplayOptions): Promise<void> => {
  const { dryRun = false, skipInvalid = false, json = false } = options;
  const plan = { path, format: fileFormat(path, options.format), skipInvalid };
  const quarantine = await openQuarantine(options);
  const { valid, invalid } = await check(plan, quarantine);
  if (dryRun) {
    const counts = { dry_run: true, sent: 0, valid, invalid, deleted: 0, missing: 0, hidden: 0 };
    process.stdout.write(json ? `${JSON.stringify(counts)}\n` : dryRunText(path, valid, invalid));
    return;
  }
  if (valid === 0) {
    throw new InputError(`${path}: none of its events would be taken: repair them`);
  }
  const positions = await send(plan, quarantine, valid, json);
  const { deleted, missing, hidden } = await removeReplaced(quarantine, positions, json);
  const counts = { dry_run: false, sent: positions.size, valid, invalid, deleted, missing, hidden };
  const left = invalid === 0 ? '' : ` ${invalid} would be refused again and were left out.`;
  const text = `${positions.size} events were sent and ${deleted} messages deleted from the quarantine.${left}\n`;
  process.stdout.write(json ? `${JSON.stringify(counts)}\n` : text);
  if (missing > 0 && hidden > 0) {
    throw new CommandError(
      `${missing} of the replaced messages were not found, and about ${hidden} are held by another reader or a command that was killed: later, ${AGAIN}`,
    );
  }
  if (missing > 0 && !json) {
    process.stderr.write(
      `${missing} of them were no longer in the quarantine: an earlier replay deleted them.\n`,
    );
  }
};

/** Adds `tripstream quarantine replay`. */
export const addQuarantineReplayCommand = (quarantine: Command): void => {
  const command = quarantine
    .command('replay')
    .description('send the events of a repaired export and delete them from the quarantine')
    .argument('<file>', 'the repaired file; records taken out of it stay in the quarantine');
  addStackOptions(command)
    .addOption(
      new Option('--format <format>', 'how the file was exported (default: by its name)').choices(
        FILE_FORMATS,
      ),
    )
    .option('--dry-run', 'check the file and send nothing')
    .option('--skip-invalid', 'leave out, and in the quarantine, what would be refused again')
    .option('--json', 'print the counts as JSON')
    .action(replay);
  addExamples(command, [
    'quarantine replay refused.csv --dry-run',
    'quarantine replay refused.csv --endpoint http://127.0.0.1:4566',
    'quarantine replay refused.jsonl --skip-invalid --stage prod --json',
  ]);
};

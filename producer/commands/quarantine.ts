import type { Command } from 'commander';
import { streamNameOf } from '../repair/dead-letter.ts';
import type { QuarantinedRecord } from '../repair/quarantine-message.ts';
import { hiddenNote, openQuarantine, readRecords, scanQuarantine } from '../repair/quarantine-scan.ts';
import { QuarantineSummary } from '../repair/quarantine-summary.ts';
import type { StackTarget } from '../stack/stack-outputs.ts';
import { CommandError } from '../terminal/command-error.ts';
import { counted } from '../terminal/counted.ts';
import { printable } from '../terminal/printable.ts';
import { addExamples, addStackOptions, positiveCount } from './command-options.ts';
import { addQuarantineExportCommand } from './quarantine-export.ts';
import { addQuarantineReplayCommand } from './quarantine-replay.ts';

const SHOWN_PAYLOAD_CHARACTERS = 1_000;
const DEFAULT_SHOWN_MESSAGES = 10;

interface ListOptions extends StackTarget {
  readonly json?: boolean;
}

interface ShowOptions extends ListOptions {
  readonly max: number;
}

const nothingChanged = (): string => 'nothing was changed';

const list = async (options: ListOptions): Promise<void> => {
  const quarantine = await openQuarantine(options);
  const summary = new QuarantineSummary();
  const silent = options.json === true;
  const scan = { label: 'Counting', silent, interrupted: nothingChanged };
  const scanned = await scanQuarantine(quarantine, scan, async (messages) => {
    for (const message of messages) summary.add(message);
  });
  process.stdout.write(silent ? summary.json(scanned.hidden) : summary.text());
  if (!silent) process.stderr.write(hiddenNote(scanned));
};

const recordText = (record: QuarantinedRecord): string => {
  const { stream_arn, shard_id, sequence_number, arrived_at, payload, payload_encoding } = record;
  const encoding = payload_encoding === 'utf8' ? '' : ` (${payload_encoding})`;
  const place = `${streamNameOf(stream_arn)} ${printable(`${shard_id} ${sequence_number}`, 200)}`;
  return [
    `${place}, arrived ${printable(arrived_at, 30)}\n`,
    `  payload${encoding}: ${printable(payload, SHOWN_PAYLOAD_CHARACTERS)}\n`,
    ...record.reasons.map((reason) => `  - ${printable(reason, SHOWN_PAYLOAD_CHARACTERS)}\n`),
  ].join('');
};

const show = async (options: ShowOptions): Promise<void> => {
  const quarantine = await openQuarantine(options);
  const silent = options.json === true;
  const unreadable: string[] = [];
  const records: QuarantinedRecord[] = [];
  const scan = { label: 'Reading', silent: true, max: options.max, interrupted: nothingChanged };
  const scanned = await scanQuarantine(quarantine, scan, async (messages) => {
    records.push(...(await readRecords(quarantine, messages, (reason) => unreadable.push(reason))));
  });
  const text = records.length === 0 ? 'No refused record was found.\n' : records.map(recordText).join('');
  process.stdout.write(silent ? `${JSON.stringify({ records })}\n` : text);
  if (!silent) process.stderr.write(hiddenNote(scanned));
  if (unreadable.length > 0) {
    throw new CommandError(
      `${counted(unreadable.length, 'message')} cannot be shown, and stay; the first: ${unreadable[0]}`,
    );
  }
};

/** Adds `tripstream quarantine` with `list`, `show`, `export` and `replay`. */
export const addQuarantineCommand = (program: Command): void => {
  const quarantine = program
    .command('quarantine')
    .description('count, look at, export and repair the events that were refused');
  const listCommand = quarantine.command('list').description('count refused events by reason and by stream');
  addStackOptions(listCommand).option('--json', 'print the counts as JSON').action(list);
  addExamples(listCommand, [
    'quarantine list --endpoint http://127.0.0.1:4566',
    'quarantine list --stage prod --json',
  ]);
  const showCommand = quarantine
    .command('show')
    .description('print refused events with their payloads and all reasons');
  addStackOptions(showCommand)
    .option('--max <n>', 'print at most n', positiveCount, DEFAULT_SHOWN_MESSAGES)
    .option('--json', 'print them as JSON, with their whole payloads')
    .action(show);
  addExamples(showCommand, ['quarantine show --max 3', 'quarantine show --max 100 --stage prod --json']);
  addQuarantineExportCommand(quarantine);
  addQuarantineReplayCommand(quarantine);
  addExamples(quarantine, [
    'quarantine list',
    'quarantine export --out refused.csv',
    'quarantine replay refused.csv --dry-run',
    'quarantine replay refused.csv',
  ]);
};

import type { Command } from 'commander';
import { type QuarantinedRecord, streamNameOf } from '../../../functions/contracts/quarantine-message.ts';
import {
  checkAllReadable,
  hiddenNote,
  openQuarantine,
  readRecords,
  scanQuarantine,
} from '../../repair/quarantine-scan.ts';
import { QuarantineSummary } from '../../repair/quarantine-summary.ts';
import { printNote, printResult } from '../../terminal/print.ts';
import { localTimeOr, printable } from '../../terminal/text.ts';
import { addCommand, addStackCommand, positiveCount, type StackCommandOptions } from '../command-options.ts';
import { addQuarantineExportCommand } from './quarantine-export.ts';
import { addQuarantineReplayCommand } from './quarantine-replay.ts';

const SHOWN_PAYLOAD_CHARACTERS = 1_000;
const DEFAULT_SHOWN_MESSAGES = 10;

interface ShowOptions extends StackCommandOptions {
  readonly max: number;
}

const list = async (options: StackCommandOptions): Promise<void> => {
  const quarantine = await openQuarantine(options);
  const summary = new QuarantineSummary();
  const scan = { label: 'Counting', silent: options.json === true };
  const scanned = await scanQuarantine(quarantine, scan, async (messages) => {
    for (const message of messages) summary.add(message);
  });
  printResult(options, summary.report(scanned.hidden), summary.text(quarantine.outputs.businessTimeZone));
  printNote(options, hiddenNote(scanned));
};

const recordText = (record: QuarantinedRecord, timeZone: string): string => {
  const { stream_arn, shard_id, sequence_number, arrived_at, payload, payload_encoding } = record;
  const encoding = payload_encoding === 'utf8' ? '' : ` (${payload_encoding})`;
  const place = `${streamNameOf(stream_arn)} ${printable(`${shard_id} ${sequence_number}`, 200)}`;
  return [
    `${place}, arrived ${localTimeOr(arrived_at, timeZone)} (${timeZone})\n`,
    `  payload${encoding}: ${printable(payload, SHOWN_PAYLOAD_CHARACTERS)}\n`,
    ...record.reasons.map((reason) => `  - ${printable(reason, SHOWN_PAYLOAD_CHARACTERS)}\n`),
  ].join('');
};

const show = async (options: ShowOptions): Promise<void> => {
  const quarantine = await openQuarantine(options);
  const unreadable: string[] = [];
  const records: QuarantinedRecord[] = [];
  const scan = { label: 'Reading', silent: true, max: options.max };
  const scanned = await scanQuarantine(quarantine, scan, async (messages) => {
    records.push(...(await readRecords(quarantine, messages, (reason) => unreadable.push(reason))));
  });
  const { businessTimeZone } = quarantine.outputs;
  const text =
    records.length === 0
      ? 'No refused records were found.\n'
      : records.map((record) => recordText(record, businessTimeZone)).join('');
  printResult(options, { records }, text);
  printNote(options, hiddenNote(scanned));
  checkAllReadable(unreadable, 'shown');
};

export const addQuarantineCommand = (program: Command): void => {
  const quarantine = addCommand(program, 'quarantine', {
    description: 'count, show, export and repair refused events',
    examples: [
      'quarantine list',
      'quarantine export --out refused.csv',
      'quarantine replay refused.csv --dry-run',
      'quarantine replay refused.csv',
    ],
  });
  addStackCommand(quarantine, 'list', {
    description: 'count refused events by reason and by stream',
    examples: ['quarantine list --endpoint http://127.0.0.1:4566', 'quarantine list --stage prod --json'],
  })
    .option('--json', 'print the counts as JSON')
    .action(list);
  addStackCommand(quarantine, 'show', {
    description: 'print refused events with their payloads and all reasons',
    examples: ['quarantine show --max 3', 'quarantine show --max 100 --stage prod --json'],
  })
    .option('--max <n>', 'print at most n', positiveCount, DEFAULT_SHOWN_MESSAGES)
    .option('--json', 'print them as JSON, with their full payloads')
    .action(show);
  addQuarantineExportCommand(quarantine);
  addQuarantineReplayCommand(quarantine);
};

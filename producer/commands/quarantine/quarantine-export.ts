import type { FileHandle } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { ExportLines } from '../../repair/export-lines.ts';
import {
  checkAllReadable,
  hiddenNote,
  openQuarantine,
  type Quarantine,
  readRecords,
  scanQuarantine,
} from '../../repair/quarantine-scan.ts';
import { FILE_FORMATS, type FileFormat, fileFormat } from '../../repair/repaired-file.ts';
import { commandLine } from '../../stack/command-line.ts';
import { printNote, printResult } from '../../terminal/print.ts';
import { counted } from '../../terminal/text.ts';
import { checkFree, writeWhole } from '../../terminal/whole-file.ts';
import { addStackCommand, type StackCommandOptions } from '../command-options.ts';

interface ExportOptions extends StackCommandOptions {
  readonly out: string;
  readonly format?: FileFormat;
}

/** Returns what was written, and why the other messages were not. */
const writeAll = async (
  quarantine: Quarantine,
  file: FileHandle,
  format: FileFormat,
  { out, json: silent = false }: ExportOptions,
) => {
  const lines = new ExportLines(format);
  const unreadable: string[] = [];
  await file.write(lines.header);
  const scan = {
    label: 'Exporting',
    silent,
    interrupted: () => `${out} was not written; nothing was changed`,
  };
  const { hidden } = await scanQuarantine(quarantine, scan, async (messages) => {
    const records = await readRecords(quarantine, messages, (reason) => unreadable.push(reason));
    for (const record of records) await file.write(lines.line(record));
  });
  return { lines, unreadable, hidden };
};

const exportQuarantine = async (options: ExportOptions): Promise<void> => {
  const { out } = options;
  const format = fileFormat(out, options.format);
  await checkFree(out, 'perhaps with repairs in it');
  const quarantine = await openQuarantine(options);
  const result = await writeWhole(out, (file) => writeAll(quarantine, file, format, options));
  const { unreadable, hidden } = result;
  const { exported, repeated, notInCsv: not_in_csv } = result.lines;
  const counts = { exported, repeated, not_in_csv, unreadable: unreadable.length, hidden };
  const replay = commandLine(`quarantine replay ${out}`, options);
  const text = `${exported} refused events are in ${out}; they stay in quarantine. Repair them, then: ${replay}\n`;
  printResult(options, { file: out, format, ...counts }, text);
  printNote(
    options,
    repeated > 0
      ? `${counted(repeated, 'message')} ${repeated === 1 ? 'was about a record that is' : 'were about records that are'} already in the file.\n`
      : '',
    not_in_csv > 0 ? `${not_in_csv} payloads are not JSON objects: only --format jsonl exports them.\n` : '',
    hiddenNote(result),
  );
  checkAllReadable(unreadable, 'exported');
};

export const addQuarantineExportCommand = (quarantine: Command): void => {
  addStackCommand(quarantine, 'export', {
    description: 'write refused events to a file for repair; they stay in quarantine',
    examples: [
      'quarantine export --out refused.csv --endpoint http://127.0.0.1:4566',
      'quarantine export --out refused.jsonl --stage prod',
    ],
  })
    .requiredOption('--out <file>', 'the file to write, which must not exist yet')
    .addOption(
      new Option('--format <format>', 'CSV rows or JSON lines (default: from the file name)').choices(
        FILE_FORMATS,
      ),
    )
    .option('--json', 'print the counts as JSON')
    .action(exportQuarantine);
};

import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { QUARANTINE_CSV_HEADER, quarantineCsvRow } from '../repair/quarantine-csv.ts';
import { positionOf, type QuarantinedRecord } from '../repair/quarantine-message.ts';
import {
  hiddenNote,
  openQuarantine,
  type Quarantine,
  readRecords,
  scanQuarantine,
} from '../repair/quarantine-scan.ts';
import { FILE_FORMATS, type FileFormat, fileFormat } from '../repair/repaired-file.ts';
import type { ScannedQueue } from '../repair/scan-queue.ts';
import { commandLine, targetOptions } from '../stack/command-line.ts';
import type { StackTarget } from '../stack/stack-outputs.ts';
import { CommandError, InputError, oneLine } from '../terminal/command-error.ts';
import { counted } from '../terminal/counted.ts';
import { addExamples, addStackOptions } from './command-options.ts';

interface ExportOptions extends StackTarget {
  readonly out: string;
  readonly format?: FileFormat;
  readonly json?: boolean;
}

interface Exported {
  exported: number;
  /** The same record quarantined more than once. */
  repeated: number;
  /** No JSON object, so that it has no row. */
  notInCsv: number;
  readonly unreadable: string[];
}

const lineOf = (record: QuarantinedRecord, format: FileFormat): string | undefined =>
  format === 'csv' ? quarantineCsvRow(record) : `${JSON.stringify(record)}\n`;

const writeAll = async (
  quarantine: Quarantine,
  file: FileHandle,
  format: FileFormat,
  { out, json: silent = false }: ExportOptions,
): Promise<Exported & ScannedQueue> => {
  const counts: Exported = { exported: 0, repeated: 0, notInCsv: 0, unreadable: [] };
  const positions = new Set<string>();
  if (format === 'csv') await file.write(QUARANTINE_CSV_HEADER);
  const scan = {
    label: 'Exporting',
    silent,
    interrupted: () => `${out} was not written; nothing was changed`,
  };
  const scanned = await scanQuarantine(quarantine, scan, async (messages) => {
    const records = await readRecords(quarantine, messages, (reason) => counts.unreadable.push(reason));
    for (const record of records) {
      const position = positionOf(record);
      const line = lineOf(record, format);
      if (positions.has(position)) counts.repeated += 1;
      else if (line === undefined) counts.notInCsv += 1;
      else {
        await file.write(line);
        counts.exported += 1;
      }
      positions.add(position);
    }
  });
  return { ...counts, ...scanned };
};

/** Writes beside `path` and puts it there only when it is whole. */
const writeWhole = async <Result>(
  path: string,
  write: (file: FileHandle) => Promise<Result>,
): Promise<Result> => {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    let result: Result;
    try {
      result = await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return result;
  } catch (error) {
    await rm(temporary, { force: true });
    if (Error.isError(error) && 'syscall' in error) throw new InputError(`${path}: ${oneLine(error)}`, error);
    throw error;
  }
};

const checkFree = async (path: string): Promise<void> => {
  const existing = await stat(path).catch(() => undefined);
  if (existing !== undefined) {
    throw new InputError(`${path} is there already, perhaps with repairs in it: name another file`);
  }
};

const exportQuarantine = async (options: ExportOptions): Promise<void> => {
  const { out, json = false } = options;
  const format = fileFormat(out, options.format);
  await checkFree(out);
  const quarantine = await openQuarantine(options);
  const result = await writeWhole(out, (file) => writeAll(quarantine, file, format, options));
  const { exported, repeated, notInCsv, unreadable, hidden } = result;
  if (json) {
    const counts = { exported, repeated, not_in_csv: notInCsv, unreadable: unreadable.length, hidden };
    process.stdout.write(`${JSON.stringify({ file: out, format, ...counts })}\n`);
  } else {
    const replay = commandLine(`quarantine replay ${out}`, targetOptions(options));
    process.stdout.write(
      `${exported} refused events are in ${out}; they stay in the quarantine. Repair them, then: ${replay}\n`,
    );
    const notes = [
      repeated > 0 ? `${repeated} messages told of the same records once more.\n` : '',
      notInCsv > 0 ? `${notInCsv} payloads are no JSON objects: only --format jsonl exports them.\n` : '',
      hiddenNote(result),
    ];
    process.stderr.write(notes.join(''));
  }
  if (unreadable.length > 0) {
    throw new CommandError(
      `${counted(unreadable.length, 'message')} cannot be exported, and stay; the first: ${unreadable[0]}`,
    );
  }
};

/** Adds `tripstream quarantine export`. */
export const addQuarantineExportCommand = (quarantine: Command): void => {
  const command = quarantine
    .command('export')
    .description('write refused events to a file for repair; they stay in the quarantine');
  addStackOptions(command)
    .requiredOption('--out <file>', 'the file to write, which must not be there yet')
    .addOption(
      new Option('--format <format>', 'a row or a line of JSON per event (default: by the name)').choices(
        FILE_FORMATS,
      ),
    )
    .option('--json', 'print the counts as JSON')
    .action(exportQuarantine);
  addExamples(command, [
    'quarantine export --out refused.csv --endpoint http://127.0.0.1:4566',
    'quarantine export --out refused.jsonl --stage prod',
  ]);
};

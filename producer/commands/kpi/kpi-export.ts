import { extname } from 'node:path';
import { type Command, Option } from 'commander';
import { openDailyKpi } from '../../kpi/daily-kpi.ts';
import { dateOptions, datesText, readableDates } from '../../kpi/dates.ts';
import { csvOf, jsonLinesOf } from '../../kpi/range/exported-days.ts';
import { parquetOf } from '../../kpi/range/parquet-of-days.ts';
import { type DayOfRange, readPublishedDays, unpublishedDates } from '../../kpi/range/published-days.ts';
import { commandLine } from '../../stack/command-line.ts';
import { CommandError, InputError } from '../../terminal/command-error.ts';
import { writeError, writeOut } from '../../terminal/output.ts';
import { counted } from '../../terminal/text.ts';
import { checkFree, writeWhole } from '../../terminal/whole-file.ts';
import { addStackCommand, type StackCommandOptions } from '../command-options.ts';

type Content = string | Uint8Array;

const FORMATS = { csv: csvOf, jsonl: jsonLinesOf, parquet: parquetOf } as const satisfies Readonly<
  Record<string, (days: readonly DayOfRange[]) => Content>
>;

type Format = keyof typeof FORMATS;

const isFormat = (text: string): text is Format => Object.keys(FORMATS).includes(text);

/** The exit code when a day of the range has no file. */
const DAYS_ARE_MISSING = 3;

interface ExportOptions extends StackCommandOptions {
  readonly from: string;
  readonly to: string;
  readonly format?: Format;
  readonly out?: string;
  readonly allowMissing?: boolean;
}

/**
 * The format from --format, else from the file's extension, else CSV.
 * @throws {InputError} for Parquet without a file
 */
const formatOf = ({ format, out }: ExportOptions): Format => {
  const extension = extname(out ?? '').slice(1);
  const chosen = format ?? (isFormat(extension) ? extension : 'csv');
  if (chosen === 'parquet' && out === undefined)
    throw new InputError('Parquet is a binary format: name a file with --out');
  return chosen;
};

const write = async (days: readonly DayOfRange[], options: ExportOptions): Promise<void> => {
  const content: Content = FORMATS[formatOf(options)](days);
  const { out } = options;
  if (out !== undefined) {
    await writeWhole(out, (file) => file.writeFile(content));
    writeError(`${counted(days.length, 'day')} in ${out}\n`);
  } else if (typeof content === 'string') writeOut(content);
};

/** @throws {CommandError} with its own exit code if a day has no file and --allow-missing was not given */
const checkPublished = (days: readonly DayOfRange[], options: ExportOptions): void => {
  const missing = unpublishedDates(days);
  if (missing.length === 0 || options.allowMissing === true) return;
  const runThem = commandLine('kpi run', options, { ...dateOptions(missing) });
  throw new CommandError(
    `${missing.length} of ${counted(days.length, 'day')} ${missing.length === 1 ? 'is' : 'are'} not published (${datesText(missing)}). To sum them: ${runThem}; to accept the gaps: --allow-missing`,
    { exitCode: DAYS_ARE_MISSING },
  );
};

const exportDays = async (options: ExportOptions): Promise<void> => {
  formatOf(options);
  const dates = readableDates({ from: options.from, to: options.to });
  if (options.out !== undefined) await checkFree(options.out);
  const kpi = await openDailyKpi(options, dates.at(-1) ?? '');
  const days = await readPublishedDays(kpi, dates, { silent: false });
  await write(days, options);
  checkPublished(days, options);
};

export const addKpiExportCommand = (kpi: Command): void => {
  addStackCommand(kpi, 'export', {
    description: 'write the published metrics of a range of days as CSV, JSON Lines or Parquet',
    note: 'Amounts keep every digit of the metrics files: text in JSON Lines, decimal(38,2) in Parquet. Times are UTC. A day\nwithout a metrics file has the status "not published", and the command exits with 3 unless --allow-missing is given.',
    examples: [
      'kpi export --from 2024-05-01 --to 2024-05-31 --out may.csv',
      'kpi export --from 2024-05-01 --to 2024-05-31 --format jsonl --allow-missing',
      'kpi export --from 2024-01-01 --to 2024-12-31 --out 2024.parquet --stage prod',
    ],
  })
    .requiredOption('--from <YYYY-MM-DD>', 'the first day')
    .requiredOption('--to <YYYY-MM-DD>', 'the last day, inclusive')
    .addOption(
      new Option(
        '--format <format>',
        'format of the rows (default: from the name of --out, else csv)',
      ).choices(Object.keys(FORMATS)),
    )
    .option('--out <file>', 'the file to write, which must not exist yet (default: standard output)')
    .option('--allow-missing', 'exit with 0 even if days are not published')
    .action(exportDays);
};

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Command, CommanderError } from 'commander';
import fc from 'fast-check';
import { selectEvents } from '../../producer/produce/event-source.ts';
import { QUARANTINE_CSV_HEADER } from '../../producer/repair/quarantine-csv.ts';
import { readRepaired } from '../../producer/repair/repaired-file.ts';
import { CommandError } from '../../producer/terminal/command-error.ts';
import { tripstreamProgram } from '../../producer/tripstream.ts';
import { awkwardFiles, filesThatChange, pipeOf } from './awkward-files.ts';

/** What became of the inputs. */
export interface FuzzedInputs {
  tried: number;
  refused: number;
  accepted: number;
  crashed: number;
}

/** Thousands of times as long as an input takes. */
const HUNG_AFTER_MS = 60_000;

const inTime = async (work: Promise<unknown>): Promise<void> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('it hangs')), HUNG_AFTER_MS);
  await Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
};

const counting = () => {
  const counts: FuzzedInputs = { tried: 0, refused: 0, accepted: 0, crashed: 0 };
  /** One of our own errors is a refusal; any other is a crash. */
  const attempt = async (input: string, work: () => Promise<unknown>): Promise<void> => {
    counts.tried += 1;
    try {
      await inTime(work());
      counts.accepted += 1;
    } catch (error) {
      if (error instanceof CommandError || error instanceof CommanderError) counts.refused += 1;
      else {
        counts.crashed += 1;
        console.error(`crashed: ${JSON.stringify(input)}: ${error}`);
      }
    }
  };
  return { counts, attempt };
};

const HEADERS = [
  'trip_id,pickup_datetime\n',
  'trip_id,dropoff_datetime,fare_amount\r\n',
  QUARANTINE_CSV_HEADER,
  '\ufefftrip_id,pickup_datetime,dropoff_datetime,fare_amount\n',
  '',
];
const PIECES = [
  'a',
  ',',
  '"',
  '""',
  '\n',
  '\r\n',
  '\r',
  '\0',
  '\u001b[31m',
  '\u2028',
  '\ud800',
  "'=1",
  '{}',
  '[',
  ' ',
  '🚕',
];

/** Rows that match their header, with any cells. */
const wholeRows = fc
  .tuple(
    fc.constantFrom(...HEADERS.slice(0, -1)),
    fc.array(fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string()), { minLength: 40, maxLength: 40 }), {
      maxLength: 4,
    }),
  )
  .map(([header, rows]) => {
    const width = header.split(',').length;
    const cells = (row: readonly string[]) =>
      row.slice(0, width).map((cell) => `"${cell.replaceAll('"', '""')}"`);
    return Buffer.from(header + rows.map((row) => `${cells(row).join(',')}\n`).join(''));
  });

const anyBytes = fc
  .tuple(
    fc.constantFrom(...HEADERS),
    fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string()), { maxLength: 40 }),
    fc.uint8Array({ maxLength: 8 }),
    fc.constantFrom('utf8', 'utf8', 'utf8', 'utf16le', 'gzip'),
  )
  .map(([header, pieces, bytes, form]) => {
    const text = header + pieces.join('');
    if (form === 'gzip') return gzipSync(text);
    return form === 'utf16le' ? Buffer.from(text, 'utf16le') : Buffer.concat([Buffer.from(text), bytes]);
  });

const fileBytes = fc.oneof(wholeRows, anyBytes);

const drain = async (rows: AsyncIterable<unknown>, afterFirst?: () => void): Promise<void> => {
  let isFirst = true;
  for await (const _ of rows) {
    if (isFirst) afterFirst?.();
    isFirst = false;
  }
};

/** Every way in which a command reads a file that the user names. */
const readersOf = (path: string) => {
  const selection = { seed: 1, skip: 0 } as const;
  const events = (kind: 'start' | 'end', order: 'interleaved' | 'shuffled') =>
    selectEvents({ ...selection, files: [{ kind, path }], order });
  return [
    () => events('start', 'interleaved'),
    () => events('start', 'shuffled'),
    () => events('end', 'interleaved'),
    () => events('end', 'shuffled'),
    () => readRepaired(path, 'csv'),
    () => readRepaired(path, 'jsonl'),
  ];
};

/** Reads each awkward file in every way. Files that change are rewritten for each way. */
export const fuzzAwkwardFiles = async (): Promise<FuzzedInputs> => {
  const { counts, attempt } = counting();
  const folder = mkdtempSync(join(tmpdir(), 'tripstream-fuzz-awkward-'));
  try {
    const lasting = awkwardFiles(folder);
    for (const [way] of readersOf('').entries()) {
      for (const file of [...lasting, ...filesThatChange(folder), pipeOf(folder, `pipe-${way}.csv`)]) {
        await attempt(`${file.what}, way ${way}`, async () => {
          const rows = readersOf(file.path)[way]?.();
          if (rows !== undefined) await drain(rows, file.afterFirstRow);
        });
        file.end?.();
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return counts;
};

/** Reads `runs` generated files as `produce` and `quarantine replay` do. */
export const fuzzFiles = async (runs: number, seed: number): Promise<FuzzedInputs> => {
  const folder = mkdtempSync(join(tmpdir(), 'tripstream-fuzz-files-'));
  const path = join(folder, 'input.csv');
  const { counts, attempt } = counting();
  try {
    for (const bytes of fc.sample(fileBytes, { numRuns: runs, seed })) {
      writeFileSync(path, bytes);
      for (const read of readersOf(path)) await attempt(bytes.toString('latin1'), () => drain(read()));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return counts;
};

const everyCommand = (command: Command): Command[] => [command, ...command.commands.flatMap(everyCommand)];

/** The CLI, or the part of it that these words need, with inert commands: only argument parsing is left. */
const readerOfArguments = async (words: readonly string[] = []): Promise<Command> => {
  const program = await tripstreamProgram(words);
  const silent = () => undefined;
  for (const command of everyCommand(program)) {
    command.configureOutput({ writeOut: silent, writeErr: silent, outputError: silent });
    if (command.commands.length === 0) command.action(silent);
  }
  return program;
};

/** How a command line may begin: empty, or with a valid prefix. */
const STARTS = [
  [],
  ['produce', '--limit', '5'],
  ['kpi', 'show', '--date', '2024-05-25'],
  ['quarantine', 'list'],
  ['redrive'],
];

/** The words that lead to each command, and the arguments that it requires. */
const pathsOf = (commands: readonly Command[]): string[][] =>
  commands.map((command) => {
    const words: string[] = [];
    for (let at: Command | null = command; at?.parent; at = at.parent) words.unshift(at.name());
    const required = command.options
      .filter(({ mandatory }) => mandatory)
      .flatMap(({ long }) => [long ?? '', '2024-05-25']);
    return [...words, ...command.registeredArguments.map(() => 'x'), ...required];
  });

/** Parses `runs` generated command lines. */
export const fuzzArguments = async (runs: number, seed: number): Promise<FuzzedInputs> => {
  const commands = everyCommand(await readerOfArguments());
  const flags = commands.flatMap(({ options }) =>
    options.flatMap(({ long, short }) => [long ?? '', short ?? '']),
  );
  const values = [
    '1',
    '-1',
    '0',
    '',
    '-',
    '--',
    '1e9',
    '2024-05-25',
    '2024-02-30',
    'http://u:p@h',
    'http://',
    'dev',
    ...['NaN', '0x10', '1e400', '٣', '9007199254740993', '9'.repeat(400), '-0', '+1', ' 1'],
    ...['0000-00-00', '0000-01-01', '9999-12-31', '+275760-09-13', '2024-05-25T00:00:00', 'today'],
    ...['http://127.0.0.1:NaN', 'http://127.0.0.1:99999', 'http://[::1', 'http:///x', 'javascript:0', '//h'],
    ...[
      '--date',
      '--date=',
      '--json=1',
      '--no-json',
      '--endpoint=http://h',
      '-x=1',
      '---',
      '-rf',
      'a'.repeat(9_999),
    ],
    ...[
      '99999999999999999999d',
      '0s',
      '1y',
      '/dev/null',
      '..',
      '*',
      '\u009b2J',
      '\u202e',
      '\u2028',
      '\ud800',
    ],
  ];
  /** An option in its different spellings, with a value or with one that looks like another option. */
  const given = fc
    .tuple(
      fc.constantFrom(...new Set(flags)),
      fc.oneof(fc.constantFrom(...values), fc.constantFrom(...new Set(flags))),
    )
    .chain(([flag, value]) =>
      fc.constantFrom([flag, value], [`${flag}=${value}`], [flag, value, flag, value]),
    );
  const word = fc.oneof(
    fc.constantFrom(...new Set(commands.map((command) => command.name()))),
    fc.constantFrom(...new Set(flags)),
    fc.constantFrom(...values, '__proto__', 'constructor', 'toString', '\u001b[31m'),
    fc.string(),
  );
  const { counts, attempt } = counting();
  const lines = fc
    .tuple(
      fc.constantFrom(...STARTS, ...pathsOf(commands)),
      fc.array(
        fc.oneof(
          word.map((one) => [one]),
          given,
        ),
        { maxLength: 6 },
      ),
      fc.boolean(),
    )
    .map(([start, words, isShort]) => [...start, ...(isShort ? words.slice(0, 1) : words).flat()]);
  for (const words of fc.sample(lines, { numRuns: runs, seed })) {
    await attempt(words.join(' '), async () =>
      (await readerOfArguments(words)).parseAsync(words, { from: 'user' }),
    );
  }
  return counts;
};

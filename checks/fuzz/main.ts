import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalCloud } from '../../producer/local-cloud/local-cloud.ts';
import { synthesize } from '../../producer/local-cloud/synthesize.ts';
import { interruptible, signalExitCode } from '../../producer/terminal/interrupt.ts';
import { isBadUsage, reportBadUsage, UsageError, wholeNumber } from '../bad-usage.ts';
import { fuzz } from './fuzz.ts';
import { type FuzzedInputs, fuzzArguments, fuzzAwkwardFiles, fuzzFiles } from './fuzz-command-line.ts';
import { fuzzRequests } from './requests/fuzz-requests.ts';

const USAGE = `Usage: npm run fuzz -- [payloads] [requests] [files] [arguments] [options]

Feeds generated hostile input to the code that must cope with it, and prints a table of the outcomes. Name the parts to
run; without a name, all of them run.

  payloads    record payloads, to both intake functions: each is stored or quarantined (default 1000000)
  requests    malformed requests, to every operation of a local cloud with the whole stack: each is answered
              with a 4xx or taken, and an ordinary request after each hundred works (default 10000)
  files       CSV files and exports, to the readers of produce and of quarantine replay (default 2000)
  arguments   command lines, to the reader of arguments; no command is run (default 5000)

  --runs N    how many of each
  --seed N    decides all of them (default: drawn, and printed)
  --from N    the number of the first request, to repeat one (default 0)
  --path P    the path to a payload that failed, to repeat it
  --json      the table as JSON
  --help      this text

Exit code 1 if anything crashed or was never answered.
`;

const EXIT_FAILED = 1;
const LARGEST_SEED = 2 ** 32 - 1;
const PROGRESS_EVERY = 500;

interface Row extends FuzzedInputs {
  readonly what: string;
}

type Part = (options: { runs?: number; seed: number; from: number; path?: string }) => Promise<Row[]>;

/** If a payload fails, fast-check throws an error with its path. */
const payloads: Part = async ({ runs = 1_000_000, seed, path }) => {
  const { stored, quarantined } = await fuzz(runs, seed, path);
  const tried = stored + quarantined;
  return [
    { what: 'payloads, as start and as end', tried, refused: quarantined, accepted: stored, crashed: 0 },
  ];
};

const requests: Part = ({ runs = 10_000, seed, from }) =>
  interruptible(async (stop) => {
    const directory = await mkdtemp(join(tmpdir(), 'tripstream-fuzz-'));
    try {
      const assemblyDir = join(directory, 'cdk.out');
      await synthesize(assemblyDir, stop);
      const cloud = await startLocalCloud({ assemblyDir, port: 0, dataDir: join(directory, 'data') });
      const fuzzing = fuzzRequests({
        ...{ url: cloud.url, runs, seed, from, stop },
        onCrash: (line) => console.error(`crashed: ${line}`),
        onProgress: (done) => {
          if (done % PROGRESS_EVERY === 0) console.error(`${done} of ${runs} requests`);
        },
      });
      const counts = await Promise.race([fuzzing, cloud.failure]).finally(() => cloud.stop());
      if (stop.aborted) process.exitCode = signalExitCode();
      return [...counts].map(([service, { operations, ...count }]) => ({
        what: `requests to ${service} (${operations} operations)`,
        ...count,
      }));
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });

const files: Part = async ({ runs = 2_000, seed }) => [
  { what: 'CSV files and exports, read six ways', ...(await fuzzFiles(runs, seed)) },
  { what: 'files that are awkward to read, as many ways', ...(await fuzzAwkwardFiles()) },
];

const commandLines: Part = async ({ runs = 5_000, seed }) => [
  { what: 'command lines', ...(await fuzzArguments(runs, seed)) },
];

const PARTS: Readonly<Record<string, Part>> = { payloads, requests, files, arguments: commandLines };

const readArguments = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string' },
      seed: { type: 'string' },
      from: { type: 'string', default: '0' },
      path: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined)
    throw new UsageError(`"${unknown}" is not a part: the parts are ${Object.keys(PARTS).join(', ')}`);
  const { runs, seed = String(Date.now() % 2 ** 31), path } = values;
  return {
    parts: Object.entries(PARTS).filter(([name]) => positionals.length === 0 || positionals.includes(name)),
    ...{ json: values.json, help: values.help },
    seed: wholeNumber('seed', seed, 0, LARGEST_SEED),
    from: wholeNumber('from', values.from, 0, LARGEST_SEED),
    ...(runs === undefined ? {} : { runs: wholeNumber('runs', runs, 0, Number.MAX_SAFE_INTEGER) }),
    ...(path === undefined ? {} : { path }),
  };
};

const table = (rows: readonly Row[]): string => {
  const columns = ['tried', 'refused', 'accepted', 'crashed'] as const;
  const width = Math.max(...rows.map(({ what }) => what.length));
  const line = (what: string, cells: readonly (string | number)[]): string =>
    `${what.padEnd(width)}${cells.map((cell) => String(cell).padStart(12)).join('')}\n`;
  return (
    line('', columns) +
    rows
      .map((row) =>
        line(
          row.what,
          columns.map((name) => row[name]),
        ),
      )
      .join('')
  );
};

const main = async (): Promise<void> => {
  const { parts, json, help, ...options } = readArguments();
  if (help) {
    process.stdout.write(USAGE);
    return;
  }
  console.error(
    `repeat with: npm run fuzz -- ${parts.map(([name]) => name).join(' ')} --seed ${options.seed}`,
  );
  const rows: Row[] = [];
  for (const [, part] of parts) rows.push(...(await part(options)));
  process.stdout.write(json ? `${JSON.stringify(rows)}\n` : table(rows));
  if (rows.some(({ crashed }) => crashed > 0)) process.exitCode = EXIT_FAILED;
};

await main().catch((error: unknown) => {
  if (isBadUsage(error)) return reportBadUsage('fuzz', error);
  process.stderr.write(`fuzz: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = EXIT_FAILED;
});

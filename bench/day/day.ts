import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { reportBadUsage, wholeNumber } from '../../checks/bad-usage.ts';
import { CommandFailed } from '../../checks/deployment/tools/run-command.ts';
import { CommandError, oneLine } from '../../producer/terminal/command-error.ts';
import { interruptible, signalExitCode } from '../../producer/terminal/interrupt.ts';
import { guardOutput } from '../../producer/terminal/output.ts';
import { removeAtExit } from '../../producer/terminal/temporary.ts';
import { alignedLines, counted } from '../../producer/terminal/text.ts';
import { measuredOn, writeSection } from '../performance-page.ts';
import { type DayReport, MEMORY_LIMIT_MEGABYTES, runDay } from './run-day.ts';

/** The trips of New York's ride apps on a day in May 2024: 20.7 million in the month. */
const CITY_TRIPS = 670_000;
const SEED = 2024;
const MOST_TRIPS = 10_000_000;

const USAGE = `Usage: npm run bench:day -- [options]

Generates the trips of a whole day, sends them through its own local cloud, sums the days that they end on, and compares
the published metrics with those of the oracle, digit by digit. Measures time and memory. The full day takes a quarter
of an hour or more, and needs about 3 GB for temporary files.

  --trips N  trips that start on the day (default ${CITY_TRIPS}, New York's ride apps on a day in May 2024)
  --seed N   seed of the generated trips (default ${SEED})
  --json     the report as JSON on stdout; progress goes to stderr
  --write    also write the report into docs/performance.md
  --help     this text

Exits with 1 if the metrics differ, an event was refused, or the producer or a function needs ${MEMORY_LIMIT_MEGABYTES} MB or more.
`;

const readArguments = (args: string[]) => {
  const { values } = parseArgs({
    args,
    options: {
      trips: { type: 'string', default: String(CITY_TRIPS) },
      seed: { type: 'string', default: String(SEED) },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { trips, seed, ...rest } = values;
  return {
    ...rest,
    trips: wholeNumber('trips', trips, 1, MOST_TRIPS),
    seed: wholeNumber('seed', seed, 1, 2 ** 32 - 1),
  };
};

const reportText = ({
  trips,
  events,
  seconds,
  recordedPerSecond,
  peakMegabytes,
  published,
  problems,
}: DayReport): string => {
  const shown = (value: number): string => value.toLocaleString('en-US');
  const memory = Object.entries(peakMegabytes ?? {}).map(([role, peak]) => [
    `${role}, MB at most`,
    shown(peak),
  ]);
  const rows = [
    ['trips', shown(trips)],
    ['events', shown(events)],
    ['generated in, s', shown(seconds.generate)],
    ['sent in, s', shown(seconds.send)],
    ['recorded in, s', shown(seconds.record)],
    ['events recorded a second', shown(recordedPerSecond)],
    ['all days summed in, s', shown(seconds.sum)],
    ...memory,
  ];
  return [
    ...alignedLines(rows, [1]),
    ...Object.entries(published).map(([date, metrics]) => `  ${date}  ${metrics}`),
    ...(peakMegabytes === null
      ? ['  memory: not measured, because only Linux keeps the peak of a process']
      : []),
    problems.length === 0
      ? '  Every digit equals the sum of the files.'
      : problems.map((problem) => `  WRONG: ${problem}`).join('\n'),
    '',
  ].join('\n');
};

const measure = async (options: ReturnType<typeof readArguments>): Promise<DayReport> => {
  const directory = await mkdtemp(join(tmpdir(), 'tripstream-day-'));
  const release = removeAtExit(directory);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  try {
    return await interruptible((signal) => runDay({ ...options, directory, signal, silent: false, say }));
  } finally {
    await rm(directory, { recursive: true, force: true });
    release();
  }
};

const main = async (args: string[]): Promise<void> => {
  const options = readArguments(args);
  if (options.help) {
    process.stdout.write(USAGE);
    return;
  }
  const report = await measure(options);
  const text = reportText(report);
  if (options.write) await writeSection('day', `${measuredOn()}\n\n\`\`\`\n${text.trimEnd()}\n\`\`\``);
  process.stdout.write(options.json ? `${JSON.stringify(report)}\n` : text);
  process.stderr.write(
    report.problems.length === 0 ? `Passed: ${counted(report.trips, 'trip')}.\n` : 'FAILED\n',
  );
  process.exitCode = report.problems.length === 0 ? 0 : 1;
};

export const day = (args: string[]): Promise<void> =>
  main(args).catch((error: unknown) => {
    const isAborted = Error.isError(error) && error.name === 'AbortError';
    const isTold = isAborted || error instanceof CommandError || error instanceof CommandFailed;
    if (!isTold) return reportBadUsage('bench:day', error);
    if (error instanceof CommandFailed) process.stderr.write(error.output);
    process.stderr.write(`bench:day: ${isAborted ? 'interrupted' : oneLine(error)}\n`);
    process.exitCode = isAborted ? signalExitCode() : 1;
  });

if (import.meta.main) {
  guardOutput();
  await day(process.argv.slice(2));
}

import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize } from '../../producer/local-cloud/synthesize.ts';
import { onInterrupt } from '../../producer/terminal/interrupt.ts';
import { reportBadUsage, UsageError, wholeNumber } from '../bad-usage.ts';
import { PROFILES } from './fault-profile.ts';
import { type ChaosReport, runSeed } from './run-seed.ts';

const USAGE = `Usage: npm run chaos -- [options]

Generates a day of events, some of them duplicate or malformed, and sends it through the local cloud while every kind
of fault is injected and the cloud is killed and restarted. Then compares what the cloud holds with what was sent, and
the published metrics with those of an independent oracle, byte for byte. docs/chaos.md has the details.

  --events N  events of a day (default 20000)
  --seed N    decides the day, its poison, the faults and the kills (default 1)
  --seeds K   how many seeds, counting up from --seed (default 1); runs one more at a time than there are cores
  --profile P one lasting fault in place of all the others
              outage: the table refuses every write for 30 minutes of the cloud's clock, which take half a minute;
                nothing may be dead-lettered
              poison: the table refuses ten records for ever; these alone are dead-lettered, with their payloads, and
                every other record is stored within a minute of its arrival
  --kills K   how often the cloud is killed per seed, the last time during the KPI (default 3)
  --json      a line of JSON per seed on stdout, everything else on stderr
  --help      this text

Ends with "N passed, N failed" and exit code 1 if a seed failed. The files of a failed seed are kept.
`;

const EXIT_FAILED = 1;
const LARGEST_SEED = 2 ** 32 - 1;

const readArguments = () => {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '1' },
      kills: { type: 'string', default: '3' },
      profile: { type: 'string', default: 'all' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const profile = PROFILES.find((name) => name === values.profile);
  if (profile === undefined)
    throw new UsageError(`--profile takes ${PROFILES.join(', ')}, got "${values.profile}"`);
  const seed = wholeNumber('seed', values.seed, 0, LARGEST_SEED);
  return {
    events: wholeNumber('events', values.events, 100, 1_000_000),
    seed,
    seeds: wholeNumber('seeds', values.seeds, 1, LARGEST_SEED + 1 - seed),
    kills: wholeNumber('kills', values.kills, 0, 100),
    profile,
    json: values.json,
    help: values.help,
  };
};

type Options = ReturnType<typeof readArguments>;

const sayFor = (seed: number) => {
  const startedAt = performance.now();
  return (line: string): void => {
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6);
    process.stderr.write(`seed ${seed} ${seconds} s  ${line}\n`);
  };
};

const summary = (report: ChaosReport): string => {
  const { seed, counts, quarantineMessages, completedTrips, kpiRuns, faults, seconds, problems } = report;
  const delays =
    report.delays &&
    ` every record stored within ${(report.delays.longestMs / 1000).toFixed(1)} s (of ${report.delays.measuredTrips} trips measured);`;
  const injected = Object.values(faults).reduce((sum, count) => sum + count, 0);
  return [
    `${problems.length === 0 ? 'passed' : 'FAILED'}  seed ${seed}: ${counts.sent} distinct events sent = ${counts.stored} stored`,
    ` + ${counts.quarantined} quarantined (in ${quarantineMessages} messages) + ${counts.deadLettered} dead-lettered;`,
    ` ${completedTrips} completed trips; ${kpiRuns.started} KPI runs, ${kpiRuns.failed} of them failed;`,
    ...(delays ? [delays] : []),
    ` ${injected} faults; ${seconds} s\n`,
  ].join('');
};

/** Whether the seed passed. */
const trySeed = async (seed: number, assemblyDir: string, options: Options): Promise<boolean> => {
  const { events, kills, profile, json } = options;
  const say = sayFor(seed);
  const repeat = `npm run chaos -- --events ${events} --seed ${seed} --kills ${kills} --profile ${profile}`;
  try {
    const report = await runSeed({ events, seed, kills, profile, assemblyDir }, say);
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : summary(report));
    if (report.problems.length === 0) {
      await rm(report.directory, { recursive: true });
      return true;
    }
    for (const problem of report.problems) process.stderr.write(`  ${problem}\n`);
    process.stderr.write(`  kept in ${report.directory}; repeat it with: ${repeat}\n`);
  } catch (error) {
    process.stderr.write(`FAILED  seed ${seed}: ${Error.isError(error) ? error.stack : String(error)}\n`);
    process.stderr.write(`  repeat it with: ${repeat}\n`);
  }
  return false;
};

const main = async (): Promise<void> => {
  const options = readArguments();
  if (options.help) {
    process.stdout.write(USAGE);
    return;
  }
  const interrupt = onInterrupt();
  const directory = await mkdtemp(join(tmpdir(), 'tripstream-chaos-stack-'));
  const failed: number[] = [];
  try {
    process.stderr.write('Synthesizing the stack…\n');
    await synthesize(directory, interrupt.signal);
    interrupt.release();
    const seeds = Array.from({ length: options.seeds }, (_, index) => options.seed + index).values();
    const trySeeds = async (): Promise<void> => {
      for (const seed of seeds) if (!(await trySeed(seed, directory, options))) failed.push(seed);
    };
    // Each run mostly waits for retries and for killed clouds to come back.
    await Promise.all(Array.from({ length: availableParallelism() + 1 }, trySeeds));
  } finally {
    // The functions of a killed cloud may still be writing Node's compile cache.
    await rm(directory, { recursive: true, force: true, maxRetries: 10 });
  }
  const line = `${options.seeds - failed.length} passed, ${failed.length} failed\n`;
  (options.json ? process.stderr : process.stdout).write(line);
  process.exitCode = failed.length === 0 ? 0 : EXIT_FAILED;
};

await main().catch((error: unknown) => reportBadUsage('chaos', error));

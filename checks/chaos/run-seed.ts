import { createReadStream, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../data/seeded-random.ts';
import { waitUntilDrained } from '../../producer/local-cloud/pipe-drain.ts';
import { readStackOutputs } from '../../producer/stack/stack-outputs.ts';
import { oracleMetrics } from '../oracle.ts';
import { type ChaosCloud, startChaosCloud } from './chaos-cloud.ts';
import { type ChaosDay, makeChaosDay } from './chaos-day.ts';
import { faultsFileText, type Profile } from './fault-profile.ts';
import { judge, type Verdict } from './judge.ts';
import { passOutage } from './pass-outage.ts';
import { poisonTrips } from './profile-promises.ts';
import { sendFiles, sendPayloads } from './send-day.ts';
import { type KpiRuns, sumDays } from './sum-days.ts';

export interface ChaosOptions {
  readonly events: number;
  readonly seed: number;
  /** How many times the whole cloud is killed. */
  readonly kills: number;
  readonly profile: Profile;
  readonly assemblyDir: string;
}

export interface ChaosReport extends Verdict {
  readonly seed: number;
  readonly kpiRuns: KpiRuns;
  /** By `service kind`: how many faults were injected. */
  readonly faults: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** The folder with everything that the run left behind. */
  readonly directory: string;
}

export type Say = (line: string) => void;

/** The kills happen within the time that an idle machine takes for this many events, or shortly after it. */
const MS_PER_EVENT = 1;
/** Less than a laptop can record, so that the load is not the cause if a record is late. */
const POISON_EVENTS_PER_SECOND = 200;
const FIRST_KILL_MS = 500;
const KILL_WITHIN_KPI_MS = 1_500;
const RANDOM_STREAM = 2;
const DRAIN_LIMIT_MS = 120_000;
const DRAIN_LIMIT_MS_PER_EVENT = 30;

/** Runs one seed, from the empty cloud to the verdict. @throws on failures that no amount of faults should cause */
export const runSeed = async (options: ChaosOptions, say: Say): Promise<ChaosReport> => {
  const startedAt = performance.now();
  const directory = await mkdtemp(join(tmpdir(), `tripstream-chaos-${options.seed}-`));
  say(`everything about this run is in ${directory}`);
  const day = makeChaosDay(options.events, options.seed, directory);
  const poison = poisonTrips(day);
  const faultsOf = (seed: number): string => faultsFileText(seed, options.profile, poison);
  const cloud = await startChaosCloud(options.assemblyDir, directory, faultsOf, options.seed);
  try {
    const verdict = await Promise.race([underFire(day, cloud, options, say), cloud.failure]);
    const faults = await countFaults(join(directory, 'data', 'logs', 'faults.log'));
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    return { seed: options.seed, ...verdict, faults, seconds, directory };
  } finally {
    await cloud.stop();
  }
};

const underFire = async (day: ChaosDay, cloud: ChaosCloud, options: ChaosOptions, say: Say) => {
  const { events, seed, kills, profile } = options;
  const { url } = cloud;
  const outputs = await readStackOutputs({ endpoint: url });
  const eventsPerSecond = profile === 'poison' ? POISON_EVENTS_PER_SECOND : undefined;
  const target = { url, outputs, seed, eventsPerSecond };
  const random = seededRandom(seed, RANDOM_STREAM);
  const killAfter = async (ms: number): Promise<void> => {
    await sleep(ms);
    say(`killing the cloud after ${Math.round(ms)} ms`);
    await cloud.killAndRestart();
  };
  const whileRecording = Array.from(
    { length: Math.max(0, kills - 1) },
    () => FIRST_KILL_MS + random.below(Math.ceil(events * MS_PER_EVENT)),
  ).sort((a, b) => a - b);
  const killWhileRecording = async (): Promise<void> => {
    // The time that a restart takes does not count.
    for (const [n, atMs] of whileRecording.entries()) await killAfter(atMs - (whileRecording[n - 1] ?? 0));
  };
  say('sending');
  await Promise.all([sendFiles(day, target), sendPayloads(day, target), killWhileRecording()]);
  if (profile === 'outage') await passOutage(cloud, say);
  say('waiting until everything is recorded');
  await drain(url, events, say);
  say('summing');
  const dates = [...oracleMetrics(csvFilesOf(day)).keys()];
  const [kpiRuns] = await Promise.all([
    sumDays(dates, cloud, target),
    ...(kills > 0 ? [killAfter(random.below(KILL_WITHIN_KPI_MS))] : []),
  ]);
  say('comparing');
  await cloud.restartWithoutFaults();
  await drain(url, events, say);
  return { kpiRuns, ...(await judge(day, cloud, outputs, profile)) };
};

const csvFilesOf = ({ files }: ChaosDay) => {
  const [startsCsv = '', endsCsv = ''] = files.map(({ path }) => readFileSync(path, 'utf8'));
  return { startsCsv, endsCsv };
};

const PROGRESS_EVERY_MS = 10_000;

const drain = async (url: string, events: number, say: Say): Promise<void> => {
  let saidAt = performance.now();
  await waitUntilDrained(url, {
    signal: AbortSignal.timeout(DRAIN_LIMIT_MS + events * DRAIN_LIMIT_MS_PER_EVENT),
    onProgress: (records) => {
      if (performance.now() - saidAt < PROGRESS_EVERY_MS) return;
      saidAt = performance.now();
      say(`${records} records delivered since the last start`);
    },
  });
};

const countFaults = async (logFile: string): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for await (const line of createInterface({ input: createReadStream(logFile) })) {
    const { service, kind }: { service: string; kind: string } = JSON.parse(line);
    const name = `${service} ${kind}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

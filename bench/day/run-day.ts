import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { baseEnvironment } from '../../checks/deployment/tools/project.ts';
import { runCommand } from '../../checks/deployment/tools/run-command.ts';
import { type OracleMetrics, oracleMetrics } from '../../checks/oracle.ts';
import { csvPieces } from '../../checks/oracle-csv.ts';
import { expectedText, publishedText } from '../../checks/published-metrics.ts';
import { connectDailyKpi } from '../../producer/kpi/daily-kpi.ts';
import { startLocalCloud } from '../../producer/local-cloud/local-cloud.ts';
import { waitUntilDrained } from '../../producer/local-cloud/pipe-drain.ts';
import { synthesize } from '../../producer/local-cloud/synthesize.ts';
import { connectQueues, countMessages } from '../../producer/repair/queue-contents.ts';
import { readStackOutputs } from '../../producer/stack/stack-outputs.ts';
import { withProgress } from '../../producer/terminal/progress.ts';
import { watchMemory } from './peak-memory.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The memory of a function of the stack, and the limit for the producer. */
export const MEMORY_LIMIT_MEGABYTES = 512;

const CLOUD = 'local cloud';
const ROLES = {
  generator: /data\/generate\.ts/,
  producer: /tripstream\.ts produce/,
  'kpi run': /tripstream\.ts kpi run/,
  'pipe runner': /local\/pipes\/main\.ts/,
  [CLOUD]: /local\/main\.ts/,
};
/** These emulate a whole account, so they have no limit. */
const WITHOUT_LIMIT: readonly string[] = [CLOUD, 'pipe runner'];

/** What a whole day took, and whether its metrics are exact. */
export interface DayReport {
  readonly trips: number;
  readonly events: number;
  readonly seconds: {
    readonly generate: number;
    readonly send: number;
    /** From the first event sent to the last one recorded. */
    readonly record: number;
    /** For the runs of all dates, one after the other. */
    readonly sum: number;
  };
  readonly recordedPerSecond: number;
  /** By role of the process; null if the system does not report it. */
  readonly peakMegabytes: Readonly<Record<string, number>> | null;
  /** The metrics as published, by date. */
  readonly published: Readonly<Record<string, string>>;
  /** Empty if everything is right. */
  readonly problems: readonly string[];
}

export interface DayOptions {
  readonly trips: number;
  readonly seed: number;
  /** Where the files and the cloud's data go. */
  readonly directory: string;
  readonly signal: AbortSignal;
  readonly silent: boolean;
  readonly say: (line: string) => void;
}

const timed = async <Result>(work: () => Promise<Result>): Promise<[Result, seconds: number]> => {
  const startedAt = performance.now();
  const result = await work();
  return [result, Math.round(performance.now() - startedAt) / 1_000];
};

const program =
  ({ signal }: DayOptions) =>
  (...args: readonly string[]): Promise<string> =>
    runCommand(process.execPath, args, { cwd: ROOT, env: baseEnvironment(), signal });

interface Sent {
  readonly sent: { readonly starts: number; readonly ends: number };
  readonly seconds: number;
}

/** Sends the files and waits until everything is recorded. */
const sendAndRecord = async (
  url: string,
  files: readonly string[],
  events: number,
  options: DayOptions,
): Promise<Sent> => {
  const { signal, silent } = options;
  let isSent = false;
  const send = async (): Promise<Sent> => {
    const [starts = '', ends = ''] = files;
    const at = ['--endpoint', url, '--starts', starts, '--ends', ends, '--json'];
    const printed = await program(options)('producer/tripstream.ts', 'produce', ...at);
    isSent = true;
    return JSON.parse(printed);
  };
  const record = (): Promise<void> =>
    withProgress({ label: 'Recording', unit: 'events', total: events, silent }, async ({ update }) => {
      for (let isLastLook = false; !isLastLook; ) {
        isLastLook = isSent;
        await waitUntilDrained(url, { signal, onProgress: update });
        if (!isSent) await sleep(500, undefined, { signal });
      }
    });
  const [sent] = await Promise.all([send(), record()]);
  return sent;
};

/** Runs the KPI of each date with the CLI. */
const sumDays = async (
  url: string,
  dates: Iterable<string>,
  options: DayOptions,
): Promise<DayReport['published']> => {
  const kpi = connectDailyKpi({ endpoint: url }, await readStackOutputs({ endpoint: url }));
  const published: Record<string, string> = {};
  for (const date of dates) {
    options.say(`Summing ${date}…`);
    await program(options)('producer/tripstream.ts', 'kpi', 'run', '--date', date, '--endpoint', url);
    published[date] = await publishedText(kpi, date);
  }
  return published;
};

/** Where published metrics differ from the oracle's, to the last digit. */
export const differences = (
  published: DayReport['published'],
  expected: ReadonlyMap<string, OracleMetrics>,
): readonly string[] =>
  [...expected].flatMap(([date, metrics]) => {
    const [is, shouldBe] = [published[date] ?? 'nothing', expectedText(metrics)];
    return is === shouldBe ? [] : [`the metrics of ${date} are ${is}, the oracle says ${shouldBe}`];
  });

/** Refused events and dead letters. A generated file must not cause any. */
const refusals = async (url: string): Promise<readonly string[]> => {
  const outputs = await readStackOutputs({ endpoint: url });
  const queues = connectQueues({ endpoint: url });
  const quarantined = await countMessages(queues, outputs.quarantineQueueUrl);
  const deadLettered = await countMessages(queues, outputs.deadLetterQueueUrl);
  return quarantined + deadLettered === 0
    ? []
    : [`${quarantined} events were quarantined and ${deadLettered} dead-lettered`];
};

/** The pipeline's processes whose memory reached the limit. */
export const overLimit = (peaks: Readonly<Record<string, number>> = {}): readonly string[] =>
  Object.entries(peaks)
    .filter(([role, megabytes]) => megabytes >= MEMORY_LIMIT_MEGABYTES && !WITHOUT_LIMIT.includes(role))
    .map(([role, megabytes]) => `${role} had ${megabytes} MB in memory, at least ${MEMORY_LIMIT_MEGABYTES}`);

/** Generates a day, sends it through a local cloud, and compares what is published with the oracle. */
export const runDay = async (options: DayOptions): Promise<DayReport> => {
  const { trips, seed, directory, signal, say } = options;
  const memory = watchMemory(ROLES);
  say(`Generating ${trips} trips…`);
  const generator = ['--trips', String(trips), '--seed', String(seed), '--out', directory];
  const [, generate] = await timed(() => program(options)('data/generate.ts', ...generator));
  const files = ['trip_start.csv', 'trip_end.csv'].map((name) => join(directory, name));
  const [startsCsv = [], endsCsv = []] = files.map(csvPieces);
  say('Adding up the files…');
  const expected = oracleMetrics({ startsCsv, endsCsv });
  say('Synthesizing the stack…');
  const assemblyDir = join(directory, 'cdk.out');
  await synthesize(assemblyDir, signal);
  const cloud = await startLocalCloud({ assemblyDir, port: 0, dataDir: join(directory, 'data') });
  try {
    const work = async () => {
      const [{ sent, seconds: send }, record] = await timed(() =>
        sendAndRecord(cloud.url, files, 2 * trips, options),
      );
      const [published, sum] = await timed(() => sumDays(cloud.url, expected.keys(), options));
      const events = sent.starts + sent.ends;
      return {
        events,
        seconds: { generate, send, record, sum },
        recordedPerSecond: Math.round(events / record),
        published,
        problems: [...differences(published, expected), ...(await refusals(cloud.url))],
      };
    };
    const { problems, ...day } = await Promise.race([work(), cloud.failure]);
    const peaks = await memory.stop();
    return { trips, ...day, peakMegabytes: peaks ?? null, problems: [...problems, ...overLimit(peaks)] };
  } finally {
    await memory.stop();
    await cloud.stop();
  }
};

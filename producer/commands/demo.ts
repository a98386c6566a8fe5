import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { metricsTable } from '../kpi/metrics-table.ts';
import { splicedMetrics } from '../kpi/published-metrics.ts';
import { type LocalCloud, startLocalCloud, synthesize } from '../local-cloud/local-cloud.ts';
import { checkTripFiles } from '../produce/check-trip-files.ts';
import type { ProducePlan } from '../produce/produce-events.ts';
import { selectTripFiles } from '../produce/trip-files.ts';
import { InterruptedError } from '../terminal/command-error.ts';
import { counted } from '../terminal/counted.ts';
import { onInterrupt } from '../terminal/interrupt.ts';
import { addEventOptions, addExamples, type EventOptions } from './command-options.ts';
import { type DemoResult, runPipeline } from './demo-pipeline.ts';

interface DemoOptions extends EventOptions {
  readonly json?: boolean;
  readonly faults?: string;
}

const rejectOnAbort = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const interrupt = (): void =>
      reject(new InterruptedError('interrupted: the demo ends and leaves nothing behind'));
    if (signal.aborted) interrupt();
    signal.addEventListener('abort', interrupt, { once: true });
  });

/** A cloud of its own in `directory`, which is taken down however the pipeline ends. */
const runInLocalCloud = async (
  { directory, faultsFile }: { readonly directory: string; readonly faultsFile: string | undefined },
  signal: AbortSignal,
  work: (cloud: LocalCloud) => Promise<DemoResult>,
): Promise<DemoResult> => {
  const assemblyDir = join(directory, 'cdk.out');
  process.stderr.write('Synthesizing the stack…\n');
  await synthesize(assemblyDir, signal);
  const cloud = await startLocalCloud({ assemblyDir, dataDir: join(directory, 'data'), faultsFile });
  process.stderr.write(`The local cloud is at ${cloud.url} until the demo ends.\n`);
  try {
    return await Promise.race([work(cloud), cloud.failure, rejectOnAbort(signal)]);
  } finally {
    await cloud.stop();
  }
};

const runDemo = async (plan: ProducePlan, options: DemoOptions): Promise<DemoResult> => {
  const interrupt = onInterrupt();
  const directory = await mkdtemp(join(tmpdir(), 'tripstream-demo-'));
  try {
    return await runInLocalCloud({ directory, faultsFile: options.faults }, interrupt.signal, ({ url }) =>
      runPipeline(plan, { endpoint: url, signal: interrupt.signal, silent: options.json === true }),
    );
  } finally {
    await rm(directory, { recursive: true, force: true });
    interrupt.release();
  }
};

/** One line, in which every number of a metrics file keeps its digits. */
const resultJson = ({ sent, quarantined, deadLettered, metricsFiles }: DemoResult): string => {
  const metrics = metricsFiles.map(splicedMetrics);
  return `${JSON.stringify({ sent, quarantined, deadLettered, metrics })}\n`;
};

const resultText = ({ sent, quarantined, deadLettered, metricsFiles }: DemoResult): string => {
  const days = metricsFiles.length === 0 ? ['No end has a valid date, so there is no day to sum.\n'] : [];
  return [
    ...metricsFiles.map((file) => `${metricsTable(file)}\n`),
    ...days,
    `Sent ${counted(sent.starts, 'start')} and ${counted(sent.ends, 'end')}: `,
    `${quarantined} quarantined, ${deadLettered} dead-lettered.\n`,
  ].join('');
};

const demo = async (options: DemoOptions): Promise<void> => {
  const files = selectTripFiles(options);
  const eventsInFiles = await checkTripFiles(files, { silent: options.json === true });
  const result = await runDemo(
    { files, order: options.order, seed: options.seed, skip: 0, eventsInFiles },
    options,
  );
  process.stdout.write(options.json === true ? resultJson(result) : resultText(result));
  process.stderr.write('The local cloud is gone; "npm run local" starts one to look around in.\n');
};

/** Adds `tripstream demo`. */
export const addDemoCommand = (program: Command): void => {
  const command = program
    .command('demo')
    .description(
      'run the whole pipeline on this machine: send events, sum every day found, print the metrics',
    );
  addEventOptions(command)
    .option('--json', 'print the counts and the metrics files as JSON')
    .option('--faults <file>', 'make requests, invocations and deliveries fail as the JSON file says')
    .action(demo);
  addExamples(command, [
    'demo',
    'demo --order shuffled --seed 7',
    'demo --starts trip_start.csv --ends trip_end.csv --json',
  ]);
};

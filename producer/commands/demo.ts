import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { consoleText, startConsoleProcess } from '../console/console-process.ts';
import { metricsTable, splicedMetrics } from '../kpi/metrics-text.ts';
import { type LocalCloud, startLocalCloud, synthesize } from '../local-cloud/local-cloud.ts';
import { checkTripFiles } from '../produce/check-trip-files.ts';
import { selectTripFiles } from '../produce/trip-files.ts';
import { InterruptedError } from '../terminal/command-error.ts';
import { interruptible, untilAborted } from '../terminal/interrupt.ts';
import { writeError } from '../terminal/output.ts';
import { printResult } from '../terminal/print.ts';
import { removeAtExit } from '../terminal/temporary.ts';
import { counted } from '../terminal/text.ts';
import { addCommand, addEventOptions, type EventOptions } from './command-options.ts';
import { type DemoResult, runPipeline } from './demo-pipeline.ts';

interface DemoOptions extends EventOptions {
  readonly json?: boolean;
  readonly faults?: string;
  readonly keep?: boolean;
}

const rejectOnAbort = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const interrupt = (): void =>
      reject(new InterruptedError('interrupted: the demo ends and leaves nothing behind'));
    if (signal.aborted) interrupt();
    signal.addEventListener('abort', interrupt, { once: true });
  });

/** Runs `work`, then `afterwards`, on its own cloud, which is stopped and deleted however they end. */
const inLocalCloud = async <Result>(
  faultsFile: string | undefined,
  signal: AbortSignal,
  work: (cloud: LocalCloud) => Promise<Result>,
  afterwards: (cloud: LocalCloud, result: Result) => Promise<void>,
): Promise<void> => {
  const directory = await mkdtemp(join(tmpdir(), 'tripstream-demo-'));
  const release = removeAtExit(directory);
  const assemblyDir = join(directory, 'cdk.out');
  try {
    writeError('Synthesizing the stack…\n');
    await synthesize(assemblyDir, signal);
    const dataDir = join(directory, 'data');
    const cloud = await startLocalCloud({ assemblyDir, port: 0, dataDir, faultsFile });
    writeError(`The local cloud is at ${cloud.url} until the demo ends.\n`);
    try {
      const result = await Promise.race([work(cloud), cloud.failure, rejectOnAbort(signal)]);
      await afterwards(cloud, result);
    } finally {
      await cloud.stop();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
    release();
  }
};

/** Leaves the cloud running, with a console, until Ctrl-C. */
const keepOpen = async ({ url, failure }: LocalCloud, signal: AbortSignal): Promise<void> => {
  const console = await startConsoleProcess({ endpoint: url });
  try {
    writeError(`\nThe local cloud stays at ${url} until Ctrl-C.\n${consoleText(console)}`);
    await Promise.race([untilAborted(signal), failure]);
  } finally {
    await console.stop();
  }
};

const resultText = ({ sent, quarantined, deadLettered, metricsFiles }: DemoResult): string => {
  const noDays = metricsFiles.length === 0 ? ['No end has a valid date, so there is no day to sum.\n'] : [];
  return [
    ...metricsFiles.map((file) => `${metricsTable(file)}\n`),
    ...noDays,
    `Sent ${counted(sent.starts, 'start')} and ${counted(sent.ends, 'end')}: `,
    `${quarantined} quarantined, ${deadLettered} dead-lettered.\n`,
  ].join('');
};

const demo = async (options: DemoOptions): Promise<void> => {
  const files = selectTripFiles(options);
  const { order, seed, faults, json: silent = false } = options;
  const eventsInFiles = await checkTripFiles(files, { silent });
  const plan = { files, order, seed, skip: 0, eventsInFiles };
  const pipeline = ({ url }: LocalCloud, signal: AbortSignal) =>
    runPipeline(plan, { endpoint: url, signal, silent });
  await interruptible((signal) =>
    inLocalCloud(
      faults,
      signal,
      (cloud) => pipeline(cloud, signal),
      async (cloud, result) => {
        const { metricsFiles, ...counts } = result;
        printResult(options, { ...counts, metrics: metricsFiles.map(splicedMetrics) }, resultText(result));
        if (options.keep === true) await keepOpen(cloud, signal);
      },
    ),
  );
  writeError('The local cloud is gone; "npm run local" starts one to look around in.\n');
};

/** Adds `tripstream demo`. */
export const addDemoCommand = (program: Command): void => {
  const command = addCommand(program, 'demo', {
    description:
      'run the whole pipeline on this machine: send events, sum each of their days, print the metrics',
    examples: [
      'demo',
      'demo --order shuffled --seed 7',
      'demo --starts trip_start.csv --ends trip_end.csv --json',
    ],
  });
  addEventOptions(command)
    .option('--json', 'print the counts and the metrics files as JSON')
    .option('--keep', 'leave the cloud and its web console running afterwards, until Ctrl-C')
    .option('--faults <file>', 'inject the faults that this JSON file describes')
    .action(demo);
};

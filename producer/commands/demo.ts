import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { consoleText, startConsoleProcess } from '../console/console-process.ts';
import { lackingRows } from '../day/what-a-day-lacks.ts';
import { areEqualToFiles, comparisonText } from '../demo/compared-with-files.ts';
import { metricsTable, splicedMetrics } from '../kpi/metrics-text.ts';
import { type LocalCloud, startLocalCloud } from '../local-cloud/local-cloud.ts';
import { synthesize } from '../local-cloud/synthesize.ts';
import { checkTripFiles } from '../produce/check-trip-files.ts';
import { selectTripFiles } from '../produce/trip-files.ts';
import { commandLine } from '../stack/command-line.ts';
import { CommandError, InterruptedError } from '../terminal/command-error.ts';
import { interruptible, untilAborted } from '../terminal/interrupt.ts';
import { writeError } from '../terminal/output.ts';
import { printResult } from '../terminal/print.ts';
import { removeAtExit } from '../terminal/temporary.ts';
import { counted } from '../terminal/text.ts';
import { addCommand } from './command-options.ts';
import { type DemoResult, runPipeline } from './demo-pipeline.ts';
import { addEventOptions, type EventOptions } from './event-options.ts';

interface DemoOptions extends EventOptions {
  readonly json?: boolean;
  readonly faults?: string;
  readonly keep?: boolean;
}

const rejectOnAbort = async (signal: AbortSignal): Promise<never> => {
  await untilAborted(signal);
  throw new InterruptedError('interrupted: the demo ends and leaves nothing behind');
};

/** Runs `work` on a cloud of its own, and stops and deletes that cloud whether or not `work` succeeds. */
const inLocalCloud = async <Result>(
  faultsFile: string | undefined,
  signal: AbortSignal,
  work: (cloud: LocalCloud) => Promise<Result>,
): Promise<Result> => {
  const directory = await mkdtemp(join(tmpdir(), 'tripstream-demo-'));
  const release = removeAtExit(directory);
  const assemblyDir = join(directory, 'cdk.out');
  try {
    writeError('Synthesizing the stack…\n');
    const assembled = synthesize(assemblyDir, signal);
    const dataDir = join(directory, 'data');
    const cloud = await startLocalCloud({ assemblyDir, assembled, port: 0, dataDir, faultsFile });
    writeError(`The local cloud is at ${cloud.url} until the demo ends.\n`);
    try {
      return await work(cloud);
    } finally {
      await cloud.stop();
    }
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 3 });
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

const dayText = (file: string, timeZone: string): string =>
  `${metricsTable(file, { timeZone, lacking: lackingRows(file, { timeZone }) })}\n`;

const resultText = (result: DemoResult): string => {
  const { sent, quarantined, deadLettered, metricsFiles, sums, timeZone } = result;
  const noDays =
    metricsFiles.length === 0 ? ['No trip end has a valid date, so there is no day to sum.\n'] : [];
  return [
    ...metricsFiles.map((file) => dayText(file, timeZone)),
    ...noDays,
    `Sent ${counted(sent.starts, 'start')} and ${counted(sent.ends, 'end')}: `,
    `${quarantined} quarantined, ${deadLettered} dead-lettered.\n`,
    comparisonText(metricsFiles, sums),
  ].join('');
};

const reportOf = ({ metricsFiles, sums, timeZone: _, ...counts }: DemoResult) => ({
  ...counts,
  files: {
    completed: sums.completed,
    never_ended: sums.neverEnded,
    without_start: sums.withoutStart,
    equal: areEqualToFiles(metricsFiles, sums),
  },
  metrics: metricsFiles.map(splicedMetrics),
});

/** How to repair refused events: in the cloud that stays at `endpoint`, or in a new run that keeps its cloud. */
const repairText = (options: DemoOptions, endpoint: string | undefined): string => {
  if (endpoint !== undefined)
    return `To repair the refused events: ${commandLine('quarantine export', { endpoint }, { out: 'refused.csv' })}\n`;
  const { starts, ends, order, seed, faults } = options;
  return `To repair the refused events, run the demo again and keep its cloud: ${commandLine('demo', {}, { starts, ends, order, seed, faults, keep: true })}\n`;
};

const deadLettersText = (endpoint: string): string =>
  `To see the dead-lettered events, and why they failed: ${commandLine('redrive', { endpoint }, { 'dry-run': true })}\n`;

const demo = async (options: DemoOptions): Promise<void> => {
  const files = selectTripFiles(options);
  const { order, seed, faults, keep = false, json: silent = false } = options;
  const eventsInFiles = await checkTripFiles(files, { silent });
  const plan = { files, order, seed, skip: 0, eventsInFiles };
  const result = await interruptible((signal) =>
    inLocalCloud(faults, signal, async (cloud) => {
      const running = runPipeline(plan, { endpoint: cloud.url, signal, silent });
      const done = await Promise.race([running, cloud.failure, rejectOnAbort(signal)]);
      printResult(options, reportOf(done), resultText(done));
      if (keep) {
        if (done.quarantined > 0) writeError(repairText(options, cloud.url));
        if (done.deadLettered > 0) writeError(deadLettersText(cloud.url));
        await keepOpen(cloud, signal);
      }
      return done;
    }),
  );
  const { metricsFiles, sums, deadLettered, quarantined } = result;
  if (quarantined > 0 && !keep) writeError(repairText(options, undefined));
  writeError('The local cloud is gone; "npm run local" starts one to look around in.\n');
  if (areEqualToFiles(metricsFiles, sums) === false && deadLettered === 0)
    throw new CommandError(
      'the metrics are not the sum of the files, and no dead letter explains the difference',
    );
};

export const addDemoCommand = (program: Command): void => {
  const command = addCommand(program, 'demo', {
    description: 'run the whole pipeline on this machine: send events, sum each day, print the metrics',
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

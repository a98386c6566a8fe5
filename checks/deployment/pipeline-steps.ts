import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Scene } from './deploy-steps.ts';
import { checkKpi } from './kpi.ts';
import { untilQuarantined, untilRecorded, type Waiting } from './recorded.ts';
import { type Sample, writeSample } from './sample.ts';
import type { DeployedStack } from './tools/cdk.ts';
import { checkEqual } from './tools/check.ts';
import { PROJECT } from './tools/project.ts';
import { type RunningProgram, startProgram } from './tools/run-command.ts';
import type { Step } from './tools/steps.ts';
import { tripstreamFor } from './tools/tripstream.ts';

interface PipelineScene extends Scene {
  readonly env: NodeJS.ProcessEnv;
  readonly stack: () => DeployedStack;
}

const START_POLL_MS = 100;

/** A start that violates the contract: its time is invalid. */
const REFUSED_START = 'trip_id,pickup_datetime\nrefused-1,2024-02-30 10:00:00\n';

/** What the deployed pipeline must do with the sample data, before and after an update of the stack. */
export const pipelineSteps = (scene: PipelineScene): { firstRun: Step[]; afterUpdate: Step[] } => {
  const { url, env, signal, cleanup, scratchDir, stack } = scene;
  const tripstream = (args: readonly string[]) => tripstreamFor(stack(), { url, env, signal })(args);
  let written: Sample | undefined;
  const sample = async (): Promise<Sample> => (written ??= await writeSample(scratchDir));
  let pipes: RunningProgram | undefined;
  const waiting = (): Waiting => {
    if (pipes === undefined) throw new Error('the pipes are not running');
    return { url, pipes, signal };
  };

  const startPipes = async (): Promise<string> => {
    const args = [join(PROJECT, 'local', 'pipes', 'main.ts'), '--stack', stack().name, '--endpoint', url];
    const runner = startProgram({ file: process.execPath, args, env, cwd: PROJECT });
    cleanup.defer(() => runner.stop());
    pipes = runner;
    while (!runner.output().includes('RUNNING'))
      await Promise.race([sleep(START_POLL_MS, undefined, { signal }), runner.failure]);
    return 'running';
  };
  const produce = async (): Promise<string> => {
    const { startsFile, endsFile } = await sample();
    const files = ['--starts', startsFile, '--ends', endsFile];
    const { sent }: { sent?: unknown } = JSON.parse(await tripstream(['produce', '--json', ...files]));
    return `sent ${JSON.stringify(sent)}`;
  };
  const record = async (): Promise<string> => {
    const recorded = await sample();
    await untilRecorded(stack(), recorded, waiting());
    return `${recorded.trips} trips in the table, ${recorded.completedTrips} of them in the index; nothing refused`;
  };
  const quarantine = async (): Promise<string> => {
    const starts = join(scratchDir, 'refused-start.csv');
    await writeFile(starts, REFUSED_START);
    await tripstream(['produce', '--json', '--starts', starts, '--only', 'starts']);
    await untilQuarantined(stack(), waiting());
    return 'one event, in quarantine';
  };
  const kpi = async (): Promise<string> => {
    const { metricsByDate } = await sample();
    for (const [date, metrics] of metricsByDate)
      await checkKpi(date, metrics, { tripstream, stack: stack(), url });
    checkEqual('more than one day in the sample', metricsByDate.size > 1, true);
    return `${[...metricsByDate].map(([date, { total_fare }]) => `${date}: ${total_fare}`).join(', ')}, as expected to the digit`;
  };
  return {
    firstRun: [
      { name: 'the pipe runner, for pipes that the emulator does not run', run: startPipes },
      { name: 'tripstream produce', run: produce },
      { name: 'every event recorded', run: record },
      { name: 'tripstream kpi run for each day', run: kpi },
      { name: 'an event that violates the contract', run: quarantine },
    ],
    afterUpdate: [{ name: 'tripstream kpi run after the update', run: kpi }],
  };
};

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalCloud, startLocalCloud } from '../../producer/local-cloud/local-cloud.ts';
import { synthesize } from '../../producer/local-cloud/synthesize.ts';
import { textOf } from '../../producer/stack/json-field.ts';
import { onInterrupt } from '../../producer/terminal/interrupt.ts';
import { CheckFailed } from '../deployment/tools/check.ts';
import { pythonTool } from '../deployment/tools/python-tool.ts';
import { runSteps, type Tally } from '../deployment/tools/steps.ts';
import { awsCli } from './aws-cli.ts';
import { runbookSteps } from './runbook-steps.ts';
import { type CheckedCloud, serviceSteps } from './service-steps.ts';
import { watchingSteps } from './watching-steps.ts';

const HELP = `Usage: npm run test:aws-cli

Runs the real AWS CLI and boto3, from PyPI, against the local cloud: each service of the pipeline, and every command
of docs/runbook.md that needs the AWS CLI. They are installed under .tripstream/ (needs Python 3.10 or newer).
`;

interface Run {
  readonly tally: Tally;
  readonly signal: AbortSignal;
  readonly cleanup: AsyncDisposableStack;
}

const startCloud = async (scratchDir: string, { signal, cleanup }: Run): Promise<LocalCloud> => {
  const assemblyDir = join(scratchDir, 'cdk.out');
  await synthesize(assemblyDir, signal);
  const cloud = await startLocalCloud({ assemblyDir, port: 0 });
  cleanup.defer(() => cloud.stop());
  return cloud;
};

/** What the steps need; undefined if it could not be set up. */
const prepare = async (run: Run): Promise<CheckedCloud | undefined> => {
  const { tally, signal, cleanup } = run;
  const scratchDir = await mkdtemp(join(tmpdir(), 'tripstream-aws-cli-'));
  cleanup.defer(() => rm(scratchDir, { recursive: true, force: true }));
  const tool = pythonTool('awscli');
  let prepared: CheckedCloud | undefined;
  const start = async (): Promise<string> => {
    // One is bound by the network, the other by the processor.
    const [programs, cloud] = await Promise.all([tool.install(signal), startCloud(scratchDir, run)]);
    const output = (name: string): string => {
      const value = textOf(cloud.outputs, name);
      if (value === undefined) throw new CheckFailed(`the stack has no output ${name}`);
      return value;
    };
    prepared = { aws: awsCli(programs, cloud.url, signal), output, scratchDir };
    return `awscli ${tool.version}, with boto3, and ${cloud.url}`;
  };
  await runSteps([{ name: 'the AWS CLI and the local cloud', run: start }], tally, signal);
  return prepared;
};

const runChecks = async (run: Run): Promise<void> => {
  const cloud = await prepare(run);
  if (cloud === undefined) return;
  // Each by itself, so that a failure does not hide others.
  const steps = [...serviceSteps(cloud), ...watchingSteps(cloud), ...runbookSteps(cloud)];
  for (const step of steps) await runSteps([step], run.tally, run.signal);
};

const main = async (): Promise<number> => {
  const interrupt = onInterrupt();
  const { signal } = interrupt;
  const tally: Tally = { passed: 0, failed: 0 };
  const cleanup = new AsyncDisposableStack();
  try {
    await runChecks({ tally, signal, cleanup });
  } catch (error) {
    if (!signal.aborted) throw error;
    console.log('interrupted');
  } finally {
    await cleanup.disposeAsync();
    interrupt.release();
  }
  console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
  if (signal.aborted) return 130;
  return tally.failed === 0 ? 0 : 1;
};

if (process.argv.includes('--help')) process.stdout.write(HELP);
else process.exitCode = await main();

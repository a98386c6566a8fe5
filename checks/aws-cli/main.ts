import { join } from 'node:path';
import { type LocalCloud, startLocalCloud } from '../../producer/local-cloud/local-cloud.ts';
import { synthesize } from '../../producer/local-cloud/synthesize.ts';
import { textOf } from '../../producer/stack/json-field.ts';
import { CheckFailed } from '../deployment/tools/check.ts';
import { checkProgram, type Run } from '../deployment/tools/check-program.ts';
import { AWS_TOOLS } from '../deployment/tools/python-tools.ts';
import { runSteps } from '../deployment/tools/steps.ts';
import { awsCli } from './aws-cli.ts';
import { runbookSteps } from './runbook-steps.ts';
import { type CheckedCloud, serviceSteps } from './service-steps.ts';
import { watchingSteps } from './watching-steps.ts';

const HELP = `Usage: npm run test:aws-cli

Runs the real AWS CLI and boto3, from PyPI, against the local cloud: with each service of the pipeline, and every
command in docs/runbook.md that needs the AWS CLI. They are installed under .tripstream/ (needs Python 3.10 or newer).
`;

const startCloud = async ({ signal, cleanup, scratchDir }: Run): Promise<LocalCloud> => {
  const assemblyDir = join(scratchDir, 'cdk.out');
  await synthesize(assemblyDir, signal);
  const cloud = await startLocalCloud({ assemblyDir, port: 0 });
  cleanup.defer(() => cloud.stop());
  return cloud;
};

/** What the steps need; undefined if it could not be set up. */
const prepare = async (run: Run): Promise<CheckedCloud | undefined> => {
  const { tally, signal, scratchDir } = run;
  let prepared: CheckedCloud | undefined;
  const start = async (): Promise<string> => {
    // One is network-bound, the other CPU-bound.
    const [programs, cloud] = await Promise.all([AWS_TOOLS.install(signal), startCloud(run)]);
    const output = (name: string): string => {
      const value = textOf(cloud.outputs, name);
      if (value === undefined) throw new CheckFailed(`the stack has no output ${name}`);
      return value;
    };
    prepared = { aws: awsCli(programs, cloud.url, signal), output, scratchDir };
    return `awscli ${AWS_TOOLS.versionOf('awscli')}, with boto3, and ${cloud.url}`;
  };
  await runSteps([{ name: 'the AWS CLI and the local cloud', run: start }], tally, signal);
  return prepared;
};

const runChecks = async (run: Run): Promise<void> => {
  const cloud = await prepare(run);
  if (cloud === undefined) return;
  // Each step runs separately, so that a failure does not hide others.
  const steps = [...serviceSteps(cloud), ...watchingSteps(cloud), ...runbookSteps(cloud)];
  for (const step of steps) await runSteps([step], run.tally, run.signal);
};

await checkProgram('aws-cli', HELP, runChecks);

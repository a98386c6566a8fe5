import { deploySteps } from './deploy-steps.ts';
import { dynamoDbLocalStep } from './emulators/dynamodb-local.ts';
import { MINISTACK_VERSION, startMiniStack } from './emulators/ministack.ts';
import { answers } from './emulators/server.ts';
import { CheckFailed } from './tools/check.ts';
import { checkProgram, type Run } from './tools/check-program.ts';
import type { Emulator } from './tools/project.ts';
import { runSteps } from './tools/steps.ts';

const HELP = `Usage: npm run test:deploy

Deploys the stack with the real CDK CLI to an AWS emulator from another project, runs the pipeline there on a fifth of
the sample data, updates the stack in place, runs the pipeline again and destroys the stack.

  AWS_ENDPOINT_URL  the emulator to deploy to; without it MiniStack is installed under .tripstream/ and started
                    (needs Python 3.10 or newer and openssl)

If Java and Maven are installed, the table adapter's tests also run on AWS's DynamoDB Local.
`;

const checkAnswering = async (url: string): Promise<void> => {
  if (!(await answers(url)))
    throw new CheckFailed(
      `AWS_ENDPOINT_URL is ${url}, where nothing answers: start the emulator, or unset it`,
    );
};

const runDeployment = async ({ tally, signal, cleanup, scratchDir }: Run): Promise<void> => {
  const given = process.env.AWS_ENDPOINT_URL;
  let emulator: Emulator | undefined;
  const start = async (): Promise<string> => {
    if (given !== undefined) {
      await checkAnswering(given);
      emulator = { url: given, caFile: process.env.NODE_EXTRA_CA_CERTS };
      return `using ${given}`;
    }
    const server = await startMiniStack(scratchDir, signal);
    cleanup.defer(() => server.stop());
    emulator = server;
    return `MiniStack ${MINISTACK_VERSION} at ${server.url}, with IAM applied`;
  };
  const failedBefore = tally.failed;
  await runSteps([{ name: 'an emulator', run: start }], tally, signal);
  if (emulator === undefined || tally.failed > failedBefore) return;
  await runSteps(
    deploySteps({ ...emulator, outlivesRun: given !== undefined, scratchDir, signal, cleanup }),
    tally,
    signal,
  );
};

await checkProgram('deploy', HELP, async (run) => {
  await runDeployment(run);
  await runSteps([dynamoDbLocalStep(run.signal)], run.tally, run.signal);
});

import { checkGone, deployedPartitionCount, stackStatus, unprotect } from './deployed.ts';
import { pipelineSteps } from './pipeline-steps.ts';
import { cdkCli, type DeployedStack } from './tools/cdk.ts';
import { CheckFailed, checkEqual } from './tools/check.ts';
import { awsEnvironment, type Emulator } from './tools/project.ts';
import { CommandFailed } from './tools/run-command.ts';
import type { Step } from './tools/steps.ts';

/** Where a chain of steps works, and what it must undo. */
export interface Scene extends Emulator {
  /** Whether the emulator keeps running after this run. */
  readonly outlivesRun: boolean;
  /** A temporary folder, removed at the end. */
  readonly scratchDir: string;
  readonly signal: AbortSignal;
  /** Undone in reverse order, however the run ends. */
  readonly cleanup: AsyncDisposableStack;
}

/** How many partitions the second deployment adds: a change that earlier data must survive. */
const MORE_PARTITIONS = 8;

const PROD = { stack: 'Tripstream-prod', context: ['stage=prod'] };

const deployInVain = async (cdk: ReturnType<typeof cdkCli>, signal: AbortSignal): Promise<void> => {
  try {
    // The CLI uploads a template under the hash it had at synth, so the two must differ before they are adapted.
    await cdk.deploy([...PROD.context, 'partitions=8'], signal, 'as they are');
  } catch (error) {
    if (error instanceof CommandFailed) return;
    throw error;
  }
  throw new CheckFailed('a deployment with alarms that the emulator refuses did not fail');
};

/**
 * A first deployment of `prod`, which keeps its data, fails midway. Once the CDK CLI's protection of the failed stack
 * is off, as docs/deploying.md says, nothing may block the next deployment.
 */
const deployAfterFailure = (cdk: ReturnType<typeof cdkCli>, { url, signal }: Scene): Step => ({
  name: 'cdk deploy after a first deployment that failed',
  run: async () => {
    await deployInVain(cdk, signal);
    checkEqual('the status of the failed stack', await stackStatus(PROD.stack, url), 'ROLLBACK_COMPLETE');
    await unprotect(PROD.stack, url);
    const { name } = await cdk.deploy(PROD.context, signal);
    await unprotect(name, url);
    await cdk.destroy(signal);
    return `${name} was rolled back, then deployed, then destroyed`;
  },
});

/** Deploys to an empty account, runs the pipeline, updates in place, runs it again and destroys. */
export const deploySteps = (scene: Scene): readonly Step[] => {
  const { url, outlivesRun, scratchDir, signal, cleanup } = scene;
  const env = awsEnvironment(scene);
  const cdk = cdkCli({ env, scratchDir });
  let deployed: DeployedStack | undefined;
  const stack = (): DeployedStack => {
    if (deployed === undefined) throw new Error('the stack is not deployed');
    return deployed;
  };
  cleanup.defer(async () => {
    if (deployed === undefined || !outlivesRun) return;
    console.log('    destroying the stack');
    await cdk.destroy(AbortSignal.timeout(120_000));
  });

  const deploy = async (): Promise<string> => {
    deployed = await cdk.deploy([], signal);
    return `the stack is ${deployed.name}`;
  };
  const update = async (): Promise<string> => {
    const before = stack();
    const partitions = (await deployedPartitionCount(before, url)) + MORE_PARTITIONS;
    deployed = await cdk.deploy([`partitions=${partitions}`], signal);
    checkEqual("the functions' partition count", await deployedPartitionCount(deployed, url), partitions);
    checkEqual('the outputs after an update in place', deployed.outputs, before.outputs);
    return `the functions have ${partitions} partitions; every name is unchanged`;
  };
  const destroy = async (): Promise<string> => {
    const before = stack();
    await cdk.destroy(signal);
    deployed = undefined;
    await checkGone(before, url);
    return 'the stack, its table and its streams are gone';
  };
  const pipeline = pipelineSteps({ ...scene, env, stack });
  return [
    { name: 'cdk bootstrap', run: async () => cdk.bootstrap(signal).then(() => 'bootstrapped') },
    { name: 'cdk deploy', run: deploy },
    ...pipeline.firstRun,
    { name: 'cdk deploy with more partitions', run: update },
    ...pipeline.afterUpdate,
    { name: 'cdk destroy', run: destroy },
    // `prod` retains data, which would stay in an emulator that is not ours.
    ...(outlivesRun ? [] : [deployAfterFailure(cdk, scene)]),
  ];
};

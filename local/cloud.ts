import path from 'node:path';
import { openDataDirectory } from './data-directory.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import { openFaults } from './faults/faults.ts';
import type { DeployedStack } from './services/cloudformation/cloudformation.ts';
import { openServices } from './services.ts';
import { deploy } from './stack/deploy.ts';
import { localClients } from './stack/local-clients.ts';
import { type Plan, planStack } from './stack/plan.ts';
import { type Assembly, readAssembly } from './template/assembly.ts';

export type CloudOptions = {
  /** What `cdk synth` wrote. */
  assemblyDir: string;
  /** On 127.0.0.1; 0 takes a free one. */
  port: number;
  /** Keeps everything here and goes on from what is there; without it all goes when the cloud stops. */
  dataDir?: string | undefined;
  /** What is to go wrong once the stack runs. */
  faultPlan?: FaultPlan | undefined;
};

export type LocalCloud = {
  url: string;
  plan: Plan;
  outputs: Record<string, string>;
  /** One `<function>.log` per function. */
  logsDir: string;
  /** Of the faults that were injected, one JSON line each; undefined if none are. */
  faultsLog?: string | undefined;
  stop(): Promise<void>;
};

/**
 * Starts the services, makes what the synthesized template declares and goes on where the data directory
 * left off: pipes from their checkpoints, executions that were running from their beginning.
 *
 * @throws Refusal when the template, the port or the data directory cannot be used
 */
export const startCloud = async ({ assemblyDir, ...options }: CloudOptions): Promise<LocalCloud> => {
  const assembly = readAssembly(assemblyDir);
  // Closed in reverse: first what calls, then what is called, then the files.
  const opened = new AsyncDisposableStack();
  try {
    return await open(assembly, options, opened);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
};

const open = async (
  assembly: Assembly,
  { port, dataDir, faultPlan }: Omit<CloudOptions, 'assemblyDir'>,
  opened: AsyncDisposableStack,
): Promise<LocalCloud> => {
  const directory = openDataDirectory(dataDir);
  opened.defer(() => directory.close());
  const logsDir = directory.file('logs');
  const faultsLog = path.join(logsDir, 'faults.log');
  const faults = faultPlan && openFaults(faultPlan, faultsLog);
  opened.defer(() => faults?.close());
  const deployment = Promise.withResolvers<DeployedStack>();
  const services = await openServices({
    directory,
    logsDir,
    port,
    opened,
    deployed: deployment.promise,
    faults,
  });
  const { url, lambda, stepFunctions, pipes } = services;
  const plan = planStack(assembly, url);
  const clients = localClients(url);
  await deploy(plan, {
    ...clients,
    assetPath: assembly.assetPath,
    createFunction: lambda.createFunction,
    createStateMachine: stepFunctions.createStateMachine,
    startPipe: pipes.start,
  }).finally(() => clients.destroy());
  stepFunctions.resume();
  faults?.arm();
  deployment.resolve({ plan, createdAt: new Date() });
  return {
    url,
    plan,
    outputs: plan.outputs,
    logsDir,
    ...(faults && { faultsLog }),
    stop: () => opened.disposeAsync(),
  };
};

import path from 'node:path';
import { openDataDirectory } from './data-directory.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import { openFaults } from './faults/faults.ts';
import type { DeployedStack } from './services/cloudformation/cloudformation.ts';
import { openServices } from './services.ts';
import { deploy } from './stack/deploy.ts';
import { type Plan, planStack } from './stack/plan.ts';
import { type Assembly, readAssembly } from './template/assembly.ts';

export type CloudOptions = {
  /** What `cdk synth` wrote. */
  assemblyDir: string;
  /** On 127.0.0.1; 0 takes a free one. */
  port: number;
  /** Keeps all data here and resumes from it; without it all data is lost when the cloud stops. */
  dataDir?: string | undefined;
  /** Faults to inject once the stack runs. */
  faultPlan?: FaultPlan | undefined;
};

export type LocalCloud = {
  url: string;
  plan: Plan;
  outputs: Record<string, string>;
  /** One `<function>.log` per function. */
  logsDir: string;
  /** One JSON line per injected fault; undefined without a fault plan. */
  faultsLog?: string | undefined;
  stop(): Promise<void>;
};

/**
 * Starts the services, creates what the synthesized template declares and resumes from the data directory: pipes from
 * their checkpoints, interrupted executions from their beginning.
 *
 * @throws Refusal when the template, the port or the data directory cannot be used
 */
export const startCloud = async ({ assemblyDir, ...options }: CloudOptions): Promise<LocalCloud> => {
  const assembly = readAssembly(assemblyDir);
  // Closed in reverse order: first the callers, then the services they call, then the files.
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
  const { url, lambda, logs, stepFunctions, pipes } = services;
  const plan = planStack(assembly, url);
  await deploy(plan, url, {
    assetPath: assembly.assetPath,
    createFunction: lambda.createFunction,
    createLogGroup: logs.createGroup,
    createStateMachine: stepFunctions.createStateMachine,
    startPipe: pipes.start,
  });
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

import path from 'node:path';
import { openDataDirectory } from './data-directory.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import { openFaults } from './faults/faults.ts';
import { parseRule } from './faults/faults-file.ts';
import { checkNames } from './faults/named-operations.ts';
import type { DeployedStack } from './services/cloudformation/cloudformation.ts';
import type { UpcomingTime } from './services/scheduler/scheduler.ts';
import { openServices } from './services.ts';
import { deploy } from './stack/deploy.ts';
import { type Plan, planStack } from './stack/plan.ts';
import { readAssembly } from './template/assembly.ts';
import { createClock, type SettableClock } from './values/clock.ts';

export type CloudOptions = {
  /** What `cdk synth` wrote. */
  assemblyDir: string;
  /** On 127.0.0.1; 0 takes a free one. */
  port: number;
  /** Keeps all data here and resumes from it; without it all data is lost when the cloud stops. */
  dataDir?: string | undefined;
  /** Faults to inject once the stack runs; without a plan none can be injected later either. */
  faultPlan?: FaultPlan | undefined;
  /** Whether schedules call their targets when their time comes. @default false */
  firesSchedules?: boolean;
  /** A clock that a test moves and closes. @default the computer's clock */
  clock?: SettableClock | undefined;
};

export type LocalCloud = {
  url: string;
  plan: Plan;
  outputs: Record<string, string>;
  /** One `<function>.log` per function. */
  logsDir: string;
  /** One JSON line per injected fault; undefined without a fault plan. */
  faultsLog?: string | undefined;
  /** When each schedule that fires will fire next. */
  upcomingSchedules: UpcomingTime[];
  /** The clock of records, metrics, alarms and executions. */
  clock: SettableClock;
  /**
   * Injects one more fault, given as in a faults file, until the result is disposed.
   *
   * @throws Refusal if the fault is malformed; Error if the cloud was started without a fault plan
   */
  injectFault(fault: object): Disposable;
  stop(): Promise<void>;
};

/**
 * Starts the services, creates what the synthesized template declares and resumes from the data directory: pipes from
 * their checkpoints, interrupted executions from their beginning.
 *
 * @throws Refusal when the template, the port or the data directory cannot be used
 */
export const startCloud = async ({
  assemblyDir,
  port,
  dataDir,
  faultPlan,
  clock: given,
  firesSchedules = false,
}: CloudOptions): Promise<LocalCloud> => {
  const assembly = readAssembly(assemblyDir);
  // Closed in reverse order: first the callers, then the services they call, then the files.
  await using opened = new AsyncDisposableStack();
  const clock = given ?? createClock();
  if (given === undefined) opened.defer(() => clock.close());
  const directory = openDataDirectory(dataDir);
  opened.defer(() => directory.close());
  const logsDir = directory.file('logs');
  const faultsLog = path.join(logsDir, 'faults.log');
  const faults = faultPlan && openFaults(faultPlan, faultsLog, clock.nowMs);
  opened.defer(() => faults?.close());
  const deployment = Promise.withResolvers<DeployedStack>();
  const { url, stepFunctions, scheduler, makers } = await openServices({
    cacheDir: assembly.cacheDir,
    directory,
    logsDir,
    port,
    opened,
    deployed: deployment.promise,
    faults,
    clock,
  });
  opened.defer(() => faults?.disarm());
  const plan = planStack(assembly, url);
  checkNames(faultPlan?.rules ?? [], plan);
  await deploy(plan, url, { assetPath: assembly.assetPath, ...makers });
  stepFunctions.resume();
  if (firesSchedules) scheduler.start();
  faults?.arm();
  deployment.resolve({ plan, createdAt: new Date() });
  const running = opened.move();
  return {
    url,
    plan,
    outputs: plan.outputs,
    logsDir,
    ...(faults && { faultsLog }),
    upcomingSchedules: scheduler.upcoming(),
    clock,
    injectFault: (fault) => {
      if (faults === undefined)
        throw new Error('start the local cloud with a fault plan, even if it is empty');
      const rule = parseRule(fault, 'the fault');
      checkNames([rule], plan);
      return faults.inject(rule);
    },
    stop: () => running.disposeAsync(),
  };
};

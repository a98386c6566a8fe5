import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startCloud } from '../../local/cloud.ts';
import { changedAssembly, deliverAtOnce, type Resource } from './assembly-under-test.ts';
import { clientEnvironment, openWorkshop, outputIn } from './cloud-under-test.ts';
import { setAheadBy } from './virtual-clock.ts';

const CLOCK = pathToFileURL(join(import.meta.dirname, 'virtual-clock.ts')).href;

/** Environment variables of the functions that a test changes, as another deployment would. */
export type Variables = Readonly<Record<string, string>>;

/** Changes a resource as in a deployment whose functions have these variables. */
const withVariables =
  (variables: Variables) =>
  (resource: Resource): void => {
    const { Type, Properties } = resource;
    deliverAtOnce(resource);
    if (Type === 'AWS::DynamoDB::Table' && variables.KEEP_TRIPS_DAYS !== undefined)
      Properties.TimeToLiveSpecification = { AttributeName: 'expires_at', Enabled: true };
    if (Type !== 'AWS::Lambda::Function') return;
    const { Variables: own } = Object(Properties.Environment);
    Properties.Environment = { Variables: { ...own, ...variables } };
  };

const MINUTE_MS = 60_000;

/**
 * A cloud in this process, with a clock that a test sets for this process, the cloud and its functions. Every AWS
 * client in this process reaches the cloud.
 */
export const openCloudAt = async (instant: number, variables: Variables) => {
  await using opened = new AsyncDisposableStack();
  const { assembly, folder, remove } = await openWorkshop();
  opened.defer(remove);
  const clockFile = folder('clock');
  let aheadMs = 0;
  opened.defer(setAheadBy(() => aheadMs));
  /** Written by a rename, so that no process ever reads half of it. */
  const setClock = (to: number): void => {
    aheadMs += to - Date.now();
    const next = `${clockFile}.next`;
    writeFileSync(next, String(aheadMs));
    renameSync(next, clockFile);
  };
  /** The environment that gives a function the cloud's time. */
  const clockEnvironment = { TRIPSTREAM_TEST_CLOCK_FILE: clockFile, NODE_OPTIONS: `--import=${CLOCK}` };
  let deployments = 0;
  const deploy = (changed: Variables, port = 0) => {
    deployments += 1;
    const assemblyDir = changedAssembly(
      assembly,
      folder(`cdk-${deployments}.out`),
      withVariables({ ...clockEnvironment, ...changed }),
    );
    return startCloud({ assemblyDir, port, dataDir: folder('data') });
  };
  setClock(instant);
  let cloud = await deploy(variables);
  opened.defer(() => cloud.stop());
  const { url } = cloud;
  Object.assign(process.env, clientEnvironment(url));
  /** Does everything that has fallen due: timers set earlier may not have noticed. */
  const catchUp = () => cloud.clock.advanceBy(0);
  const all = opened.move();
  return {
    url: () => url,
    output: outputIn(cloud.outputs),
    setClock,
    catchUp,
    /** Moves the clock forward by this many minutes and on to the next full minute, when the alarms are evaluated. */
    advance: async (minutes: number): Promise<void> => {
      setClock(Date.now() + minutes * MINUTE_MS);
      await catchUp();
      setClock((Math.floor(Date.now() / MINUTE_MS) + 1) * MINUTE_MS + 5);
      await catchUp();
    },
    /** Restarts the cloud with the same data and URL, but with these variables. */
    redeploy: async (changed: Variables): Promise<void> => {
      await cloud.stop();
      cloud = await deploy(changed, Number(new URL(url).port));
    },
    close: (): Promise<void> => all.disposeAsync(),
  };
};

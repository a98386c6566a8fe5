import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { changedAssembly, deliverAtOnce, type Resource } from './assembly-under-test.ts';
import { clientEnvironment, forkCloud, openWorkshop } from './cloud-under-test.ts';

const CLOCK = pathToFileURL(join(import.meta.dirname, 'virtual-clock.ts')).href;

/** What the stack gives its functions, where a test wants it otherwise: as another deployment would. */
export type Variables = Readonly<Record<string, string>>;

/** A resource of a deployment whose functions have these variables. */
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

/** Asks the cloud to do what has fallen due by its clock, which timers that were set before may not have noticed. */
const catchUp = async (url: string): Promise<void> => {
  const answer = await fetch(`${url}/_local/clock`, { method: 'POST', body: '{"advanceSeconds":0}' });
  if (!answer.ok) throw new Error(await answer.text());
};

/** A cloud whose clock, and that of its functions, a test sets; every AWS client of this process reaches it. */
export const openCloudAt = async (instant: number, variables: Variables) => {
  const workshop = await openWorkshop();
  const clockFile = workshop.folder('clock');
  /** Through a rename, so that no process ever reads half of it. */
  const setClock = (to: number): void => {
    const next = `${clockFile}.next`;
    writeFileSync(next, String(to - Date.now()));
    renameSync(next, clockFile);
  };
  const now = (): number => Date.now() + Number(readFileSync(clockFile, 'utf8'));
  const clock = { TRIPSTREAM_TEST_CLOCK_FILE: clockFile };
  let deployments = 0;
  const deploy = async (changed: Variables) => {
    deployments += 1;
    const ofFunctions = { ...clock, NODE_OPTIONS: `--import=${CLOCK}`, ...changed };
    const assembly = changedAssembly(
      workshop.assembly,
      workshop.folder(`cdk-${deployments}.out`),
      withVariables(ofFunctions),
    );
    const deployed = await forkCloud(assembly, workshop.folder('data'), {
      execArgv: [`--import=${CLOCK}`],
      env: { ...process.env, ...clock },
    });
    Object.assign(process.env, clientEnvironment(deployed.url));
    return deployed;
  };
  setClock(instant);
  let cloud = await deploy(variables);
  return {
    url: () => cloud.url,
    output: (name: string): string => cloud.output(name),
    setClock,
    /** Moves the clock on by so many minutes, and to the next minute, at which the alarms are evaluated. */
    advance: async (minutes: number): Promise<void> => {
      setClock(now() + minutes * MINUTE_MS);
      await catchUp(cloud.url);
      setClock((Math.floor(now() / MINUTE_MS) + 1) * MINUTE_MS + 5);
      await catchUp(cloud.url);
    },
    /** What a process that is started by a test needs to have the cloud's time. */
    clockEnvironment: { ...clock, NODE_OPTIONS: `--import=${CLOCK}` },
    /** The cloud's time, milliseconds since 1970. */
    now,
    /** Kills the cloud, and starts it again on its data with these variables. */
    redeploy: async (changed: Variables, meanwhile: () => void = () => undefined): Promise<void> => {
      await cloud.kill();
      meanwhile();
      cloud = await deploy(changed);
    },
    close: async (): Promise<void> => {
      await cloud.stop();
      workshop.remove();
    },
  };
};

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCloud } from '../../local/cloud.ts';
import { parseFaultPlan } from '../../local/faults/faults-file.ts';
import { tripstreamHere } from '../producer/tripstream-under-test.ts';
import { changedAssembly, deliverAtOnce, type Resource, sharedAssembly } from './assembly-under-test.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

export const SAMPLE = {
  startsCsv: readFileSync(join(PROJECT, 'data', 'trip_start.csv'), 'utf8'),
  endsCsv: readFileSync(join(PROJECT, 'data', 'trip_end.csv'), 'utf8'),
};

/** What an unmodified AWS client needs to reach a cloud at `url`, and nothing else. */
export const clientEnvironment = (url: string) => ({
  AWS_ENDPOINT_URL: url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});

/** A folder for this test, and the synthesized stack. */
export const openWorkshop = async () => {
  const directory = mkdtempSync(join(tmpdir(), 'tripstream-flow-'));
  return {
    assembly: await sharedAssembly(),
    folder: (name: string) => join(directory, name),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
};

/** Looks up the stack output with a name. */
export const outputIn =
  (outputs: Readonly<Record<string, string>>) =>
  (name: string): string => {
    const value = outputs[name];
    if (value === undefined) throw new Error(`The stack has no output ${name}.`);
    return value;
  };

/** Starts the local cloud as a separate process, on a free port, with its data in `dataDir`. */
export const forkCloud = async (
  assembly: string,
  dataDir: string,
  {
    execArgv = [],
    env = process.env,
    faultsFile,
  }: { execArgv?: string[]; env?: NodeJS.ProcessEnv; faultsFile?: string | undefined } = {},
) => {
  const child = fork(
    join(PROJECT, 'local', 'main.ts'),
    [
      ...['--assembly', assembly, '--port', '0', '--data', dataDir, '--no-schedules'],
      ...(faultsFile === undefined ? [] : ['--faults', faultsFile]),
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv,
      env,
    },
  );
  const exited = once(child, 'exit');
  const [ready]: { url: string; outputs: Record<string, string> }[] = await Promise.race([
    once(child, 'message'),
    exited.then(([code]) => Promise.reject(new Error(`The local cloud ended with ${code}.`))),
  ]);
  if (ready === undefined) throw new Error('The local cloud did not say where it is.');
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await exited;
  };
  return {
    url: ready.url,
    output: outputIn(ready.outputs),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
};

/**
 * A cloud in this process, which every AWS client in this process reaches from then on. `faults` is the content of a
 * faults file. Its pipes deliver right away; `change` may change its resources further.
 */
export const openCloud = async (faults?: object, change?: (resource: Resource) => void) => {
  await using opened = new AsyncDisposableStack();
  const { assembly, folder, remove } = await openWorkshop();
  opened.defer(remove);
  const { url, outputs, logsDir, injectFault, stop } = await startCloud({
    assemblyDir: changedAssembly(assembly, folder('at-once.out'), (resource) => {
      deliverAtOnce(resource);
      change?.(resource);
    }),
    port: 0,
    faultPlan: faults && parseFaultPlan(faults),
  });
  opened.defer(stop);
  Object.assign(process.env, clientEnvironment(url));
  const all = opened.move();
  return { url, folder, output: outputIn(outputs), logsDir, injectFault, close: () => all.disposeAsync() };
};

/** Runs the CLI against a cloud, in this process, and returns its standard output. @throws unless it exits with 0 */
export const tripstream = async (url: string, ...args: readonly string[]): Promise<string> => {
  const ended = await tripstreamHere([...args, '--endpoint', url]);
  if (ended.code !== 0)
    throw Object.assign(new Error(`${args.join(' ')} ended with ${ended.code}: ${ended.stderr}`), ended);
  return ended.stdout;
};

interface PipeStatus {
  readonly recordsBehind: number;
  readonly inFlight: number;
  readonly records: number;
  readonly deadLettered: number;
}

export const pipesOf = async (url: string): Promise<readonly PipeStatus[]> => {
  const { pipes }: { pipes: PipeStatus[] } = JSON.parse(await (await fetch(`${url}/_local/pipes`)).text());
  return pipes;
};

export const untilDrained = async (url: string): Promise<void> => {
  while ((await pipesOf(url)).some(({ recordsBehind, inFlight }) => recordsBehind + inFlight > 0))
    await sleep(100);
};
